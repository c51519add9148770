//! Phone numbers: a light rule for all French territories, the same in the browser and on the server.

use super::Lang;
use crate::texts;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A phone number with its country code.
#[derive(Clone, PartialEq, Eq)]
pub struct Phone(String);

/// What is wrong with a typed number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhoneError {
    /// Nothing was typed.
    Empty,
    /// Something that is no digit.
    Letters,
    /// Digits are missing.
    TooShort,
    /// Digits too many.
    TooLong,
    /// It begins like no French number, and without `+` it can't be a foreign one.
    UnknownStart,
}

/// What French numbers look like after the country code: code, fewest and most digits.
const TERRITORIES: [(&str, usize, usize); 9] = [
    ("33", 9, 9),
    ("262", 9, 9),
    ("590", 9, 9),
    ("594", 9, 9),
    ("596", 9, 9),
    // Saint-Pierre-et-Miquelon has six digits; a longer plan is under way.
    ("508", 6, 9),
    ("681", 6, 6),
    ("687", 6, 6),
    ("689", 8, 8),
];

/// Overseas numbers in national form (`0692…`) and the country code that they really have.
const OVERSEAS: [(&str, &str); 15] = [
    ("0262", "262"),
    ("0263", "262"),
    ("0269", "262"),
    ("0639", "262"),
    ("0692", "262"),
    ("0693", "262"),
    ("0590", "590"),
    ("0690", "590"),
    ("0691", "590"),
    ("0594", "594"),
    ("0694", "594"),
    ("0596", "596"),
    ("0696", "596"),
    ("0697", "596"),
    ("0508", "508"),
];

impl Phone {
    /// Reads what was typed: spaces, dots, hyphens, slashes and brackets don't matter.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn parse(typed: &str) -> Result<Self, PhoneError> {
        let (plus, digits) = digits(typed)?;
        if plus {
            return international(&digits);
        }
        match (digits.as_bytes().first(), digits.len()) {
            (Some(b'0'), 10) => national(&digits),
            (Some(b'0'), 0..=9) => Err(PhoneError::TooShort),
            (Some(b'0'), _) => Err(PhoneError::TooLong),
            // Without its +, a number is only recognised where no mobile number less its zero looks the same.
            (_, 11) if digits.starts_with("33") || digits.starts_with("689") => international(&digits),
            (_, 9) if digits.starts_with("508") => international(&digits),
            (_, 0..=9) => Err(PhoneError::TooShort),
            _ => Err(PhoneError::UnknownStart),
        }
    }

    /// The number as `+33612345678`.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }
}

/// Numbers stay out of logs.
impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(…)")
    }
}

impl PhoneError {
    /// The error in words, with what to do.
    #[must_use]
    pub fn text(self, lang: Lang) -> &'static str {
        use texts::phone as say;
        match self {
            Self::Empty => say::empty(lang),
            Self::Letters => say::letters(lang),
            Self::TooShort => say::too_short(lang),
            Self::TooLong => say::too_long(lang),
            Self::UnknownStart => say::unknown_start(lang),
        }
    }
}

/// The digits of what was typed, and whether they begin with a country code.
fn digits(typed: &str) -> Result<(bool, String), PhoneError> {
    // « +33 (0)6 12… » : the zero is only for those who call from France.
    let typed = typed.trim().replace("(0)", "");
    let plus = typed.starts_with('+');
    let mut digits = String::with_capacity(typed.len());
    for sign in typed.strip_prefix('+').unwrap_or(&typed).chars() {
        match sign {
            '0'..='9' => digits.push(sign),
            ' '
            | '.'
            | '-'
            | '/'
            | '('
            | ')'
            | '\u{a0}'
            | '\u{202f}'
            | '\u{2009}'
            | '\u{2010}'..='\u{2013}'
            | '\u{202a}'..='\u{202c}' => {}
            _ => return Err(PhoneError::Letters),
        }
    }
    if digits.is_empty() {
        return Err(PhoneError::Empty);
    }
    match digits.strip_prefix("00") {
        Some(rest) if !plus => Ok((true, rest.to_owned())),
        _ => Ok((plus, digits)),
    }
}

fn national(digits: &str) -> Result<Phone, PhoneError> {
    let (start, rest) = (digits.get(..4).unwrap_or_default(), digits.get(1..).unwrap_or_default());
    if rest.starts_with('0') {
        return Err(PhoneError::UnknownStart);
    }
    let code = OVERSEAS.iter().find(|(prefix, _)| *prefix == start).map_or("33", |(_, code)| code);
    let subscriber = if code == "508" { digits.get(4..).unwrap_or_default() } else { rest };
    Ok(Phone(format!("+{code}{subscriber}")))
}

fn international(digits: &str) -> Result<Phone, PhoneError> {
    let territory = TERRITORIES.iter().find(|(code, _, _)| digits.starts_with(code));
    let Some((code, fewest, most)) = territory else {
        return match digits.len() {
            0..=7 => Err(PhoneError::TooShort),
            16.. => Err(PhoneError::TooLong),
            _ if digits.starts_with('0') => Err(PhoneError::UnknownStart),
            _ => Ok(Phone(format!("+{digits}"))),
        };
    };
    let subscriber = digits.get(code.len()..).unwrap_or_default();
    let subscriber = if subscriber.len() == most + 1 {
        subscriber.strip_prefix('0').unwrap_or(subscriber)
    } else {
        subscriber
    };
    if subscriber.len() < *fewest {
        return Err(PhoneError::TooShort);
    }
    if subscriber.len() > *most {
        return Err(PhoneError::TooLong);
    }
    if subscriber.starts_with('0') {
        return Err(PhoneError::UnknownStart);
    }
    if *code == "33" {
        // Overseas numbers are often written with the country code of metropolitan France.
        return national(&format!("0{subscriber}"));
    }
    Ok(Phone(format!("+{code}{subscriber}")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_of_all_territories_are_read() {
        for (typed, e164) in [
            ("06 12 34 56 78", "+33612345678"),
            ("06.12.34.56.78", "+33612345678"),
            ("+33 6 12 34 56 78", "+33612345678"),
            ("+33 (0)6 12 34 56 78", "+33612345678"),
            ("0033 612345678", "+33612345678"),
            ("+330612345678", "+33612345678"),
            ("33612345678", "+33612345678"),
            ("01-23-45-67-89", "+33123456789"),
            ("0700123456", "+33700123456"),
            ("0692 12 34 56", "+262692123456"),
            ("0262 12 34 56", "+262262123456"),
            ("0639 12 34 56", "+262639123456"),
            ("0269 12 34 56", "+262269123456"),
            ("0590 12 34 56", "+590590123456"),
            ("0690 12 34 56", "+590690123456"),
            ("0594 12 34 56", "+594594123456"),
            ("0694 12 34 56", "+594694123456"),
            ("0596 12 34 56", "+596596123456"),
            ("0696 12 34 56", "+596696123456"),
            ("+596 696 12 34 56", "+596696123456"),
            ("+33 692 12 34 56", "+262692123456"),
            ("+262 0692 12 34 56", "+262692123456"),
            ("508 41 12 34", "+508411234"),
            ("+508 41 12 34", "+508411234"),
            ("05 08 41 12 34", "+508411234"),
            ("+687 12 34 56", "+687123456"),
            ("+689 87 12 34 56", "+68987123456"),
            ("689 87 12 34 56", "+68987123456"),
            ("+681 72 12 34", "+681721234"),
            ("+44 20 7946 0958", "+442079460958"),
        ] {
            assert_eq!(Phone::parse(typed).map(|phone| phone.0).as_deref(), Ok(e164), "{typed}");
        }
    }

    #[test]
    fn mistakes_are_told_apart() {
        for (typed, error) in [
            ("", PhoneError::Empty),
            ("+", PhoneError::Empty),
            ("06 12 34", PhoneError::TooShort),
            ("06 12 34 56 789", PhoneError::TooLong),
            ("zéro six", PhoneError::Letters),
            ("0012345", PhoneError::TooShort),
            ("1234567890", PhoneError::UnknownStart),
            ("612345678", PhoneError::TooShort),
            ("+33 6 12 34", PhoneError::TooShort),
            ("+33 6 12 34 56 78 90", PhoneError::TooLong),
            ("+687 12 34 5", PhoneError::TooShort),
            ("+12", PhoneError::TooShort),
            ("+1234567890123456", PhoneError::TooLong),
        ] {
            assert_eq!(Phone::parse(typed), Err(error), "{typed}");
        }
        assert!(PhoneError::TooShort.text(Lang::Fr).contains("chiffres"));
    }

    proptest::proptest! {
        #[test]
        fn never_panics_and_reads_its_own_answer(typed in ".{0,24}", likely in "[+0-9 ().-]{0,20}") {
            let _ = Phone::parse(&typed);
            if let Ok(phone) = Phone::parse(&likely) {
                proptest::prop_assert_eq!(Phone::parse(phone.e164()).unwrap(), phone);
            }
        }
    }
}
