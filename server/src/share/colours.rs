//! The site's colours where there is no style sheet. They are named in OKLCH, as in `style/tokens.css`; drawings and
//! paper take sRGB.

use app::domain::{Field, colour::Colour};

/// A colour of a screen, each part from 0 to 255.
pub type Rgb = [u8; 3];

/// Warm paper.
pub const PAPER: Rgb = [0xfb, 0xf6, 0xee];
/// Near-black with a little violet.
pub const INK: Rgb = [0x24, 0x1f, 0x2b];
/// Ink for what matters less.
pub const INK_SOFT: Rgb = [0x5a, 0x52, 0x62];
/// Brick; carries white text.
pub const ACCENT: Rgb = Colour::ACCENT.parts();
/// What stands on brick.
pub const ON_ACCENT: Rgb = [0xff, 0xf8, 0xf1];

/// The colour of a field's mark.
#[must_use]
pub fn mark(field: Field) -> Rgb {
    oklch(0.46, 0.11, field.hue())
}

/// A wash of the same hue, for what lies behind.
#[must_use]
pub fn wash(field: Field) -> Rgb {
    oklch(0.905, 0.05, field.hue())
}

/// The second colour of drawings, between the two.
#[must_use]
pub fn middle(field: Field) -> Rgb {
    oklch(0.70, 0.11, field.hue())
}

/// `#rrggbb`
#[must_use]
pub fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// From OKLCH (lightness and chroma from 0 to 1, hue in degrees) to sRGB: <https://bottosson.github.io/posts/oklab/>.
fn oklch(lightness: f32, chroma: f32, hue: u16) -> Rgb {
    let angle = f32::from(hue).to_radians();
    let (a, b) = (chroma * angle.cos(), chroma * angle.sin());
    let cube = |value: f32| value * value * value;
    let l = cube(lightness + 0.396_337_8 * a + 0.215_803_76 * b);
    let m = cube(lightness - 0.105_561_346 * a - 0.063_854_17 * b);
    let s = cube(lightness - 0.089_484_18 * a - 1.291_485_5 * b);
    [
        byte(4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_94 * s),
        byte(-1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s),
        byte(-0.004_196_086 * l - 0.703_418_6 * m + 1.707_614_7 * s),
    ]
}

fn byte(linear: f32) -> u8 {
    let linear = linear.clamp(0.0, 1.0);
    let shown = if linear <= 0.003_130_8 { 12.92 * linear } else { 1.055 * linear.powf(1.0 / 2.4) - 0.055 };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 255")]
    let byte = (shown * 255.0).round() as u8;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_accent_is_that_of_the_style_sheet() {
        let tokens = include_str!("../../../style/tokens.css");
        assert!(tokens.contains("--accent: oklch(53% 0.178 33);"));
        assert_eq!(hex(ACCENT), hex(oklch(0.53, 0.178, 33)));
    }

    #[test]
    fn colours_are_what_browsers_make_of_them() {
        // As Chromium computes them.
        assert_eq!(hex(oklch(1.0, 0.0, 0)), "#ffffff");
        assert_eq!(hex(oklch(0.0, 0.0, 0)), "#000000");
        let [red, green, blue] = oklch(0.627_96, 0.257_68, 29);
        assert!(red > 250 && green < 12 && blue < 12, "{red} {green} {blue}: sRGB red");
    }
}
