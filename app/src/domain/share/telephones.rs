//! Telephone numbers in a free text: a line of one's own to friends needs none, and some of them cost whoever calls.

/// How many digits a number has that can be called from afar.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;
/// How many digits a number has that begins with 0.
const CALLABLE: usize = 10;
/// What may stand around a day.
const AROUND: [char; 9] = ['.', ',', ';', ':', '!', '?', '…', '(', ')'];

/// The first telephone number in `text`, in whatever groups it is written. Days and times are none.
#[must_use]
pub fn found(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    words
        .chunk_by(|before, after| numeric(before) == numeric(after))
        .filter(|run| run.first().is_some_and(|word| numeric(word)))
        .find(|run| DIGITS.contains(&digits(run).len()) && !days(run))
        .map(|run| run.join(" "))
}

fn digits(run: &[&str]) -> String {
    run.iter().flat_map(|word| word.chars()).filter(char::is_ascii_digit).collect()
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
    within(day, 31).is_some() && within(month, 12).is_some() && year.len() == 4 && year.starts_with("20")
}

/// « 5/12, 6/12 et », « 5, 6, 12, 13, 19, 20 décembre »: groups of a number have no commas between them, and where dates
/// have none either, they are no number that one could call.
fn days(run: &[&str]) -> bool {
    let listed = run
        .split_last()
        .is_some_and(|(_, rest)| !rest.is_empty() && rest.iter().all(|word| word.ends_with([',', ';'])));
    let bare: Vec<&str> = run.iter().copied().filter(|word| !is_date(word) && !is_span(word)).collect();
    let day = |word: &str| within(word.trim_matches(AROUND), 31);
    let rising = bare.iter().all(|word| day(word).is_some()) && bare.is_sorted_by(|a, b| day(a) < day(b));
    let digits = digits(run);
    let callable = digits.starts_with('0') && digits.len() <= CALLABLE;
    if listed { rising } else { bare.is_empty() && !callable }
}

/// `5/12`, `05.12.26`, `5-12-2026`
fn is_date(word: &str) -> bool {
    let word = word.trim_matches(AROUND);
    ['/', '.', '-'].iter().any(|sign| {
        let near = |year: &str| {
            let year = year.strip_prefix("20").filter(|rest| !rest.is_empty()).unwrap_or(year);
            year.len() == 2 && year.starts_with(['2', '3']) && year.parse::<u32>().is_ok()
        };
        match word.split(*sign).collect::<Vec<_>>().as_slice() {
            [day, month] => within(day, 31).is_some() && within(month, 12).is_some(),
            [day, month, year] => within(day, 31).is_some() && within(month, 12).is_some() && near(year),
            _ => false,
        }
    })
}

/// A number from 1 to `most`, in one digit or two.
fn within(part: &str, most: u32) -> Option<u32> {
    let plain = part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    part.parse().ok().filter(|number| plain && (1..=most).contains(number))
}

/// `05/12-12/12`
fn is_span(word: &str) -> bool {
    word.split_once(['-', '–']).is_some_and(|(from, until)| is_date(from) && is_date(until))
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
            "06 12 34 56 78",
            "06/12/34/56/78",
            "06-12-34-56-78",
            "06/12 08/10 08",
            "06/12 08/1 3/08",
            "06/12-08/10/26",
            "06, 12, 34, 56, 78",
            "06/12, 34, 56, 78",
            "12, 06, 12, 10, 08",
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
            "Tu peux les 5/12, 6/12, 12/12 ?",
            "05/12/26, 12/12/26",
            "les 05/12 12/12 19/12.",
            "5, 6, 12, 13, 19 et 20 décembre",
            "5, 6, 12, 13, 19, 20 décembre",
            "5, 6, 12/12, 13/12 ou 19-12",
            "(05.12.26 ; 12.12.26)",
            "du 05/12/26–12/12/26, 05/12-12/12/2026",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn lists_of_days_are_none(
            days in proptest::collection::vec((1..=31, 1..=12), 1..8), sign in "[/.-]", year in "(26|2026)?",
        ) {
            let year = if year.is_empty() { year } else { format!("{sign}{year}") };
            let dates: Vec<String> =
                days.iter().map(|(day, month)| format!("{day:02}{sign}{month:02}{year}")).collect();
            prop_assert_eq!(found(&dates.join(", ")), None);
            prop_assert_eq!(found(&dates.join(" ")), None);
        }

        #[test]
        fn numbers_in_pairs_are_found(pairs in proptest::collection::vec(0..=99, 4), sign in "[/. -]") {
            let pairs: Vec<String> = pairs.iter().map(|pair| format!("{pair:02}")).collect();
            let text = format!("au 06{sign}{}.", pairs.join(&sign));
            prop_assert!(found(&text).is_some(), "{text}");
        }

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
