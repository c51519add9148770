//! What stands where on the sheet: a band that catches the eye, what, who, when and where, a code, strips.

use super::{qr::Code, strips};
use crate::{
    lettering::{Set, Weight, fitted, legible, lines, one_line, width},
    paper::{PAGE, Pixels, Sheet, Words},
    share::{
        colours::{self, Rgb},
        drawings,
    },
};
use app::{
    domain::{Field, Lang},
    texts::share_poster as say,
    ui::{Sign, field_sign},
};

/// Left and right of what is written, in points.
const MARGIN: f32 = 44.0;
/// Where the band begins.
const BAND: f32 = 668.0;
/// Width of the left column, of two.
const COLUMN: f32 = 312.0;
/// Side of the code, without the air around it.
const CODE: f32 = 158.0;
/// Where the words end, above the strips.
const END: f32 = strips::HEIGHT + 34.0;
/// Sizes of the title, each with the most lines it may have.
const TITLE: [(f32, usize); 5] = [(48.0, 2), (42.0, 2), (36.0, 3), (31.0, 4), (26.0, 4)];

/// What a poster says; every text is in signs that the type has.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Language of the words.
    pub lang: Lang,
    /// The portal's name.
    pub name: String,
    /// What.
    pub title: String,
    /// For its colour and sign.
    pub field: Field,
    /// Who asks.
    pub association: String,
    /// When, where, for whom.
    pub facts: Vec<(Sign, String)>,
    /// In the association's words.
    pub description: String,
    /// The page, as one types it.
    pub address: String,
    /// The page, as a telephone reads it.
    pub code: Code,
}

/// The file.
#[must_use]
pub fn drawn(notice: &Notice, logo: Option<Pixels>) -> Vec<u8> {
    let mut sheet = Sheet::default();
    band(&mut sheet, notice);
    let mut y = title(&mut sheet, notice, BAND - 24.0);
    y = association(&mut sheet, notice, logo, y - 20.0);
    let top = y - 14.0;
    scan(&mut sheet, notice, top);
    let y = facts(&mut sheet, notice, top);
    description(&mut sheet, notice, y - 10.0);
    strips::draw(&mut sheet, notice);
    sheet.file(&format!("{} – {}", notice.title, notice.association), notice.lang.code())
}

const fn words(text: &str, size: f32, weight: Weight, colour: Rgb) -> Words<'_> {
    Words { text, size, weight, colour }
}

/// The question, and hands that answer it.
fn band(sheet: &mut Sheet, notice: &Notice) {
    let (mark, middle) = (colours::mark(notice.field), colours::middle(notice.field));
    let height = PAGE.1 - BAND;
    sheet.rect((0.0, BAND), (PAGE.0, height), colours::wash(notice.field));
    let hands: String = [
        ("translate(0 44) rotate(-11)", middle),
        ("translate(76 -2) rotate(-5)", mark),
        ("translate(152 -26)", [0x4a, 0x3f, 0x6b]),
        ("translate(228 8) rotate(5)", mark),
        ("translate(296 56) rotate(12)", middle),
    ]
    .into_iter()
    .map(|(place, ink)| drawings::hand(place, ink))
    .collect();
    sheet.within((0.0, BAND), (PAGE.0, height), |sheet| sheet.drawing(&hands, (392.0, PAGE.1 - 58.0), 0.6));
    let question =
        fitted(Weight::Bold, &legible(say::question(notice.lang)), 320.0, &[(40.0, 2), (34.0, 2), (28.0, 3)]);
    let mut y = BAND + 80.0;
    for line in &question.lines {
        sheet.words(words(line, question.size, Weight::Bold, colours::INK), MARGIN, y);
        y -= question.size * 1.12;
    }
    sheet.drawing(&drawings::icon(field_sign(notice.field), mark), (MARGIN, PAGE.1 - 22.0), 18.0 / 24.0);
    let label = one_line(Weight::Bold, &legible(notice.field.label(notice.lang)), 13.0, 300.0);
    sheet.words(words(&label, 13.0, Weight::Bold, mark), MARGIN + 25.0, PAGE.1 - 36.0);
}

fn title(sheet: &mut Sheet, notice: &Notice, top: f32) -> f32 {
    let set = fitted(Weight::Bold, &notice.title, PAGE.0 - 2.0 * MARGIN, &TITLE);
    let mut y = top;
    for (index, line) in set.lines.iter().enumerate() {
        y -= if index == 0 { set.size * 0.86 } else { set.size * 1.08 };
        sheet.words(words(line, set.size, Weight::Bold, colours::INK), MARGIN, y);
    }
    y - set.size * 0.2
}

/// The name, after the logo where there is one.
fn association(sheet: &mut Sheet, notice: &Notice, logo: Option<Pixels>, top: f32) -> f32 {
    let (mut left, mut middle) = (MARGIN, top - 8.0);
    let mut bottom = top - 18.0;
    if let Some(pixels) = logo {
        const SIDE: f32 = 52.0;
        #[allow(clippy::cast_precision_loss, reason = "a few hundred")]
        let (width, height) = (pixels.width as f32, pixels.height as f32);
        let scale = SIDE / width.max(height);
        let size = (width * scale, height * scale);
        sheet.picture(pixels, (left, top + 10.0 - SIDE + (SIDE - size.1) / 2.0), size);
        left += size.0 + 14.0;
        middle = top + 10.0 - SIDE / 2.0;
        bottom = top - SIDE;
    }
    let set =
        fitted(Weight::Bold, &notice.association, PAGE.0 - MARGIN - left, &[(20.0, 1), (17.0, 1), (15.0, 2)]);
    #[allow(clippy::cast_precision_loss, reason = "one or two")]
    let mut y = middle + (set.lines.len() as f32 - 1.0) * set.size * 0.6 - set.size * 0.34;
    for line in &set.lines {
        sheet.words(words(line, set.size, Weight::Bold, colours::mark(notice.field)), left, y);
        y -= set.size * 1.2;
    }
    bottom.min(y)
}

fn facts(sheet: &mut Sheet, notice: &Notice, top: f32) -> f32 {
    let mut y = top;
    for (sign, text) in &notice.facts {
        sheet.drawing(&drawings::icon(*sign, colours::mark(notice.field)), (MARGIN, y - 1.0), 17.0 / 24.0);
        let set = fitted(Weight::Regular, text, COLUMN - 26.0, &[(17.0, 2), (15.0, 2), (13.5, 3)]);
        for line in &set.lines {
            y -= set.size * 1.0;
            sheet.words(words(line, set.size, Weight::Regular, colours::INK), MARGIN + 26.0, y);
            y -= set.size * 0.28;
        }
        y -= 8.0;
    }
    y
}

/// As much of it as there is room for.
fn description(sheet: &mut Sheet, notice: &Notice, top: f32) {
    let sizes = [17.0, 15.0, 13.5, 12.0].map(|size| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few dozen at most")]
        let most = ((top - END) / (size * 1.4)).max(0.0) as usize;
        (size, most)
    });
    if sizes.last().is_none_or(|(_, most)| *most == 0) {
        return;
    }
    let set = fitted(Weight::Regular, &notice.description, COLUMN, &sizes);
    let mut y = top;
    for line in &set.lines {
        y -= set.size * 1.4;
        sheet.words(words(line, set.size, Weight::Regular, colours::INK), MARGIN, y);
    }
}

/// The code, what it is for, and the address for those who type.
fn scan(sheet: &mut Sheet, notice: &Notice, top: f32) {
    let air = CODE / f32::from(notice.code.cells) * 4.0;
    let side = CODE + 2.0 * air;
    let left = PAGE.0 - MARGIN - side + air;
    // Between what is above and the strips, a little above the middle.
    let room = (top - END - side - 34.0).max(0.0);
    let bottom = top - side - room * 0.35;
    sheet.rect((left - air, bottom), (side, side), [255, 255, 255]);
    sheet.grid(&notice.code.runs, notice.code.cells, (left, bottom + air), CODE, colours::INK);
    let mut centred = |text: &str, size: f32, weight: Weight, colour: Rgb, y: f32| {
        let text = one_line(weight, text, size, side);
        let line = words(&text, size, weight, colour);
        sheet.words(line, left + (CODE - line.width()) / 2.0, y);
    };
    centred(say::scan(notice.lang), 15.0, Weight::Bold, colours::INK, bottom - 6.0);
    let address = typed(&notice.address, Weight::Regular, &[10.5, 9.5, 8.5], side);
    let mut y = bottom - 22.0;
    for line in &address.lines {
        centred(line, address.size, Weight::Regular, colours::INK_SOFT, y);
        y -= address.size * 1.25;
    }
}

/// An address to be typed, whole: on one line at the first of `sizes` at which it fits, else on several.
pub(super) fn typed(address: &str, weight: Weight, sizes: &[f32], most: f32) -> Set {
    let one = sizes.iter().find(|size| width(weight, address, **size) <= most);
    let size = one.or(sizes.last()).copied().unwrap_or(8.0);
    let lines = if one.is_some() {
        vec![address.to_owned()]
    } else {
        // The host, then what follows it.
        let (host, path) = address.split_at(address.find('/').unwrap_or(address.len()));
        [host, path].iter().flat_map(|part| lines(weight, part, size, most)).collect()
    };
    Set { size, lines }
}
