//! Numbers that France's registers give to associations. None is ever required: associations of
//! Alsace-Moselle have no RNA number, and small ones no SIREN.

/// A number in the register of associations (répertoire national des associations): `W`, a digit, a digit or
/// letter, seven digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rna(String);

impl Rna {
    /// Reads `w 35 2000733` as `W352000733`; `None` for what can't be one.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let number = compact(written);
        let bytes = number.as_bytes();
        let (first, rest) = bytes.split_first()?;
        let fits = *first == b'W'
            && rest.len() == 9
            && rest
                .iter()
                .enumerate()
                .all(|(at, byte)| byte.is_ascii_digit() || (at == 1 && byte.is_ascii_uppercase()));
        fits.then_some(Self(number))
    }

    /// As the register writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A number in the register of enterprises (SIREN): nine digits, the last a check digit after Luhn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Siren(String);

impl Siren {
    /// Reads `332 737 394` as `332737394`; `None` for what can't be one.
    #[must_use]
    pub fn parse(written: &str) -> Option<Self> {
        let number = compact(written);
        let fits = number.len() == 9 && number.bytes().all(|byte| byte.is_ascii_digit());
        (fits && luhn(&number).is_multiple_of(10) && number != "000000000").then_some(Self(number))
    }

    /// Nine digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn compact(written: &str) -> String {
    written.chars().filter(|sign| !sign.is_whitespace() && *sign != '.').collect::<String>().to_uppercase()
}

/// The sum of the digits, every second one from the right doubled and its own digits added.
fn luhn(digits: &str) -> u32 {
    let doubled = |digit: u32| if digit > 4 { 2 * digit - 9 } else { 2 * digit };
    digits
        .bytes()
        .rev()
        .map(|byte| u32::from(byte.saturating_sub(b'0')))
        .enumerate()
        .map(|(at, digit)| if at % 2 == 1 { doubled(digit) } else { digit })
        .sum()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn rna_numbers_are_read_however_they_are_spaced() {
        assert_eq!(Rna::parse(" w922 000 733").unwrap().as_str(), "W922000733");
        assert_eq!(Rna::parse("W9R1000733").unwrap().as_str(), "W9R1000733");
        for wrong in ["", "W92200073", "W9220007333", "922000733", "WA22000733", "W92200073A", "W92é000733"]
        {
            assert_eq!(Rna::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn siren_numbers_have_a_right_check_digit() {
        for right in ["332737394", "356 000 000", "732.829.320"] {
            assert!(Siren::parse(right).is_some(), "{right}");
        }
        for wrong in ["", "332737395", "33273739", "3327373944", "33273739A", "000000000"] {
            assert_eq!(Siren::parse(wrong), None, "{wrong}");
        }
    }
}
