//! The strips at the foot of the sheet: each with what and where to find it, to be torn off.

use super::layout::{Notice, typed};
use crate::{
    lettering::{Weight, fitted, one_line},
    paper::{PAGE, Sheet, Words},
    share::{colours, drawings},
};
use app::ui::Sign;

/// How tall they are, from the lower edge, in points.
pub(super) const HEIGHT: f32 = 158.0;
/// How many.
const COUNT: u8 = 9;
/// What most printers leave white, in points.
const EDGE: f32 = 14.0;
const LINE: colours::Rgb = [0x8a, 0x82, 0x90];

/// Draws them all.
pub(super) fn draw(sheet: &mut Sheet, notice: &Notice) {
    let wide = (PAGE.0 - 2.0 * EDGE) / f32::from(COUNT);
    sheet.dashes((EDGE + 16.0, HEIGHT), (PAGE.0 - EDGE, HEIGHT), LINE);
    sheet.drawing(&drawings::icon(Sign::Scissors, LINE), (EDGE - 2.0, HEIGHT + 7.0), 14.0 / 24.0);
    for strip in 1..COUNT {
        let x = EDGE + wide * f32::from(strip);
        sheet.dashes((x, EDGE), (x, HEIGHT), LINE);
    }
    let long = HEIGHT - EDGE - 14.0;
    let title = fitted(Weight::Bold, &notice.title, long, &[(11.0, 1), (10.0, 2), (9.0, 2)]);
    let association = one_line(Weight::Regular, &notice.association, 8.0, long);
    let address = typed(&notice.address, Weight::Bold, &[9.0, 8.0, 7.0], long);
    let mut rows: Vec<Words<'_>> = title
        .lines
        .iter()
        .map(|line| Words { text: line, size: title.size, weight: Weight::Bold, colour: colours::INK })
        .collect();
    rows.push(Words { text: &association, size: 8.0, weight: Weight::Regular, colour: colours::INK_SOFT });
    let colour = colours::mark(notice.field);
    rows.extend(address.lines.iter().map(|text| Words {
        text,
        size: address.size,
        weight: Weight::Bold,
        colour,
    }));
    let tall: f32 = rows.iter().map(|row| row.size * 1.4).sum();
    for strip in 0..COUNT {
        let mut x = EDGE + wide * f32::from(strip) + (wide - tall) / 2.0;
        for row in &rows {
            x += row.size * 1.12;
            sheet.upright(*row, x, EDGE + 5.0);
            x += row.size * 0.28;
        }
    }
}
