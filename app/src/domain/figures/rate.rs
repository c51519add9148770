//! One number out of another, said honestly: of few people no percentage.

use crate::domain::{
    Lang,
    numbers::{percent, whole},
};

/// From so many on a percentage says something.
pub const ENOUGH: i64 = 20;

/// `part` out of `of`: `3 sur 7` of few, `24 %` of many, nothing where the two can't be compared.
#[must_use]
pub fn rate(lang: Lang, part: i64, of: i64) -> Option<String> {
    if of <= 0 || part < 0 || part > of {
        return None;
    }
    if of < ENOUGH {
        let out_of = match lang {
            Lang::Fr => "sur",
            Lang::En => "out of",
        };
        return Some(format!("{}\u{a0}{out_of}\u{a0}{}", whole(lang, part), whole(lang, of)));
    }
    Some(percent(lang, part, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_people_are_no_percentage() {
        let fr = |part, of| rate(Lang::Fr, part, of).map(|words| words.replace(['\u{a0}', '\u{202f}'], " "));
        assert_eq!(fr(3, 7).as_deref(), Some("3 sur 7"));
        assert_eq!(fr(19, 19).as_deref(), Some("19 sur 19"));
        assert_eq!(fr(5, 20).as_deref(), Some("25 %"));
        assert_eq!(fr(1, 1000).as_deref(), Some("moins de 1 %"));
        assert_eq!(fr(999, 1000).as_deref(), Some("99 %"), "nearly all isn't all");
        assert_eq!(fr(1000, 1000).as_deref(), Some("100 %"));
        assert_eq!(fr(0, 1000).as_deref(), Some("0 %"));
        assert_eq!((fr(0, 0), fr(8, 7), fr(-1, 7)), (None, None, None));
        assert_eq!(rate(Lang::En, 5, 20).as_deref(), Some("25%"));
    }
}
