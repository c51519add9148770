//! SVG, drawn once and kept as pixels. Nothing is loaded for it, neither from the network nor from the disk, and what
//! would take long to draw isn't drawn.

use super::cost::cheap;
use app::associations::LogoProblem;
use image::RgbaImage;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree},
};

/// The drawing, its longer side `side` pixels.
///
/// # Errors
/// When it is no drawing, has writing in it (for which there are no fonts here), or takes too long to draw.
pub(super) fn pixels(bytes: &[u8], side: u32) -> Result<RgbaImage, LogoProblem> {
    // A packed one could unpack to anything: plain text only.
    let text = std::str::from_utf8(bytes).map_err(|_| LogoProblem::NoPicture)?;
    let document = cheap(text)?;
    let options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_xmltree(&document, &options).map_err(|_| LogoProblem::NoPicture)?;
    let size = tree.size();
    #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
    let scale = side as f32 / size.width().max(size.height());
    let scaled = size
        .to_int_size()
        .scale_to(resvg::tiny_skia::IntSize::from_wh(side, side).ok_or(LogoProblem::NoPicture)?);
    let mut canvas = Pixmap::new(scaled.width(), scaled.height()).ok_or(LogoProblem::NoPicture)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut canvas.as_mut());
    if canvas.pixels().iter().all(|pixel| pixel.alpha() == 0) {
        return Err(LogoProblem::NoPicture);
    }
    let (width, height) = (canvas.width(), canvas.height());
    let plain = canvas.take_demultiplied();
    RgbaImage::from_raw(width, height, plain).ok_or(LogoProblem::NoPicture)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn svg(inside: &str) -> Result<RgbaImage, LogoProblem> {
        let whole = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 40 20'>{inside}</svg>"
        );
        pixels(whole.as_bytes(), 320)
    }

    #[test]
    fn a_drawing_becomes_pixels() {
        let image = svg("<rect width='20' height='20' fill='#c81e1e'/>").unwrap();
        assert_eq!(image.dimensions(), (320, 160));
        assert_eq!((image.get_pixel(10, 10).0, image.get_pixel(300, 10).0[3]), ([200, 30, 30, 255], 0));
    }

    #[test]
    fn nothing_is_loaded_for_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret.svg");
        std::fs::write(
            &path,
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><rect width='9' height='9'/></svg>",
        )
        .unwrap();
        let inner = "data:image/svg+xml;utf8,<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><rect width=\"9\" height=\"9\"/></svg>";
        for href in [
            path.to_str().unwrap(),
            &format!("file://{}", path.display()),
            "https://127.0.0.1:9/x.png",
            inner,
        ] {
            let href = href.replace('"', "&quot;").replace('<', "&lt;");
            let drawn = svg(&format!("<image width='40' height='20' href=\"{href}\"/>"));
            assert_eq!(
                drawn.unwrap_err(),
                LogoProblem::NoPicture,
                "{href}: nothing but that picture, which isn't there"
            );
        }
        let entity = format!(
            "<!DOCTYPE svg [<!ENTITY x SYSTEM \"file://{}\">]><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>&x;</svg>",
            path.display()
        );
        assert!(pixels(entity.as_bytes(), 320).is_err());
    }

    #[test]
    fn writing_is_refused_with_its_own_words() {
        for text in ["<text x='1'>Soupe</text>", "<text>Soupe</text>"] {
            assert_eq!(svg(text).unwrap_err(), LogoProblem::Writing);
        }
        assert!(svg("<title>text</title><rect width='9' height='9' class='text '/>").is_ok());
    }

    #[test]
    fn what_would_take_long_is_not_drawn() {
        let rect = "<rect width='40' height='20' fill='#fff'/>";
        let filter = "<filter id='f'><feTurbulence numOctaves='100000'/></filter><rect width='9' height='9' filter='url(#f)'/>";
        let deep = format!("{}{rect}{}", "<g opacity='.9'>".repeat(200), "</g>".repeat(200));
        let deeper = format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(100_000));
        let mut laughs = "<rect id='a0' width='9' height='9'/>".to_owned();
        for level in 1..30 {
            let uses = format!("<use xlink:href='#a{}'/>", level - 1).repeat(12);
            laughs.push_str(&format!("<g id='a{level}'>{uses}</g>"));
        }
        let mut masks = format!("<mask id='m30'>{rect}</mask><rect width='40' height='20' mask='url(#m0)'/>");
        for level in 0..30 {
            let shape =
                format!("<rect width='40' height='20' fill='#fff' mask='url( \"#m{}\")'/>", level + 1);
            masks.push_str(&format!("<mask id='m{level}'>{}</mask>", shape.repeat(3)));
        }
        let circle = "<pattern id='p' width='1' height='1'><rect width='9' height='9' fill='url(#p)'/></pattern><rect width='9' height='9' fill='url(#p)'/>";
        let many = rect.repeat(11_000);
        let dashes = "<path d='M0 0H1e9' stroke='#000' style='fill:none; stroke-dasharray : .001'/>";
        let rules = "<style>rect { mask: url(#m) }</style><mask id='m'><rect width='9' height='9'/></mask>";
        for (what, heavy) in [
            ("filter", filter),
            ("deep", &deep),
            ("deeper", &deeper),
            ("laughs", &laughs),
            ("masks", &masks),
            ("circle", circle),
            ("many", &many),
            ("dashes", dashes),
            ("rules", rules),
        ] {
            assert_eq!(svg(heavy).unwrap_err(), LogoProblem::TooIntricate, "{what}");
        }
        let usual = "<defs><linearGradient id='g'><stop stop-color='#f00'/></linearGradient><clipPath id='c'><rect width='30' height='20'/></clipPath><mask id='m'><rect width='40' height='20' fill='#fff'/></mask></defs><g clip-path='url(#c)' mask='url(#m)' style='stroke-dasharray:none'><rect id='r' width='9' height='9' fill='url(#g)'/><use xlink:href='#r' x='10'/></g>";
        assert!(svg(usual).is_ok());
        let odd = "<svg xmlns='http://www.w3.org/2000/svg' width='1e30' height='1'><rect width='1e30' height='1'/></svg>";
        if let Ok(image) = pixels(odd.as_bytes(), 320) {
            assert!(image.width() <= 320 && image.height() <= 320);
        }
    }
}
