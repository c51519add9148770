//! French sets a narrow space before `! ? : ; »` and after `«`, at which no line may break. People type a plain one, and
//! so do translators: it is made firm where sentences are compiled (`build.rs`) and where letters are filled in.

const FIRM: char = '\u{202f}';

/// A French text with its spaces at punctuation made firm; nothing else changes.
#[must_use]
pub fn firm(text: &str) -> String {
    let mut done = String::with_capacity(text.len() + 8);
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        let before = rest.peek().is_some_and(|next| matches!(next, '!' | '?' | ':' | ';' | '»'));
        let firm = sign == ' ' && (before || done.ends_with('«'));
        done.push(if firm { FIRM } else { sign });
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_at_punctuation_hold() {
        assert_eq!(firm("Ça va ? « Oui ! »"), "Ça va\u{202f}? «\u{202f}Oui\u{202f}!\u{202f}»");
        assert_eq!(firm("Quand : 9 h ; où"), "Quand\u{202f}: 9 h\u{202f}; où");
    }

    #[test]
    fn nothing_else_changes() {
        for text in ["", " ", "https://portail.example/?q=a b", "a  b\n- c", "déjà\u{202f}!", "Quoi?"] {
            assert_eq!(firm(text), text);
        }
    }
}
