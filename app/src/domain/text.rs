//! Words made comparable: lower case, no accents, no punctuation. A table rather than a Unicode crate,
//! because this also runs in the browser.

use std::borrow::Cow;

/// Longest slug, in signs.
const SLUG_MAX: usize = 60;

/// `text` in lower case, without accents, ligatures taken apart (`œ` → `oe`), everything else between
/// letters and digits one space, no space at the ends: `L’Haÿ-les-Roses` → `l hay les roses`.
/// Only `a`–`z`, `0`–`9` and single spaces come out; letters of other scripts are dropped.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for sign in text.chars() {
        let letters = plain(sign);
        match letters {
            Plain::Gap => gap = true,
            Plain::Nothing => {}
            Plain::Letter(_) | Plain::Letters(_) => {
                if gap && !out.is_empty() {
                    out.push(' ');
                }
                gap = false;
                match letters {
                    Plain::Letter(letter) => out.push(letter),
                    Plain::Letters(two) => out.push_str(two),
                    Plain::Gap | Plain::Nothing => {}
                }
            }
        }
    }
    out
}

/// The folded words of `text` joined by `-`, cut after a word so that at most 60 signs remain (a single
/// longer word is cut inside): for readable addresses. Empty if nothing of it folds.
#[must_use]
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let cut = if folded.len() <= SLUG_MAX {
        folded.len()
    } else if folded.as_bytes().get(SLUG_MAX) == Some(&b' ') {
        SLUG_MAX
    } else {
        folded.get(..SLUG_MAX).and_then(|start| start.rfind(' ')).unwrap_or(SLUG_MAX)
    };
    folded.get(..cut).unwrap_or_default().replace(' ', "-")
}

/// `text` without signs of control, but for those between words and lines: no text that people read has any, and not
/// every database keeps them.
#[must_use]
pub fn without_controls(text: &str) -> Cow<'_, str> {
    let unwanted = |sign: char| sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
    if text.contains(unwanted) { text.replace(unwanted, "").into() } else { text.into() }
}

/// What one sign becomes.
enum Plain {
    Letter(char),
    Letters(&'static str),
    /// Between words.
    Gap,
    /// Dropped without parting a word: combining accents, soft hyphen, joiners.
    Nothing,
}

/// The plain form of one sign, for Latin letters as far as European names go.
fn plain(sign: char) -> Plain {
    Plain::Letter(match sign {
        'a'..='z' | '0'..='9' => sign,
        'A'..='Z' => sign.to_ascii_lowercase(),
        'À'..='Å' | 'à'..='å' | 'Ā'..='ą' | 'ª' | 'Ǎ' | 'ǎ' => 'a',
        'Ç' | 'ç' | 'Ć'..='č' => 'c',
        'Ð' | 'ð' | 'Ď'..='đ' => 'd',
        'È'..='Ë' | 'è'..='ë' | 'Ē'..='ě' => 'e',
        'Ĝ'..='ģ' => 'g',
        'Ĥ'..='ħ' => 'h',
        'Ì'..='Ï' | 'ì'..='ï' | 'Ĩ'..='ı' => 'i',
        'Ĵ' | 'ĵ' => 'j',
        'Ķ'..='ĸ' => 'k',
        'Ĺ'..='ł' => 'l',
        'Ñ' | 'ñ' | 'Ń'..='ŋ' => 'n',
        'Ò'..='Ö' | 'Ø' | 'ò'..='ö' | 'ø' | 'Ō'..='ő' | 'º' => 'o',
        'Ŕ'..='ř' => 'r',
        'Ś'..='š' | 'ſ' | 'Ș' | 'ș' => 's',
        'Ţ'..='ŧ' | 'Ț' | 'ț' => 't',
        'Ù'..='Ü' | 'ù'..='ü' | 'Ũ'..='ų' => 'u',
        'Ŵ' | 'ŵ' => 'w',
        'Ý' | 'ý' | 'ÿ' | 'Ŷ'..='Ÿ' => 'y',
        'Ź'..='ž' => 'z',
        'Æ' | 'æ' => return Plain::Letters("ae"),
        'Œ' | 'œ' => return Plain::Letters("oe"),
        'Ĳ' | 'ĳ' => return Plain::Letters("ij"),
        'ß' | 'ẞ' => return Plain::Letters("ss"),
        'Þ' | 'þ' => return Plain::Letters("th"),
        'ﬀ' => return Plain::Letters("ff"),
        'ﬁ' => return Plain::Letters("fi"),
        'ﬂ' => return Plain::Letters("fl"),
        'ﬃ' => return Plain::Letters("ffi"),
        'ﬄ' => return Plain::Letters("ffl"),
        'ﬅ' | 'ﬆ' => return Plain::Letters("st"),
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {
            return Plain::Nothing;
        }
        _ => return Plain::Gap,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_french_names_hold() {
        assert_eq!(fold("L’Haÿ-les-Roses"), "l hay les roses");
        assert_eq!(fold("L'HAŸ LES ROSES"), "l hay les roses");
        assert_eq!(fold("Œuilly"), "oeuilly");
        assert_eq!(fold("  Île-d’Aix (17) "), "ile d aix 17");
        assert_eq!(fold("e\u{301}te\u{301}"), "ete");
        assert_eq!(fold("Ægidius ÇÀ et là"), "aegidius ca et la");
        assert_eq!(fold("—"), "");
        assert_eq!(fold("日本"), "");
    }

    #[test]
    fn signs_of_control_are_dropped_and_lines_stay() {
        assert_eq!(without_controls("a\0b\u{7}\u{9b}\r\n\tc"), "ab\r\n\tc");
        assert!(matches!(without_controls("Été"), Cow::Borrowed("Été")));
    }

    #[test]
    fn slugs_stay_short_and_whole() {
        assert_eq!(slug("Aide aux devoirs, l’après-midi !"), "aide-aux-devoirs-l-apres-midi");
        let long = "un deux trois quatre cinq six sept huit neuf dix onze douze treize";
        assert_eq!(slug(long), "un-deux-trois-quatre-cinq-six-sept-huit-neuf-dix-onze-douze");
        assert_eq!(slug(&"a".repeat(80)).len(), SLUG_MAX);
        assert_eq!(slug("!!!"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,80}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn only_plain_words_come_out(text in any::<String>()) {
            let folded = fold(&text);
            prop_assert!(folded.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == ' '));
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
            let slug = slug(&text);
            prop_assert!(slug.len() <= SLUG_MAX && !slug.ends_with('-') && !slug.starts_with('-'));
        }
    }
}
