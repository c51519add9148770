//! Throw-away e-mail domains: people are warned, never refused.

use std::sync::LazyLock;

/// One domain a line, lower case; see `server/data/README.md`.
static DISPOSABLE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut domains: Vec<_> = include_str!("../data/email/disposable_domains.txt")
        .lines()
        .filter(|line| !line.is_empty())
        .collect();
    domains.sort_unstable();
    domains
});

/// Whether `domain`, or one that it is a subdomain of, gives addresses to throw away.
#[must_use]
pub fn is_disposable(domain: &str) -> bool {
    let lower = domain.trim_end_matches('.').to_ascii_lowercase();
    let mut rest = lower.as_str();
    loop {
        if DISPOSABLE.binary_search(&rest).is_ok() {
            return true;
        }
        match rest.split_once('.') {
            Some((_, parent)) if parent.contains('.') => rest = parent,
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_throw_away_domains_and_their_subdomains() {
        assert!(is_disposable("yopmail.com"));
        assert!(is_disposable("Jetable.org"));
        assert!(is_disposable("a.b.yopmail.com"));
        for real in ["gmail.com", "orange.fr", "com", "", "croix-rouge.fr", "notyopmail.com."] {
            assert!(!is_disposable(real), "{real}");
        }
    }
}
