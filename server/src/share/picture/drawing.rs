//! The picture as SVG: title first, then who, when and where; hands going up in the colour of the field.

use super::{HEIGHT, Subject, WIDTH};
use crate::{
    lettering::{FAMILY, Set, Weight, fitted, one_line, width},
    share::{
        colours::{self, Rgb, hex},
        drawings,
    },
};
use app::ui::{Sign, field_sign};
use std::fmt::Write;

/// Left and right of all that is written.
const MARGIN: f32 = 72.0;
/// Sizes of the title, each with the most lines it may have.
const TITLE: [(f32, usize); 6] = [(92.0, 2), (80.0, 2), (72.0, 3), (64.0, 3), (54.0, 4), (46.0, 4)];
/// Side of the square that holds the logo.
pub(super) const LOGO: f32 = 108.0;
/// Air around the logo in its square.
pub(super) const LOGO_AIR: f32 = 10.0;
/// Where the lines about the need end, above the portal's name.
const FACTS_END: f32 = 508.0;
const FACT_STEP: f32 = 48.0;
/// How wide those lines may be, so that the hands stay free.
const FACTS_WIDTH: f32 = 672.0;

/// Upper left corner of the logo's square.
pub(super) const LOGO_AT: (f32, f32) = (MARGIN, FACTS_END - LOGO + 8.0);

/// The drawing; the logo, which is no drawing, comes on top of it.
pub(super) fn drawing(subject: &Subject, with_logo: bool) -> String {
    let field = subject.field.map(|(field, _)| field);
    let mark = field.map_or(colours::ACCENT, colours::mark);
    let mut out = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{HEIGHT}' font-family='{FAMILY}'>\
         <rect width='{WIDTH}' height='{HEIGHT}' fill='{}'/>",
        hex(colours::PAPER)
    );
    hands(&mut out, subject, mark);
    let mut y = 84.0;
    if let Some((field, label)) = subject.field {
        icon(&mut out, field_sign(field), (MARGIN, y - 32.0), 40.0, mark);
        text(&mut out, label, (MARGIN + 54.0, y), 30.0, Weight::Bold, mark);
    }
    let title = fitted(Weight::Bold, &subject.title, WIDTH as f32 - 2.0 * MARGIN, &TITLE);
    y += if subject.field.is_some() { 26.0 } else { 60.0 };
    for (index, line) in title.lines.iter().enumerate() {
        y += if index == 0 { title.size * 0.92 } else { title.size * 1.08 };
        text(&mut out, line, (MARGIN - title.size * 0.04, y), title.size, Weight::Bold, colours::INK);
    }
    facts(&mut out, subject, mark, with_logo);
    brand(&mut out, subject);
    out.push_str("</svg>");
    out
}

/// Who, when and where, from the bottom up.
fn facts(out: &mut String, subject: &Subject, mark: Rgb, with_logo: bool) {
    let left = if with_logo { MARGIN + LOGO + 24.0 } else { MARGIN };
    let most = MARGIN + FACTS_WIDTH - left;
    if with_logo {
        let (x, y) = LOGO_AT;
        let _ = write!(
            out,
            "<rect x='{x}' y='{y}' width='{LOGO}' height='{LOGO}' rx='18' fill='#fff' stroke='{}' stroke-width='1.5'/>",
            hex([0xe4, 0xdc, 0xd0])
        );
    }
    let mut y = FACTS_END;
    for (sign, words, sizes) in [
        (Sign::MapPin, &subject.place, [(34.0, 1), (30.0, 1), (26.0, 1)]),
        (Sign::Calendar, &subject.when, [(34.0, 1), (30.0, 1), (28.0, 2)]),
    ] {
        let Some(words) = words else { continue };
        let Set { size, lines } = fitted(Weight::Regular, words, most - 48.0, &sizes);
        for (up, line) in lines.iter().rev().enumerate() {
            y -= if up > 0 { size * 1.25 } else { 0.0 };
            text(out, line, (left + 48.0, y), size, Weight::Regular, colours::INK);
        }
        icon(out, sign, (left, y - 28.0), 34.0, mark);
        y -= FACT_STEP;
    }
    if let Some(words) = subject.closed {
        let wide = width(Weight::Bold, words, 28.0) + 44.0;
        let _ = write!(
            out,
            "<rect x='{left}' y='{}' width='{wide}' height='48' rx='24' fill='{}'/>",
            y - 36.0,
            hex(colours::INK)
        );
        text(out, words, (left + 22.0, y - 2.0), 28.0, Weight::Bold, colours::PAPER);
        y -= FACT_STEP + 10.0;
    }
    if let Some(words) = &subject.association {
        let size = if width(Weight::Bold, words, 36.0) <= most { 36.0 } else { 30.0 };
        text(out, &one_line(Weight::Bold, words, size, most), (left, y), size, Weight::Bold, colours::INK);
    }
}

/// The portal's mark, name and host.
fn brand(out: &mut String, subject: &Subject) {
    let y = HEIGHT as f32 - 78.0;
    let _ = write!(out, "<g transform='translate({MARGIN} {y}) scale(1.375)'>{}</g>", drawings::brand());
    text(out, &subject.name, (MARGIN + 58.0, y + 32.0), 30.0, Weight::Bold, colours::INK);
    let after = MARGIN + 58.0 + width(Weight::Bold, &subject.name, 30.0) + 18.0;
    let host = one_line(Weight::Regular, &subject.host, 26.0, 700.0 - after);
    if subject.host == host {
        text(out, &host, (after, y + 32.0), 26.0, Weight::Regular, colours::INK_SOFT);
    }
}

/// Hands going up before a sun, as when somebody asked « who comes? ».
fn hands(out: &mut String, subject: &Subject, mark: Rgb) {
    let (sun, second) = match subject.field {
        Some((field, _)) => (colours::wash(field), colours::middle(field)),
        None => ([0xff, 0xd9, 0xae], [0xcf, 0x87, 0x2c]),
    };
    let first = if subject.field.is_some() { mark } else { colours::ACCENT };
    let quiet = subject.closed.is_some();
    let third = [0x4a, 0x3f, 0x6b];
    let _ = write!(out, "<circle cx='1000' cy='560' r='236' fill='{}'/>", hex(sun));
    if quiet {
        return;
    }
    for (place, ink) in [
        ("translate(812 476) rotate(-11) scale(1.08)", second),
        ("translate(906 424) rotate(-5) scale(1.08)", first),
        ("translate(1000 392) scale(1.14)", third),
        ("translate(1092 440) rotate(5) scale(1.08)", first),
        ("translate(1170 494) rotate(12)", second),
    ] {
        out.push_str(&drawings::hand(place, ink));
    }
}

fn icon(out: &mut String, sign: Sign, (x, y): (f32, f32), side: f32, colour: Rgb) {
    let icon = drawings::icon(sign, colour);
    let _ = write!(out, "<g transform='translate({x} {y}) scale({})'>{icon}</g>", side / 24.0);
}

fn text(out: &mut String, words: &str, (x, y): (f32, f32), size: f32, weight: Weight, colour: Rgb) {
    let _ = write!(
        out,
        "<text x='{x}' y='{y}' font-size='{size}' font-weight='{}' fill='{}' xml:space='preserve'>{}</text>",
        weight.number(),
        hex(colour),
        escaped(words)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::Field;

    #[test]
    fn a_long_time_is_read_whole_and_leaves_its_place_and_its_association_where_they_were() {
        let subject = |when: &str| Subject {
            name: "Coup de main".into(),
            title: "Isoler une maison avec ses habitants".into(),
            field: Some((Field::Solidarity, "Solidarité")),
            when: Some(when.into()),
            place: Some("Nice".into()),
            association: Some("Toits solidaires".into()),
            closed: None,
            logo: None,
            host: "portail.example".into(),
        };
        let whole = "mercredi 9 décembre, 8 h 30 – 16 h 30, et 3 autres dates";
        for with_logo in [false, true] {
            let drawn = drawing(&subject(whole), with_logo);
            assert!(!drawn.contains('…'), "{drawn}");
            for word in whole.split(' ') {
                assert!(drawn.contains(word), "{word}");
            }
            let short = drawing(&subject("mercredi"), with_logo);
            let lines = |drawn: &str| drawn.matches("<text").count();
            assert_eq!(lines(&drawn), lines(&short) + 1);
        }
    }
}
