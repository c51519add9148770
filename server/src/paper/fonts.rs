//! The type inside a file: TrueType, letters named by their numbers, with a table by which words can be copied and read
//! aloud.

use super::packed;
use crate::lettering::{Face, Weight};
use pdf_writer::{
    Filter, Finish, Name, Pdf, Rect, Ref, Str,
    types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use std::sync::LazyLock;

/// Where the weights stand in a file, as in [`Weight::ALL`]; each takes five numbers from there.
pub(super) const IDS: [Ref; 2] = [Ref::new(10), Ref::new(20)];

/// How signs are numbered: as the font file does.
const IDENTITY: SystemInfo<'static> =
    SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// The font files, packed once.
static REGULAR: LazyLock<Vec<u8>> = LazyLock::new(|| packed(Weight::Regular.file()));
static BOLD: LazyLock<Vec<u8>> = LazyLock::new(|| packed(Weight::Bold.file()));

/// As content names it.
pub(super) const fn name(weight: Weight) -> Name<'static> {
    match weight {
        Weight::Regular => Name(b"R"),
        Weight::Bold => Name(b"B"),
    }
}

/// Puts a weight into the file, at `id`.
pub(super) fn embed(pdf: &mut Pdf, weight: Weight, id: Ref) {
    let Some(face) = weight.face() else { return };
    let called = match weight {
        Weight::Regular => Name(b"BricolageGrotesque-Regular"),
        Weight::Bold => Name(b"BricolageGrotesque-Bold"),
    };
    let [letters, about, file, signs] = [1, 2, 3, 4].map(|next| Ref::new(id.get() + next));
    pdf.type0_font(id)
        .base_font(called)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(letters)
        .to_unicode(signs);
    let thousandths = 1000.0 / face.em;
    let mut font = pdf.cid_font(letters);
    font.subtype(CidFontType::Type2).base_font(called).system_info(IDENTITY).font_descriptor(about);
    font.cid_to_gid_map_predefined(Name(b"Identity"));
    font.widths().consecutive(0, (0..face.glyphs()).map(|glyph| face.advance(glyph) * thousandths));
    font.finish();
    let [left, bottom, right, top] = face.bounds.map(|side| side * thousandths);
    pdf.font_descriptor(about)
        .name(called)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(left, bottom, right, top))
        .italic_angle(0.0)
        .ascent(face.ascent * thousandths)
        .descent(face.descent * thousandths)
        .cap_height(face.capitals * thousandths)
        .stem_v(if weight == Weight::Bold { 140.0 } else { 80.0 })
        .font_file2(file);
    let packed = match weight {
        Weight::Regular => &REGULAR,
        Weight::Bold => &BOLD,
    };
    let length = i32::try_from(weight.file().len()).unwrap_or_default();
    pdf.stream(file, packed).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
    pdf.stream(signs, &super::packed(&table(face))).filter(Filter::FlateDecode);
}

/// Which sign each letter stands for.
fn table(face: &Face) -> Vec<u8> {
    let mut table = UnicodeCmap::new(Name(b"Signs"), IDENTITY);
    let known = (' '..='\u{24f}').chain('\u{1e00}'..='\u{1eff}').chain('\u{2010}'..='\u{2122}');
    for sign in known {
        if let Some(glyph) = face.glyph(sign) {
            table.pair(glyph, sign);
        }
    }
    table.finish().into_vec()
}
