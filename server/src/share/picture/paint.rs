//! From the drawing to a PNG. Blocks for some tens of milliseconds.

use super::{
    Subject,
    drawing::{LOGO, LOGO_AIR, LOGO_AT, drawing},
};
use crate::lettering::{FAMILY, Weight};
use image::{
    ExtendedColorType, ImageEncoder, ImageError, RgbaImage,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    imageops,
};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree, fontdb::Database},
};
use std::sync::{Arc, LazyLock};

/// In pixels: what OpenGraph and X ask for.
pub const WIDTH: u32 = 1200;
/// In pixels.
pub const HEIGHT: u32 = 630;

/// Why a picture couldn't be made; a fault of ours.
#[derive(Debug, thiserror::Error)]
pub enum PaintError {
    /// The drawing.
    #[error("picture: {0}")]
    Drawing(#[from] resvg::usvg::Error),
    /// No memory.
    #[error("picture: no canvas")]
    Canvas,
    /// The file.
    #[error("picture: {0}")]
    File(#[from] ImageError),
}

/// Our own type and nothing of the machine's: pictures are the same everywhere.
static LETTERS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut letters = Database::new();
    for weight in Weight::ALL {
        letters.load_font_data(weight.file().to_vec());
    }
    Arc::new(letters)
});

/// The picture as a PNG file. A logo that can't be read is left out.
///
/// # Errors
/// When it can't be drawn.
pub fn painted(subject: &Subject, logo: Option<&[u8]>) -> Result<Vec<u8>, PaintError> {
    let logo =
        logo.and_then(|bytes| image::load_from_memory(bytes).ok()).map(image::DynamicImage::into_rgba8);
    let options = Options {
        fontdb: LETTERS.clone(),
        font_family: FAMILY.to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    };
    let tree = Tree::from_str(&drawing(subject, logo.is_some()), &options)?;
    let mut canvas = Pixmap::new(WIDTH, HEIGHT).ok_or(PaintError::Canvas)?;
    resvg::render(&tree, Transform::identity(), &mut canvas.as_mut());
    if let Some(logo) = logo {
        put(&mut canvas, &logo);
    }
    // The paper lies under everything: all is opaque.
    let pixels: Vec<u8> =
        canvas.data().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
    let mut bytes = Vec::new();
    // Flat colours: unfiltered rows pack best, and are packed fastest.
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::NoFilter).write_image(
        &pixels,
        WIDTH,
        HEIGHT,
        ExtendedColorType::Rgb8,
    )?;
    Ok(bytes)
}

/// The logo into its square, as large as fits.
fn put(canvas: &mut Pixmap, logo: &RgbaImage) {
    let side = LOGO - 2.0 * LOGO_AIR;
    #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
    let (width, height) = (logo.width() as f32, logo.height() as f32);
    let scale = side / width.max(height);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "up to the side")]
    let whole = |length: f32| ((length * scale).round() as u32).max(1);
    let small = imageops::resize(logo, whole(width), whole(height), imageops::FilterType::CatmullRom);
    #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
    let (left, top) =
        (LOGO_AT.0 + (LOGO - small.width() as f32) / 2.0, LOGO_AT.1 + (LOGO - small.height() as f32) / 2.0);
    let row = canvas.width();
    for (x, y, pixel) in small.enumerate_pixels() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "inside the picture")]
        let at = ((y + top as u32) * row + x + left as u32) as usize * 4;
        let [red, green, blue, alpha] = pixel.0;
        for (index, colour) in [red, green, blue].into_iter().enumerate() {
            if let Some(under) = canvas.data_mut().get_mut(at + index) {
                let mixed = u16::from(colour) * u16::from(alpha) + u16::from(*under) * u16::from(255 - alpha);
                *under = u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX);
            }
        }
    }
}
