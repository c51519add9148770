//! How long somebody has helped, as people type and read it. In minutes.

use super::{Lang, numbers::whole};

/// Most that one sign-up may count: 2,000 hours.
pub const MOST: i64 = 2_000 * 60;

/// Minutes out of `2`, `2h`, `2 h 30`, `2:30`, `2,5` or `2.5`; `None` for what is none of these, nothing at all or more
/// than [`MOST`].
#[must_use]
pub fn read(typed: &str) -> Option<i64> {
    let tidy: String = typed.to_lowercase().chars().filter(|sign| !sign.is_whitespace()).collect();
    let tidy = tidy.trim_end_matches("min").trim_end_matches("mn");
    let minutes = match tidy.split_once(['h', ':']) {
        Some((hours, "")) => digits(hours)? * 60,
        Some((hours, minutes)) => digits(hours)? * 60 + digits(minutes).filter(|minutes| *minutes < 60)?,
        None => match tidy.split_once(['.', ',']) {
            Some((hours, part)) => digits(hours)? * 60 + hundredths(part)? * 60 / 100,
            None => digits(tidy)? * 60,
        },
    };
    (1..=MOST).contains(&minutes).then_some(minutes)
}

/// `5` → 50, `25` → 25.
fn hundredths(part: &str) -> Option<i64> {
    digits(part).filter(|_| part.len() <= 2).map(|number| if part.len() == 1 { number * 10 } else { number })
}

fn digits(text: &str) -> Option<i64> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// « 3 h », « 3 h 30 ».
#[must_use]
pub fn shown(lang: Lang, minutes: i64) -> String {
    let (hours, rest) = (whole(lang, minutes / 60), minutes % 60);
    if rest == 0 { format!("{hours}\u{a0}h") } else { format!("{hours}\u{a0}h\u{a0}{rest:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (typed, minutes) in [
            ("2", 120),
            (" 2 h ", 120),
            ("2h30", 150),
            ("2 h 05", 125),
            ("2:30", 150),
            ("2,5", 150),
            ("2.25", 135),
            ("0h45 min", 45),
            ("1\u{202f}h\u{a0}30", 90),
        ] {
            assert_eq!(read(typed), Some(minutes), "{typed}");
        }
        for typed in ["", "h", "deux", "2h75", "-1", "0", "2001", "2h3h", "1,2,3", "٣", "99999999999999"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_again(minutes in 1..60_000i64) {
            prop_assert_eq!(read(&shown(Lang::Fr, minutes)), Some(minutes));
        }

        #[test]
        fn nothing_typed_is_trouble(typed in "\\PC{0,12}") {
            let _ = read(&typed);
        }
    }
}
