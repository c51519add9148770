//! A sheet of A4 to print, drawn with the portal's own type (`lettering`), which travels in the file.

mod drawn;
mod fonts;

use crate::lettering::{Weight, width};
use flate2::{Compression, write::ZlibEncoder};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use std::io::Write;

/// A4, in points of 1/72 inch. Points count from the lower left corner.
pub const PAGE: (f32, f32) = (595.0, 842.0);

/// A colour, each part from 0 to 255.
pub type Rgb = [u8; 3];

/// Words on the sheet.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// In signs that the type has.
    pub text: &'a str,
    /// In points.
    pub size: f32,
    /// How heavy.
    pub weight: Weight,
    /// Their colour.
    pub colour: Rgb,
}

impl Words<'_> {
    /// How wide they are, in points.
    #[must_use]
    pub fn width(&self) -> f32 {
        width(self.weight, self.text, self.size)
    }
}

/// A picture on the sheet: opaque pixels, three bytes each, row by row from the top.
#[derive(Clone, Debug)]
pub struct Pixels {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// `width` × `height` × 3.
    pub bytes: Vec<u8>,
}

/// The sheet while it is drawn.
pub struct Sheet {
    content: Content,
    pixels: Option<Pixels>,
}

impl Default for Sheet {
    fn default() -> Self {
        Self { content: Content::new(), pixels: None }
    }
}

impl Sheet {
    /// Words from `x` on, on a line at `y`.
    pub fn words(&mut self, words: Words<'_>, x: f32, y: f32) {
        self.turned(words, [1.0, 0.0, 0.0, 1.0, x, y]);
    }

    /// Words that are read from the bottom up, from `y` on, on a line at `x`.
    pub fn upright(&mut self, words: Words<'_>, x: f32, y: f32) {
        self.turned(words, [0.0, 1.0, -1.0, 0.0, x, y]);
    }

    fn turned(&mut self, words: Words<'_>, matrix: [f32; 6]) {
        let Some(face) = words.weight.face() else { return };
        let glyphs = words.text.chars().filter_map(|sign| face.glyph(sign));
        let bytes: Vec<u8> = glyphs.flat_map(u16::to_be_bytes).collect();
        self.fill(words.colour);
        self.content.begin_text().set_font(fonts::name(words.weight), words.size);
        self.content.set_text_matrix(matrix).show(Str(&bytes)).end_text();
    }

    /// A filled rectangle with its lower left corner at `x`, `y`.
    pub fn rect(&mut self, (x, y): (f32, f32), (width, height): (f32, f32), colour: Rgb) {
        self.fill(colour);
        self.content.rect(x, y, width, height).fill_nonzero();
    }

    /// A dashed line.
    pub fn dashes(&mut self, from: (f32, f32), to: (f32, f32), colour: Rgb) {
        let [red, green, blue] = parts(colour);
        self.content.save_state().set_stroke_rgb(red, green, blue).set_line_width(0.8);
        self.content.set_dash_pattern([4.0, 3.0], 0.0);
        self.content.move_to(from.0, from.1).line_to(to.0, to.1).stroke().restore_state();
    }

    /// Squares of a grid, as rows of runs (column, row from the top, length), `side` points wide in all.
    pub fn grid(&mut self, runs: &[(u16, u16, u16)], cells: u16, (x, y): (f32, f32), side: f32, colour: Rgb) {
        let cell = side / f32::from(cells);
        self.content.save_state().transform([cell, 0.0, 0.0, -cell, x, y + side]);
        self.fill(colour);
        for (column, row, length) in runs {
            self.content.rect(f32::from(*column), f32::from(*row), f32::from(*length), 1.0);
        }
        self.content.fill_nonzero().restore_state();
    }

    /// A drawing in SVG without words, its upper left corner at `x`, `y`; what isn't one is left out.
    pub fn drawing(&mut self, svg: &str, (x, y): (f32, f32), scale: f32) {
        self.content.save_state().transform([scale, 0.0, 0.0, -scale, x, y]);
        drawn::draw(&mut self.content, svg);
        self.content.restore_state();
    }

    /// Draws `inside` where it lies within a rectangle.
    pub fn within(
        &mut self,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        inside: impl FnOnce(&mut Self),
    ) {
        self.content.save_state().rect(x, y, width, height).clip_nonzero().end_path();
        inside(self);
        self.content.restore_state();
    }

    /// The one picture of the sheet, its lower left corner at `x`, `y`.
    pub fn picture(&mut self, pixels: Pixels, (x, y): (f32, f32), (width, height): (f32, f32)) {
        self.content.save_state().transform([width, 0.0, 0.0, height, x, y]);
        self.content.x_object(Name(b"P")).restore_state();
        self.pixels = Some(pixels);
    }

    fn fill(&mut self, colour: Rgb) {
        let [red, green, blue] = parts(colour);
        self.content.set_fill_rgb(red, green, blue);
    }

    /// The file, titled `title`, in the language `lang` (`fr`, `en`).
    #[must_use]
    pub fn file(self, title: &str, lang: &str) -> Vec<u8> {
        let [catalog, tree, page, text, info, picture] = [1, 2, 3, 4, 5, 6].map(Ref::new);
        let mut pdf = Pdf::new();
        pdf.catalog(catalog).pages(tree).lang(TextStr(lang)).viewer_preferences().display_doc_title(true);
        pdf.document_info(info).title(TextStr(title));
        pdf.pages(tree).kids([page]).count(1);
        let mut sheet = pdf.page(page);
        sheet.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).parent(tree).contents(text);
        let mut resources = sheet.resources();
        let mut names = resources.fonts();
        for (weight, id) in Weight::ALL.into_iter().zip(fonts::IDS) {
            names.pair(fonts::name(weight), id);
        }
        names.finish();
        if self.pixels.is_some() {
            resources.x_objects().pair(Name(b"P"), picture);
        }
        resources.finish();
        sheet.finish();
        for (weight, id) in Weight::ALL.into_iter().zip(fonts::IDS) {
            fonts::embed(&mut pdf, weight, id);
        }
        if let Some(Pixels { width, height, bytes }) = self.pixels {
            let packed = packed(&bytes);
            let mut image = pdf.image_xobject(picture, &packed);
            image.filter(Filter::FlateDecode);
            image.width(i32::try_from(width).unwrap_or_default());
            image.height(i32::try_from(height).unwrap_or_default());
            image.color_space().device_rgb();
            image.bits_per_component(8);
        }
        pdf.stream(text, &packed(&self.content.finish())).filter(Filter::FlateDecode);
        pdf.finish()
    }
}

fn parts(colour: Rgb) -> [f32; 3] {
    colour.map(|part| f32::from(part) / 255.0)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory can't fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
