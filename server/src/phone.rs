//! Phone numbers as they are stored.

use app::domain::phone::{Phone, PhoneError};
use phonenumber::Mode;

/// The number in E.164 (`+33612345678`), by the international numbering plans where they know it, otherwise
/// by the light rule alone: plans change, and a person with a new number is not to be turned away.
///
/// # Errors
/// What the light rule finds wrong.
pub fn normalised(typed: &str) -> Result<String, PhoneError> {
    let light = Phone::parse(typed)?;
    let known = phonenumber::parse(None, light.e164()).ok().filter(phonenumber::PhoneNumber::is_valid);
    Ok(known.map_or_else(|| light.e164().to_owned(), |number| number.format().mode(Mode::E164).to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_stored_in_one_form() {
        for (typed, stored) in [
            ("06 12 34 56 78", "+33612345678"),
            ("0692 12 34 56", "+262692123456"),
            ("0696 12 34 56", "+596696123456"),
            ("0639 12 34 56", "+262639123456"),
            ("+44 (0)20 7946 0958", "+442079460958"),
            ("+687 12 34 56", "+687123456"),
            ("+999 12 34 56 78", "+99912345678"),
        ] {
            assert_eq!(normalised(typed).as_deref(), Ok(stored), "{typed}");
        }
        assert_eq!(normalised("06"), Err(PhoneError::TooShort));
    }
}
