//! The Mastodon instance that somebody names: a host on the public internet, and nothing else.

use crate::domain::near::is_near;
use std::fmt;

/// Endings that no resolver of the public internet knows (RFC 6761, RFC 7686).
const NOWHERE: [&str; 2] = ["invalid", "onion"];

/// A host name that can be asked by https.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance(String);

impl Instance {
    /// Reads `mastodon.social`, `@camille@mastodon.social` or the address of a page there. Nothing that hides another
    /// host gets through: no port, no name before an `@` in an address, no number.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let host = match typed.split_once("://") {
            Some((scheme, rest)) => {
                let known = ["https", "http"].iter().any(|one| scheme.eq_ignore_ascii_case(one));
                known.then_some(rest)?.split(['/', '?', '#']).next()?
            }
            None => match typed.strip_prefix('@').unwrap_or(typed).split_once('@') {
                Some((name, host)) => {
                    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.' | '-');
                    (!name.is_empty() && name.chars().all(plain)).then_some(host)?
                }
                None => typed.strip_suffix('/').unwrap_or(typed),
            },
        };
        let host = host.to_ascii_lowercase();
        is_public(&host).then_some(Self(host))
    }

    /// The host.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Instance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_public(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let label = |label: &&str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let ending = labels.last().copied().unwrap_or_default();
    let real = ending.len() >= 2
        && (ending.bytes().all(|byte| byte.is_ascii_alphabetic()) || ending.starts_with("xn--"));
    host.len() <= 253
        && labels.len() >= 2
        && labels.iter().all(label)
        && real
        && !NOWHERE.contains(&ending)
        && !is_near(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_instance_is_read_as_people_write_it() {
        for typed in [
            "mastodon.social",
            " Mastodon.Social ",
            "https://mastodon.social",
            "https://mastodon.social/@camille",
            "http://mastodon.social/",
            "mastodon.social/",
            "@camille@mastodon.social",
            "camille@mastodon.social",
        ] {
            assert_eq!(
                Instance::parse(typed).map(|one| one.to_string()).as_deref(),
                Some("mastodon.social"),
                "{typed}"
            );
        }
    }

    #[test]
    fn nothing_else_passes_for_one() {
        for typed in [
            "",
            "mastodon",
            "https://",
            "javascript://mastodon.social",
            "javascript:alert(1)",
            "https://mastodon.social@mechant.example",
            "https://mastodon.social:8443",
            "mastodon.social:80",
            "mastodon.social/share",
            "127.0.0.1",
            "[::1]",
            "https://2130706433",
            "localhost",
            "imprimante.local",
            "serveur.internal",
            "-a.example",
            "a..example",
            "mastodon.social\r\nSet-Cookie: a=b",
            "mastodon.social evil.example",
            "mastodon.social\\.evil.example",
            "mästodon.example",
            "a@b@c.example",
            "//mastodon.social",
        ] {
            assert_eq!(Instance::parse(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_is_a_plain_host(typed in "\\PC{0,60}") {
            if let Some(instance) = Instance::parse(&typed) {
                let plain = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || ".-".contains(sign);
                prop_assert!(instance.host().chars().all(plain), "{instance}");
                prop_assert!(typed.to_ascii_lowercase().contains(instance.host()));
            }
        }
    }
}
