//! The addresses at which networks take a text and a link: their own pages, opened by a plain link.

use super::{Channel, instance::Instance};
use std::fmt::Write;

/// Where `channel` takes a prepared text and a link; `None` for those that aren't pages of others.
#[must_use]
pub fn address(channel: Channel, subject: &str, text: &str, link: &str) -> Option<String> {
    let both = || encoded(&joined(text, link));
    Some(match channel {
        Channel::Email => {
            // Lines of a mail end in CR LF (RFC 6068).
            let body = encoded(&joined(text, link).replace('\n', "\r\n"));
            format!("mailto:?subject={}&body={body}", encoded(subject))
        }
        Channel::Whatsapp => format!("https://wa.me/?text={}", both()),
        // With `&` before it, both kinds of telephones take the body.
        Channel::Sms => format!("sms:?&body={}", both()),
        Channel::Facebook => format!("https://www.facebook.com/sharer/sharer.php?u={}", encoded(link)),
        Channel::Linkedin => format!("https://www.linkedin.com/sharing/share-offsite/?url={}", encoded(link)),
        Channel::X => format!("https://x.com/intent/post?text={}&url={}", encoded(text), encoded(link)),
        Channel::Bluesky => format!("https://bsky.app/intent/compose?text={}", both()),
        Channel::Sheet | Channel::Link | Channel::Mastodon | Channel::Friends | Channel::Poster => {
            return None;
        }
    })
}

/// Where an instance of Mastodon takes a text. Only this one shape, at a host that was checked.
#[must_use]
pub fn on_mastodon(instance: &Instance, text: &str, link: &str) -> String {
    format!("https://{instance}/share?text={}", encoded(&joined(text, link)))
}

fn joined(text: &str, link: &str) -> String {
    if text.is_empty() { link.to_owned() } else { format!("{text}\n{link}") }
}

/// `text` inside an address (RFC 3986): everything but unreserved signs by its bytes.
#[must_use]
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_network_gets_what_it_takes() {
        let at = |channel| {
            address(channel, "Un sujet", "Été & co", "https://p.example/m/1?de=x").unwrap_or_default()
        };
        let link = "https%3A%2F%2Fp.example%2Fm%2F1%3Fde%3Dx";
        assert_eq!(at(Channel::Whatsapp), format!("https://wa.me/?text=%C3%89t%C3%A9%20%26%20co%0A{link}"));
        assert_eq!(
            at(Channel::Email),
            format!("mailto:?subject=Un%20sujet&body=%C3%89t%C3%A9%20%26%20co%0D%0A{link}")
        );
        assert_eq!(
            at(Channel::X),
            format!("https://x.com/intent/post?text=%C3%89t%C3%A9%20%26%20co&url={link}")
        );
        assert!(at(Channel::Facebook).ends_with(&format!("?u={link}")));
        assert!(at(Channel::Sms).starts_with("sms:?&body="));
        assert_eq!(address(Channel::Poster, "", "", ""), None);
    }
}
