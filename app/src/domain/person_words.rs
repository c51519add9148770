//! The words by which people are found: of their names and address, without capitals and accents.

use super::text::fold;

/// Most words that are looked for at once.
const MOST: usize = 6;

/// What a person is found and sorted by: the words of the last name, the first name and the address, each once, with a
/// space before each. Whoever looks for `dup` finds every key that holds ` dup`.
#[must_use]
pub fn key(last_name: Option<&str>, first_name: &str, email: &str) -> String {
    let mut all = words(last_name.unwrap_or_default());
    all.extend(words(first_name));
    all.push(as_address(email));
    all.extend(words(email.split('@').next().unwrap_or_default()));
    let mut key = String::new();
    for (index, word) in all.iter().enumerate() {
        if !word.is_empty() && !all.iter().take(index).any(|earlier| earlier == word) {
            key.push(' ');
            key.push_str(word);
        }
    }
    key
}

/// The beginnings of words that somebody looks for, as [`key`] writes them.
#[must_use]
pub fn searched(typed: &str) -> Vec<String> {
    let one = |typed: &str| {
        let found = if typed.contains(['@', '.']) { vec![as_address(typed)] } else { words(typed) };
        // Signs that no name has are looked for as they are, and not found.
        if found.iter().all(String::is_empty) { vec![typed.to_owned()] } else { found }
    };
    typed.split_whitespace().flat_map(one).take(MOST).collect()
}

/// The words of a name: letters and digits, of any script.
fn words(text: &str) -> Vec<String> {
    let (mut all, mut word) = (Vec::new(), String::new());
    for sign in text.chars().chain([' ']) {
        let plain = fold(sign.encode_utf8(&mut [0; 4]));
        if !plain.is_empty() {
            word.push_str(&plain);
        } else if sign.is_alphanumeric() {
            word.extend(sign.to_lowercase());
        } else if !('\u{300}'..='\u{36f}').contains(&sign) && !word.is_empty() {
            all.push(std::mem::take(&mut word));
        }
    }
    all
}

/// An address, whole, with its dots and dashes. Quotes and backslashes, which only odd ones have, are left out.
fn as_address(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for sign in text.chars().filter(|sign| !matches!(sign, '"' | '\\') && !sign.is_whitespace()) {
        let folded = if sign.is_ascii() { String::new() } else { fold(sign.encode_utf8(&mut [0; 4])) };
        if folded.is_empty() {
            plain.extend(sign.to_lowercase().filter(|sign| !sign.is_control()));
        } else {
            plain.push_str(&folded);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_key_holds_each_word_once_and_sorts_by_the_last_name() {
        assert_eq!(
            key(Some("Le Goff"), "Élodie", "elodie.legoff@free.fr"),
            " le goff elodie elodie.legoff@free.fr legoff"
        );
        assert_eq!(key(None, "Camille", "Camille@exemple.fr"), " camille camille@exemple.fr");
        assert_eq!(key(Some("—"), "Ольга", "o@x.fr"), " ольга o@x.fr o");
    }

    #[test]
    fn names_are_found_however_they_are_typed() {
        assert_eq!(searched(" Élodie  NOËL "), ["elodie", "noel"]);
        assert_eq!(searched("j.-p@Exemple.fr"), ["j.-p@exemple.fr"]);
        assert_eq!(searched("Jean-Pierre d’Ornano"), ["jean", "pierre", "d", "ornano"]);
        assert_eq!(searched("% ."), ["%", "."]);
        assert!(searched("  ").is_empty());
    }

    proptest! {
        #[test]
        fn whoever_is_looked_for_by_name_or_address_is_found(
            last in "\\PC{0,20}", first in "\\PC{1,20}", email in "[a-zA-Z0-9._\"\\\\-]{1,12}@[a-z.]{1,12}"
        ) {
            let key = key(Some(&last), &first, &email);
            for name in [&last, &first] {
                for word in words(name) {
                    let wanted = format!(" {word}");
                    prop_assert!(key.contains(&wanted), "{key} hasn't {wanted}");
                }
            }
            for word in searched(&email) {
                let wanted = format!(" {word}");
                prop_assert!(key.contains(&wanted), "{key} hasn't {wanted}");
            }
            prop_assert!(!key.contains(['"', '\\', '\n']) && !key.contains("  "));
        }
    }
}
