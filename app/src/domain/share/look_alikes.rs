//! A text as those read it who look through disguises: look-alikes of ASCII, what can't be seen, dots of all kinds.

use super::{
    endings::{ending_of, known},
    unseen::unseen,
};

/// Stands for all dots at mid-height.
const MIDDLE: char = '·';

/// Look-alikes of ASCII made ASCII, what can't be seen gone, all in lower case.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for sign in text.chars().filter(|sign| !unseen(*sign)) {
        let sign = match sign {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
            '\u{24b6}'..='\u{24cf}' => char::from_u32(u32::from(sign) - 0x24b6 + 0x61).unwrap_or(sign),
            '\u{24d0}'..='\u{24e9}' => char::from_u32(u32::from(sign) - 0x24d0 + 0x61).unwrap_or(sign),
            '\u{2024}' | '\u{3002}' | '\u{ff61}' | '\u{fe12}' | '\u{fe52}' | '\u{a4f8}' | '\u{701}'
            | '\u{702}' => '.',
            '\u{2219}' | '\u{22c5}' | '\u{2022}' | '\u{30fb}' | '\u{2027}' => MIDDLE,
            '\u{1d7ce}'..='\u{1d7ff}' => {
                char::from_digit((u32::from(sign) - 0x1d7ce) % 10, 10).unwrap_or(sign)
            }
            '\u{fe6b}' => '@',
            '\u{2044}' | '\u{2215}' | '\u{29f8}' => '/',
            '\u{a789}' | '\u{2236}' => ':',
            sign if sign.is_control() => ' ',
            sign => sign,
        };
        out.extend(sign.to_lowercase());
    }
    middle_dots(&out)
}

/// « Ami·es » is French, `exemple·fr` an address: a dot at mid-height is a full stop but between letters that are no
/// known ending.
fn middle_dots(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut parts = text.split(MIDDLE);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let ending = ending_of(part);
        let inside = out.ends_with(char::is_alphabetic) && ending.starts_with(char::is_alphabetic);
        let leads = known(&ending) || part.starts_with("xn--");
        out.push(if inside && !leads { MIDDLE } else { '.' });
        out.push_str(part);
    }
    out
}
