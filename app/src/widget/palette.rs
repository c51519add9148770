//! A style sheet that gives our pages another colour, whichever it is, with every text in it still read with ease.

use crate::domain::colour::Colour;

/// The least contrast of text: WCAG 2.2, 1.4.3.
const READABLE: f64 = 4.5;
/// Hundredths of the colour in what is tinted with it.
const TINT: u8 = 10;

/// The colours of `style/tokens.css` that text in this colour may stand on: paper, and what is furthest from it.
struct Theme {
    paper: Colour,
    backgrounds: [Colour; 2],
    /// Where text goes that isn't read well enough yet.
    towards: Colour,
}

const LIGHT: Theme = Theme {
    paper: Colour::new(0xfb, 0xf6, 0xee),
    backgrounds: [Colour::new(0xff, 0xfd, 0xf9), Colour::new(0xf4, 0xec, 0xe1)],
    towards: Colour::BLACK,
};
const DARK: Theme = Theme {
    paper: Colour::new(0x17, 0x13, 0x1c),
    backgrounds: [Colour::new(0x20, 0x1c, 0x26), Colour::new(0x11, 0x0d, 0x15)],
    towards: Colour::WHITE,
};

/// The tokens that follow the colour.
struct Tokens {
    on_accent: Colour,
    deep: Colour,
    ink: Colour,
    wash: Colour,
}

impl Theme {
    fn tokens(&self, colour: Colour) -> Tokens {
        // Black or white: one of the two reaches 4.58 on any colour.
        let (on_accent, away) = if colour.contrast(Colour::WHITE) >= colour.contrast(Colour::BLACK) {
            (Colour::WHITE, Colour::BLACK)
        } else {
            (Colour::BLACK, Colour::WHITE)
        };
        let wash = self.paper.mixed(colour, TINT);
        let read = |ink: &Colour| {
            let [sheet, sunk] = self.backgrounds;
            [sheet, sunk, self.paper, wash].into_iter().all(|ground| ink.contrast(ground) >= READABLE)
        };
        let ink = (0..=20).map(|step| colour.mixed(self.towards, step * 5)).find(read);
        Tokens { on_accent, deep: colour.mixed(away, 16), ink: ink.unwrap_or(self.towards), wash }
    }

    fn rule(&self, colour: Colour) -> String {
        let Tokens { on_accent, deep, ink, wash } = self.tokens(colour);
        format!(
            ":root{{--accent:#{colour};--on-accent:#{on_accent};--accent-deep:#{deep};--accent-ink:#{ink};\
             --accent-wash:#{wash}}}"
        )
    }
}

/// The style sheet, to be linked after our own.
#[must_use]
pub fn sheet(colour: Colour) -> String {
    let (light, dark) = (LIGHT.rule(colour), DARK.rule(colour));
    format!("@media screen{{{light}@media (prefers-color-scheme:dark){{{dark}}}}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn assert_readable(colour: Colour) {
        for theme in [LIGHT, DARK] {
            let tokens = theme.tokens(colour);
            for ground in [colour, tokens.deep] {
                assert!(tokens.on_accent.contrast(ground) >= READABLE, "on #{colour}: #{ground}");
            }
            for ground in [theme.paper, theme.backgrounds[0], theme.backgrounds[1], tokens.wash] {
                assert!(tokens.ink.contrast(ground) >= READABLE, "#{colour} on #{ground}");
            }
        }
    }

    #[test]
    fn the_hardest_colours_are_read() {
        for hard in ["000", "fff", "777", "808080", "ff0", "0f0", "00f", "f00", "767676", "bc3418"] {
            assert_readable(Colour::parse(hard).unwrap_or(Colour::BLACK));
        }
    }

    #[test]
    fn a_colour_that_is_read_stays_what_it_is() {
        let green = Colour::new(0x2a, 0x6f, 0x4e);
        assert_eq!(LIGHT.tokens(green).ink, green);
        assert_ne!(DARK.tokens(green).ink, green);
        assert!(sheet(green).starts_with("@media screen{:root{--accent:#2a6f4e;--on-accent:#ffffff;"));
    }

    proptest! {
        #[test]
        fn text_is_read_in_every_colour(red: u8, green: u8, blue: u8) {
            assert_readable(Colour::new(red, green, blue));
        }
    }
}
