//! The alphabet of text messages (3GPP TS 23.038). One sign outside of it, and a message holds 70 signs instead of 160:
//! a text is written with what there is.

use crate::domain::text::fold;

/// Most of one message, in units of [`units`].
pub const MOST: usize = 160;

/// Signs of the basic table besides ASCII letters and digits; each is one unit.
const BASIC: &str = "@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";
/// Signs of the extension table: an escape and a sign.
const EXTENSION: &str = "^{}\\[~]|€";

/// How much of a message a sign takes; nothing if it isn't in the alphabet.
#[must_use]
pub fn units(sign: char) -> Option<usize> {
    if sign.is_ascii_alphanumeric() || BASIC.contains(sign) {
        Some(1)
    } else if EXTENSION.contains(sign) {
        Some(2)
    } else {
        None
    }
}

/// `text` with the signs that the alphabet has: `’` becomes `'`, `ê` becomes `e`, what has no likeness goes.
#[must_use]
pub fn written(text: &str) -> String {
    // The spaces inside « » go with them.
    let text = [' ', '\u{a0}', '\u{202f}'].into_iter().fold(text.to_owned(), |text, space| {
        text.replace(&format!("«{space}"), "«").replace(&format!("{space}»"), "»")
    });
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        if units(sign).is_some() {
            out.push(sign);
            continue;
        }
        match sign {
            '’' | '‘' | '´' | '`' => out.push('\''),
            '«' | '»' | '“' | '”' | '„' => out.push('"'),
            '–' | '—' | '‐' | '‑' | '−' => out.push('-'),
            '…' => out.push_str("..."),
            '·' => out.push('-'),
            sign if sign.is_whitespace() => out.push(' '),
            _ => {
                let plain = fold(sign.encode_utf8(&mut [0; 4]));
                if sign.is_uppercase() {
                    out.push_str(&plain.to_ascii_uppercase());
                } else {
                    out.push_str(&plain);
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn french_stays_readable() {
        assert_eq!(
            written("L’été à la forêt, ça va\u{202f}? Œuvre « là »…"),
            "L'été à la foret, ca va ? OEuvre \"là\"..."
        );
        assert_eq!(written("日本 🙂"), " ");
        assert_eq!(units('€'), Some(2));
        assert_eq!(units('ê'), None);
    }

    proptest! {
        #[test]
        fn nothing_else_is_left(text in any::<String>()) {
            prop_assert!(written(&text).chars().all(|sign| units(sign).is_some()));
        }
    }
}
