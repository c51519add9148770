//! The one line of HTML that an association pastes.

use crate::domain::Lang;
use std::ops::RangeInclusive;

/// Pixels that a frame is tall until it knows better.
pub const DEFAULT_HEIGHT: u32 = 640;
/// Heights that make sense.
pub const HEIGHTS: RangeInclusive<u32> = 240..=4000;

/// A frame, whole: it needs no script and no style of the page that it stands in. `src` and `title` may hold anything.
///
/// `frameborder` is the one way to have no border that no Content-Security-Policy forbids.
#[must_use]
pub fn frame(src: &str, title: &str, (width, height): (&str, u32)) -> String {
    let (src, title) = (escape(src), escape(title));
    format!(
        r#"<iframe src="{src}" title="{title}" width="{width}" height="{height}" loading="lazy" frameborder="0"></iframe>"#
    )
}

/// The frame, and the script that keeps its height right. Where scripts are off or the page's policy allows none of
/// ours, the frame scrolls inside.
#[must_use]
pub fn line(public_url: &str, path: &str, title: &str, height: u32) -> String {
    let frame = frame(&format!("{public_url}{path}"), title, ("100%", height));
    format!(r#"{frame}<script async src="{}/widget.js"></script>"#, escape(public_url))
}

/// The languages that a widget speaks, with their names.
pub(super) const LANGUAGES: [(Lang, &str); 2] = [(Lang::Fr, "Français"), (Lang::En, "English")];

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out_of_the_line() {
        let line = line(
            "https://portail.example",
            "/widget/associations/7?vue=carte&couleur=fff",
            "\"><script>",
            500,
        );
        assert_eq!(
            line,
            "<iframe src=\"https://portail.example/widget/associations/7?vue=carte&amp;couleur=fff\" \
             title=\"&quot;&gt;&lt;script&gt;\" width=\"100%\" height=\"500\" loading=\"lazy\" frameborder=\"0\">\
             </iframe><script async src=\"https://portail.example/widget.js\"></script>"
        );
        assert!(!line.contains('\n'));
    }
}
