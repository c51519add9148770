//! Telephone numbers in a free text: a line of one's own to friends needs none, and some of them cost whoever calls.

/// How many digits a number has that can be called from afar.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;

/// The first telephone number in `text`, in whatever groups it is written. Days and times are none.
#[must_use]
pub fn found(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .chunk_by(|before, after| numeric(before) == numeric(after))
        .filter(|run| run.first().is_some_and(|word| numeric(word)))
        .map(|run| run.join(" "))
        .find(|run| DIGITS.contains(&run.chars().filter(char::is_ascii_digit).count()))
}

/// A part of a number.
fn numeric(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', '!', '?', '…']);
    word.chars().all(|sign| sign.is_ascii_digit() || "+-./()–".contains(sign))
        && word.contains(|sign: char| sign.is_ascii_digit())
        && !is_day(word)
}

/// `5.12.2026`
fn is_day(word: &str) -> bool {
    let parts: Vec<&str> = word.trim_end_matches('.').split(['.', '/', '-']).collect();
    let [day, month, year] = parts.as_slice() else { return false };
    let within = |part: &str, most: u32| part.parse::<u32>().is_ok_and(|number| (1..=most).contains(&number));
    within(day, 31) && within(month, 12) && year.len() == 4 && year.starts_with("20")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_told_from_days_and_times() {
        for text in [
            "Appelle le 0899 12 34 56",
            "0899123456",
            "06.12.34.56.78 !",
            "au +33 6 12 34 56 78,",
            "(+229) 97-00-00-00",
            "05/12/2026 0899 123 456",
        ] {
            assert!(found(text).is_some(), "{text}");
        }
        for text in [
            "",
            "le 05.12.2026 14 h 30",
            "le 05/12/2026, 14:30, ou le 12.12.2026",
            "du 05.12.2026 12.12.2026",
            "de 9 à 12, 1 200 repas, 35000 Rennes",
            "On sera 20 - 25.",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn groups_hide_nothing(gaps in proptest::collection::vec("( |\\.|-|/|)", 9)) {
            let mut text = String::from("au ");
            for (digit, gap) in "089912345".chars().zip(gaps) {
                text.push(digit);
                text.push_str(&gap);
            }
            text.push('6');
            prop_assert!(found(&text).is_some(), "{text}");
        }
    }
}
