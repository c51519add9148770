//! Pictures that people send, made anew: what is kept is a PNG of our own, small, with nothing in it but what is seen.

mod cost;
mod raster;
mod vector;

use app::associations::LogoProblem;
use image::{
    ExtendedColorType, ImageEncoder, ImageFormat, RgbaImage,
    codecs::png::{CompressionType, FilterType, PngEncoder},
    imageops,
};
use tokio::sync::Semaphore;

/// Most bytes that may be sent.
pub const MOST_BYTES: usize = 1024 * 1024;
/// Most pixels a side of what is kept.
const SIDE: u32 = 320;
/// Decoding takes up to a hundred megabytes: one picture after the other.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// A PNG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Makes a logo of what was sent, off the threads that answer requests.
///
/// # Errors
/// When that thread was lost; inside, why it can't be made.
pub async fn logo(sent: Vec<u8>) -> Result<Result<Picture, LogoProblem>, tokio::task::JoinError> {
    // It is never closed; if it were, two at a time would do no harm.
    let turn = ONE_AT_A_TIME.acquire().await.ok();
    let made = tokio::task::spawn_blocking(move || made(&sent)).await;
    drop(turn);
    made
}

/// Makes a logo of what was sent. Blocks.
///
/// # Errors
/// Why it can't be made.
pub fn made(sent: &[u8]) -> Result<Picture, LogoProblem> {
    if sent.is_empty() {
        return Err(LogoProblem::Missing);
    }
    if sent.len() > MOST_BYTES {
        return Err(LogoProblem::TooHeavy);
    }
    let pixels = match image::guess_format(sent) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => {
            reduced(raster::pixels(sent, format)?)
        }
        _ => vector::pixels(sent, SIDE)?,
    };
    encoded(&pixels)
}

/// Reduced to [`SIDE`]. What is transparent has a colour too, which must not shine through at the edges: colours are
/// weighed by how opaque they are.
fn reduced(mut image: RgbaImage) -> RgbaImage {
    let (width, height) = image.dimensions();
    let longest = width.max(height);
    if longest <= SIDE {
        return image;
    }
    let scaled = |side: u32| u64::from(side) * u64::from(SIDE) / u64::from(longest);
    let scaled = |side| u32::try_from(scaled(side)).unwrap_or(SIDE).max(1);
    for pixel in image.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let weighed = |colour: u8| share(colour, alpha, 255);
        pixel.0 = [weighed(red), weighed(green), weighed(blue), alpha];
    }
    let mut small = imageops::resize(&image, scaled(width), scaled(height), imageops::FilterType::CatmullRom);
    for pixel in small.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let own = |colour: u8| if alpha == 0 { 0 } else { share(colour, 255, alpha) };
        pixel.0 = [own(red), own(green), own(blue), alpha];
    }
    small
}

/// `colour` × `times` ÷ `by`, rounded.
fn share(colour: u8, times: u8, by: u8) -> u8 {
    let whole = (u32::from(colour) * u32::from(times) + u32::from(by) / 2) / u32::from(by);
    u8::try_from(whole).unwrap_or(u8::MAX)
}

fn encoded(image: &RgbaImage) -> Result<Picture, LogoProblem> {
    let (width, height) = image.dimensions();
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
    let opaque = image.pixels().all(|pixel| pixel.0[3] == u8::MAX);
    let written = if opaque {
        let plain: Vec<u8> = image.pixels().flat_map(|pixel| [pixel.0[0], pixel.0[1], pixel.0[2]]).collect();
        encoder.write_image(&plain, width, height, ExtendedColorType::Rgb8)
    } else {
        encoder.write_image(image, width, height, ExtendedColorType::Rgba8)
    };
    written.map_err(|_| LogoProblem::NoPicture)?;
    Ok(Picture { bytes, width, height })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use image::Rgba;

    #[test]
    fn a_large_one_is_reduced_and_keeps_its_shape() {
        for (width, height, kept) in
            [(640, 320, (320, 160)), (320, 320, (320, 320)), (5, 900, (1, 320)), (3, 2, (3, 2))]
        {
            let small = reduced(RgbaImage::from_pixel(width, height, Rgba([9, 200, 30, 255])));
            assert_eq!(small.dimensions(), kept);
            assert!(small.pixels().all(|pixel| pixel.0 == [9, 200, 30, 255]));
        }
    }

    #[test]
    fn what_is_not_seen_does_not_shine_through() {
        let half = RgbaImage::from_fn(999, 999, |x, _| {
            if x < 500 { Rgba([250, 250, 250, 255]) } else { Rgba([0, 0, 0, 0]) }
        });
        let small = reduced(half);
        assert!(small.pixels().all(|pixel| pixel.0[3] < 8 || pixel.0[0] > 235), "a dark edge");
    }

    #[test]
    fn nothing_and_nonsense_are_refused() {
        assert_eq!(made(b""), Err(LogoProblem::Missing));
        assert_eq!(made(&vec![0; MOST_BYTES + 1]), Err(LogoProblem::TooHeavy));
        for nonsense in
            [&b"bonjour"[..], b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<html></html>", &[0xff, 0xd8, 0xff, 0xe0]]
        {
            assert_eq!(made(nonsense), Err(LogoProblem::NoPicture));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_file_is_too_much(start in 0_usize..5, rest in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            let starts: [&[u8]; 5] =
                [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"\xff\xd8\xff", b"RIFF\x20\0\0\0WEBPVP8 ", b"<svg xmlns=\"http://www.w3.org/2000/svg\">", b""];
            let file = [starts[start], &rest].concat();
            if let Ok(picture) = made(&file) {
                proptest::prop_assert!(picture.width <= SIDE && picture.height <= SIDE);
            }
        }
    }
}
