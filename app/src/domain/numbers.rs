//! Numbers as each language writes them.

use super::Lang;

/// A whole number in groups of three: `5 715` (narrow no-break space) in French, `5,715` in English.
#[must_use]
pub fn whole(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let separator = match lang {
        Lang::Fr => '\u{202f}',
        Lang::En => ',',
    };
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        out.push('\u{2212}');
    }
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// A share in whole percent: `24 %` (narrow no-break space) in French, `24%` in English. Neither 0 nor 100 is said of
/// what is only near them.
#[must_use]
pub fn percent(lang: Lang, part: i64, of: i64) -> String {
    let sign = match lang {
        Lang::Fr => "\u{202f}%",
        Lang::En => "%",
    };
    let rounded = (part.saturating_mul(200) / of.max(1) + 1) / 2;
    match rounded {
        0 if part > 0 => match lang {
            Lang::Fr => format!("moins de 1{sign}"),
            Lang::En => format!("less than 1{sign}"),
        },
        100.. if part < of => format!("99{sign}"),
        rounded => format!("{rounded}{sign}"),
    }
}

/// A distance in km as people say it: `850 m`, `3,2 km`, `48 km`.
#[must_use]
pub fn distance(lang: Lang, km: f64) -> String {
    let space = '\u{202f}';
    if km < 0.95 {
        let metres = ((km * 20.0).round() * 50.0).max(50.0);
        return format!("{metres:.0}{space}m");
    }
    if km < 9.95 {
        let text = format!("{km:.1}");
        let text = if lang == Lang::Fr { text.replace('.', ",") } else { text };
        return format!("{text}{space}km");
    }
    format!("{km:.0}{space}km")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_digits_as_each_language_does() {
        assert_eq!(whole(Lang::Fr, 5715), "5\u{202f}715");
        assert_eq!(whole(Lang::En, 1_000_000), "1,000,000");
        assert_eq!(whole(Lang::Fr, 12), "12");
        assert_eq!(whole(Lang::En, -1234), "\u{2212}1,234");
    }

    #[test]
    fn says_distances_as_people_do() {
        assert_eq!(distance(Lang::Fr, 0.84), "850\u{202f}m");
        assert_eq!(distance(Lang::Fr, 3.24), "3,2\u{202f}km");
        assert_eq!(distance(Lang::En, 3.24), "3.2\u{202f}km");
        assert_eq!(distance(Lang::En, 48.4), "48\u{202f}km");
    }
}
