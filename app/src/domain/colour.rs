//! A colour that somebody chose, and how well text can be read on it.

use std::fmt;

/// An sRGB colour without transparency. Shown, it is six hexadecimal digits in lower case: nothing else can come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour([u8; 3]);

impl Colour {
    /// The darkest.
    pub const BLACK: Self = Self([0; 3]);
    /// The lightest.
    pub const WHITE: Self = Self([255; 3]);

    /// The portal's own in light: `--accent` of `style/tokens.css` in sRGB.
    pub const ACCENT: Self = Self([0xbc, 0x34, 0x18]);

    /// Red, green and blue, 0 to 255 each.
    #[must_use]
    pub const fn parts(self) -> [u8; 3] {
        self.0
    }

    /// Red, green and blue, 0 to 255 each.
    #[must_use]
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// Reads `2a6f4e`, `#2a6f4e`, `#2A6` or `2a6`, and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.strip_prefix('#').unwrap_or(text);
        let mut digits = [0; 6];
        if !matches!(text.len(), 3 | 6) {
            return None;
        }
        for (digit, sign) in digits.iter_mut().zip(text.chars()) {
            *digit = u8::try_from(sign.to_digit(16)?).ok()?;
        }
        let [a, b, c, d, e, f] = digits;
        Some(if text.len() == 3 {
            Self([a * 17, b * 17, c * 17])
        } else {
            Self([a * 16 + b, c * 16 + d, e * 16 + f])
        })
    }

    /// This colour with so many hundredths of `other` in it.
    #[must_use]
    pub fn mixed(self, other: Self, hundredths: u8) -> Self {
        let share = u32::from(hundredths.min(100));
        let mut mixed = self.0;
        for (own, theirs) in mixed.iter_mut().zip(other.0) {
            let sum = u32::from(*own) * (100 - share) + u32::from(theirs) * share;
            *own = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(mixed)
    }

    /// Relative luminance, from 0 (black) to 1 (white): WCAG 2.2, « relative luminance ».
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast with another colour, from 1 to 21: WCAG 2.2, « contrast ratio ».
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_colour_is_three_or_six_digits() {
        let green = Colour::new(0x2a, 0x6f, 0x4e);
        for written in ["2a6f4e", "#2a6f4e", "#2A6F4E"] {
            assert_eq!(Colour::parse(written), Some(green), "{written}");
        }
        assert_eq!(Colour::parse("#fa0"), Some(Colour::new(255, 0xaa, 0)));
        let hostile = "red;}body{background:url(//mechant.example)}";
        for wrong in
            ["", "#", "##fff", "ff", "ffff", "fffff", "fffffff", "rouge", "+ff", "é0", "f f", hostile]
        {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_what_the_guidelines_say() {
        let near = |one: f64, other: f64| (one - other).abs() < 0.01;
        assert!(near(Colour::BLACK.contrast(Colour::WHITE), 21.0));
        assert!(near(Colour::new(0x77, 0x77, 0x77).contrast(Colour::WHITE), 4.48));
        assert!(near(Colour::new(255, 0, 0).contrast(Colour::WHITE), 4.0));
        assert_eq!(Colour::WHITE.mixed(Colour::BLACK, 100), Colour::BLACK);
        assert_eq!(Colour::WHITE.mixed(Colour::BLACK, 0), Colour::WHITE);
    }

    proptest! {
        #[test]
        fn whatever_is_written_only_six_digits_come_out(text in any::<String>()) {
            if let Some(colour) = Colour::parse(&text) {
                let shown = colour.to_string();
                prop_assert!(shown.len() == 6 && shown.bytes().all(|digit| digit.is_ascii_hexdigit()));
                prop_assert_eq!(Colour::parse(&shown), Some(colour));
            }
        }

        #[test]
        fn every_colour_is_read_again(red: u8, green: u8, blue: u8) {
            let colour = Colour::new(red, green, blue);
            prop_assert_eq!(Colour::parse(&format!("#{colour}")).unwrap(), colour);
        }
    }
}
