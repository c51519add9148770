//! A page of text as PDF, in Helvetica, which every reader brings along. What isn't of its alphabet (Windows-1252)
//! is written without its accents.

use app::domain::text::fold;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

/// A4, in points of 1/72 inch.
const PAGE: (f32, f32) = (595.0, 842.0);
/// Left and right of the text, in points.
const MARGIN: f32 = 72.0;

/// A piece of the page, from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Large.
    Title(String),
    /// A paragraph.
    Words(String),
    /// Air.
    Space,
}

/// The page as a file, titled `title`, in the language `lang` (`fr`, `en`).
#[must_use]
pub fn page(title: &str, lang: &str, pieces: &[Piece]) -> Vec<u8> {
    let [catalog, tree, page, plain, bold, text, info] = [1, 2, 3, 4, 5, 6, 7].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree).lang(TextStr(lang));
    pdf.document_info(info).title(TextStr(title));
    pdf.pages(tree).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.media_box(Rect::new(0.0, 0.0, PAGE.0, PAGE.1)).parent(tree).contents(text);
    sheet.resources().fonts().pair(Name(b"F1"), plain).pair(Name(b"F2"), bold);
    sheet.finish();
    for (font, name) in [(plain, b"Helvetica".as_slice()), (bold, b"Helvetica-Bold")] {
        pdf.type1_font(font).base_font(Name(name)).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    pdf.stream(text, &drawn(pieces));
    pdf.finish()
}

fn drawn(pieces: &[Piece]) -> Vec<u8> {
    let mut content = Content::new();
    let mut y = PAGE.1 - 120.0;
    for piece in pieces {
        let (font, size, words) = match piece {
            Piece::Title(words) => (Name(b"F2"), 22.0, words.as_str()),
            Piece::Words(words) => (Name(b"F1"), 12.0, words.as_str()),
            Piece::Space => {
                y -= 24.0;
                continue;
            }
        };
        for line in lines(words, PAGE.0 - 2.0 * MARGIN, size) {
            content.begin_text();
            content.set_font(font, size);
            content.next_line(MARGIN, y);
            content.show(Str(&windows_1252(&line)));
            content.end_text();
            y -= size * 1.5;
        }
        y -= size * 0.5;
    }
    content.finish().to_vec()
}

/// `words` broken into lines no wider than `width` points.
fn lines(words: &str, width: f32, size: f32) -> Vec<String> {
    let wide = |text: &str| text.chars().map(advance).sum::<f32>() * size / 1000.0;
    let mut lines = vec![String::new()];
    for word in words.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let Some(line) = lines.last_mut() else { continue };
        if line.is_empty() {
            line.push_str(word);
        } else if wide(&format!("{line} {word}")) <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// Widths of Helvetica's signs from the space on, in thousandths of their size (Adobe's metrics of the base fonts).
const ADVANCES: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// How far a sign moves on; one that isn't ASCII as far as a capital of middling width.
fn advance(sign: char) -> f32 {
    let at = (sign as usize).checked_sub(32).and_then(|at| ADVANCES.get(at));
    f32::from(at.copied().unwrap_or(600))
}

fn windows_1252(text: &str) -> Vec<u8> {
    const HIGH: [(char, u8); 15] = [
        ('€', 0x80),
        ('‚', 0x82),
        ('„', 0x84),
        ('…', 0x85),
        ('Š', 0x8a),
        ('Œ', 0x8c),
        ('Ž', 0x8e),
        ('‘', 0x91),
        ('’', 0x92),
        ('“', 0x93),
        ('”', 0x94),
        ('–', 0x96),
        ('—', 0x97),
        ('œ', 0x9c),
        ('Ÿ', 0x9f),
    ];
    let mut bytes = Vec::with_capacity(text.len());
    for sign in text.chars() {
        let high = HIGH.iter().find(|(other, _)| *other == sign).map(|(_, byte)| *byte);
        match (u8::try_from(sign), high) {
            (_, Some(byte)) => bytes.push(byte),
            (Ok(byte), None) if !(0x80..0xa0).contains(&byte) && byte >= 0x20 => bytes.push(byte),
            // The narrow space before French signs.
            _ if sign == '\u{202f}' => bytes.push(0xa0),
            _ => {
                let plain = fold(&sign.to_string());
                let capital = sign.is_uppercase();
                let plain = if capital { plain.to_uppercase() } else { plain };
                bytes.extend(if plain.is_ascii() && !plain.is_empty() {
                    plain.into_bytes()
                } else {
                    vec![b'?']
                });
            }
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_is_written_as_it_is_and_the_rest_as_near_as_can_be() {
        assert_eq!(windows_1252("Zoé – œuf\u{202f}!"), b"Zo\xe9 \x96 \x9cuf\xa0!");
        assert_eq!(windows_1252("Łukasz Černý"), b"Lukasz Cern\xfd".as_slice());
    }

    #[test]
    fn lines_stay_within_the_page() {
        let long = "un coup de main ".repeat(40);
        let broken = lines(&long, 451.0, 12.0);
        assert!(broken.len() > 4);
        for line in &broken {
            assert!(line.chars().map(advance).sum::<f32>() * 0.012 <= 451.0, "{line}");
        }
        assert_eq!(broken.join(" "), long.trim());
    }

    #[test]
    fn a_page_is_a_pdf() {
        let file = page(
            "Attestation",
            "fr",
            &[Piece::Title("Attestation".into()), Piece::Space, Piece::Words("a".into())],
        );
        assert!(file.starts_with(b"%PDF-") && file.ends_with(b"%%EOF"));
    }
}
