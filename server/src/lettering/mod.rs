//! The portal's own type where there is no browser: on pictures and on paper. How wide words are, and how they are
//! broken into lines. Bricolage Grotesque, SIL Open Font License 1.1 (`data/fonts/OFL.txt`).

mod lines;

pub use lines::{Set, fitted, lines, one_line};

use app::domain::text::fold;
use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};
use std::sync::LazyLock;

/// As it is called in drawings.
pub const FAMILY: &str = "Bricolage Grotesque";

/// How heavy the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

impl Weight {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Regular, Self::Bold];

    /// The TrueType file.
    #[must_use]
    pub const fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../data/fonts/bricolage-grotesque-400.ttf"),
            Self::Bold => include_bytes!("../../data/fonts/bricolage-grotesque-700.ttf"),
        }
    }

    /// In CSS.
    #[must_use]
    pub const fn number(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Bold => 700,
        }
    }

    /// The letters' shapes.
    #[must_use]
    pub fn face(self) -> Option<&'static Face> {
        static REGULAR: LazyLock<Option<Face>> = LazyLock::new(|| Face::of(Weight::Regular));
        static BOLD: LazyLock<Option<Face>> = LazyLock::new(|| Face::of(Weight::Bold));
        match self {
            Self::Regular => REGULAR.as_ref(),
            Self::Bold => BOLD.as_ref(),
        }
    }
}

/// One weight, read once.
pub struct Face {
    letters: Charmap<'static>,
    metrics: GlyphMetrics<'static>,
    /// Font units an em.
    pub em: f32,
    /// Above the line, in font units.
    pub ascent: f32,
    /// Below the line, negative, in font units.
    pub descent: f32,
    /// Of capitals, in font units.
    pub capitals: f32,
    /// The box that every letter fits into, in font units: left, bottom, right, top.
    pub bounds: [f32; 4],
}

impl Face {
    fn of(weight: Weight) -> Option<Self> {
        let font = FontRef::new(weight.file()).ok()?;
        let whole = font.metrics(Size::unscaled(), LocationRef::default());
        let bounds = whole.bounds?;
        Some(Self {
            letters: font.charmap(),
            metrics: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
            em: f32::from(whole.units_per_em),
            ascent: whole.ascent,
            descent: whole.descent,
            capitals: whole.cap_height.unwrap_or(whole.ascent),
            bounds: [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max],
        })
    }

    /// The number of a sign's shape, if there is one.
    #[must_use]
    pub fn glyph(&self, sign: char) -> Option<u16> {
        self.letters.map(sign).and_then(|glyph| u16::try_from(glyph.to_u32()).ok())
    }

    /// How far a shape moves on, in font units.
    #[must_use]
    pub fn advance(&self, glyph: u16) -> f32 {
        self.metrics.advance_width(skrifa::GlyphId::from(glyph)).unwrap_or_default()
    }

    /// How many shapes there are.
    #[must_use]
    pub fn glyphs(&self) -> u16 {
        u16::try_from(self.metrics.glyph_count()).unwrap_or(u16::MAX)
    }
}

/// How wide `text` is at `size`, in its unit, without kerning, which brings letters nearer.
#[must_use]
pub fn width(weight: Weight, text: &str, size: f32) -> f32 {
    let Some(face) = weight.face() else { return 0.0 };
    let advances = text.chars().filter_map(|sign| face.glyph(sign)).map(|glyph| face.advance(glyph));
    advances.sum::<f32>() * size / face.em
}

/// `text` in signs that the type has, on one line: other alphabets and emoji go, accents it lacks too.
#[must_use]
pub fn legible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let known = |sign: char| {
        Weight::ALL.iter().all(|weight| weight.face().is_some_and(|face| face.glyph(sign).is_some()))
    };
    for sign in text.chars() {
        match sign {
            '\u{202f}' | '\u{2009}' | '\u{2007}' => out.push('\u{a0}'),
            '‑' => out.push('-'),
            sign if sign.is_control() || sign == '\u{2028}' || sign == '\u{2029}' => out.push(' '),
            sign if known(sign) => out.push(sign),
            sign if sign.is_uppercase() => out.push_str(&fold(sign.encode_utf8(&mut [0; 4])).to_uppercase()),
            sign => out.push_str(&fold(sign.encode_utf8(&mut [0; 4]))),
        }
    }
    out.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_knows_french_and_what_it_lacks_is_written_plainly() {
        let french = "Œuvre d’été à Haÿ-les-Roses : « ça – là » 25 € …";
        assert_eq!(legible(french), french);
        assert_eq!(legible("Zoé\u{202f}! 🙂 日本\nЖ"), "Zoé\u{a0}!");
        for weight in Weight::ALL {
            assert!(french.chars().all(|sign| weight.face().is_some_and(|face| face.glyph(sign).is_some())));
        }
    }

    #[test]
    fn bold_is_wider_and_twice_the_size_is_twice_the_width() {
        let regular = width(Weight::Regular, "Coup de main", 20.0);
        assert!(regular > 80.0 && regular < 160.0, "{regular}");
        assert!(width(Weight::Bold, "Coup de main", 20.0) > regular);
        assert!((width(Weight::Regular, "Coup de main", 40.0) - 2.0 * regular).abs() < 0.01);
    }
}
