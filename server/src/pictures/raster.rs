//! PNG, JPEG and WebP, decoded in bounds.

use app::associations::LogoProblem;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, RgbaImage,
    metadata::Orientation,
};
use std::io::Cursor;

/// Most pixels a side: a telephone's photograph passes.
const MOST_SIDE: u32 = 6000;
/// Most bytes of pixels; a file of a few kilobytes can claim any number.
const MOST_DECODED: u64 = 64 * 1024 * 1024;
/// Most pixels: each takes four bytes in the end.
const MOST_PIXELS: u64 = 16 * 1024 * 1024;

/// The pixels of a file, the right way up.
///
/// # Errors
/// When it is no picture, or too large a one.
pub(super) fn pixels(bytes: &[u8], format: ImageFormat) -> Result<RgbaImage, LogoProblem> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(MOST_SIDE);
    limits.max_image_height = Some(MOST_SIDE);
    limits.max_alloc = Some(MOST_DECODED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| problem(&error))?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if decoder.total_bytes() > MOST_DECODED || pixels > MOST_PIXELS {
        return Err(LogoProblem::TooLarge);
    }
    // Which way up it is stands in the EXIF data, which are left behind.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).map_err(|error| problem(&error))?;
    image.apply_orientation(orientation);
    Ok(image.into_rgba8())
}

const fn problem(error: &ImageError) -> LogoProblem {
    match error {
        ImageError::Limits(_) => LogoProblem::TooLarge,
        _ => LogoProblem::NoPicture,
    }
}
