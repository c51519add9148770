//! Names that stand for something near: a machine or a network of one's own.

/// Names that do, whatever a resolver says of them (RFC 6761, RFC 6762, RFC 8375, RFC 9476).
const NEAR: [&str; 11] = [
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "lan",
    "home",
    "corp",
    "private",
    "home.arpa",
    "test",
];

/// Whether a name does: of one word, or ending as such names do.
#[must_use]
pub fn is_near(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    !name.contains('.')
        || NEAR.iter().any(|near| {
            name.strip_suffix(near).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_near_by_its_end() {
        for near in [
            "localhost",
            "imprimante",
            "a.local",
            "A.LAN.",
            "x.home.arpa",
            "home.arpa",
            "b.private",
            "c.test",
        ] {
            assert!(is_near(near), "{near}");
        }
        for far in ["exemple.fr", "home.arpa.exemple.fr", "monlocal.fr", "a.notlan", "x.arpa", "a.invalid"] {
            assert!(!is_near(far), "{far}");
        }
    }
}
