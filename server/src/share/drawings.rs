//! Drawings as SVG, for pictures and paper alike.

use super::colours::{self, Rgb, hex};
use app::ui::Sign;

/// The portal's mark, 32 by 32: a hand held out, as on the tab.
#[must_use]
pub fn brand() -> String {
    const HAND: &str = "M9 17v-4a1.6 1.6 0 0 1 3.2 0v3-6.4a1.6 1.6 0 0 1 3.2 0V15 8.6a1.6 1.6 0 0 1 3.2 0V15v-4.4a1.6 1.6 0 0 1 3.2 0V18.5a6.5 6.5 0 0 1-6.5 6.5h-.8a6.3 6.3 0 0 1-6.3-6.3z";
    format!(
        "<rect width='32' height='32' rx='9' fill='{}'/><path fill='{}' d='{HAND}'/>",
        hex(colours::ACCENT),
        hex(colours::ON_ACCENT)
    )
}

/// A raised hand: a sleeve 260 long, a palm, four fingers and a thumb, all of them round strokes. `place` is an SVG
/// transform.
#[must_use]
pub fn hand(place: &str, ink: Rgb) -> String {
    let ink = hex(ink);
    format!(
        "<g transform='{place}' fill='none' stroke='{ink}' stroke-linecap='round'>\
         <path stroke-width='27' d='M0 260C-4 180 4 120 0 64'/>\
         <path stroke-width='22' stroke-linejoin='round' fill='{ink}' d='M-9 34C-8 22 8 22 10 34L8 50C4 56-4 56-8 50Z'/>\
         <path stroke-width='11.5' d='M-15 30C-18 18-20 8-21-3M-6 26C-7 10-7-2-7-16M6 26C8 10 8-2 9-14M17 32C20 20 22 12 24 2M-16 46C-26 42-32 34-36 26'/></g>"
    )
}

/// An icon, 24 by 24.
#[must_use]
pub fn icon(sign: Sign, colour: Rgb) -> String {
    format!(
        "<path d='{}' fill='none' stroke='{}' stroke-width='2' stroke-linecap='round' stroke-linejoin='round'/>",
        sign.path(),
        hex(colour)
    )
}
