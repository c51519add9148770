//! Words broken into lines, and made smaller until they fit.

use super::{Weight, width};

/// Lines of one size.
#[derive(Clone, Debug, PartialEq)]
pub struct Set {
    /// Of the letters.
    pub size: f32,
    /// From top to bottom.
    pub lines: Vec<String>,
}

/// `text` broken into lines no wider than `most`; a word that is wider is broken inside.
#[must_use]
pub fn lines(weight: Weight, text: &str, size: f32, most: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if let Some(line) = lines.last_mut()
            && width(weight, &format!("{line} {word}"), size) <= most
        {
            line.push(' ');
            line.push_str(word);
            continue;
        }
        let mut begun = String::new();
        for sign in word.chars() {
            if !begun.is_empty() && width(weight, &format!("{begun}{sign}"), size) > most {
                lines.push(std::mem::take(&mut begun));
            }
            begun.push(sign);
        }
        lines.push(begun);
    }
    lines
}

/// `text` at the first of `sizes` (largest first, at least one) at which no word is broken and it fits into its share of
/// lines (`most_lines` for each size); at the last, cut with `…`. The lines are as even as they can be.
#[must_use]
pub fn fitted(weight: Weight, text: &str, most: f32, sizes: &[(f32, usize)]) -> Set {
    let whole = |size: f32| text.split(' ').all(|word| width(weight, word, size) <= most);
    for (size, most_lines) in sizes {
        let broken = lines(weight, text, *size, most);
        if whole(*size) && broken.len() <= *most_lines {
            return Set { size: *size, lines: even(weight, text, *size, most, broken) };
        }
    }
    let (size, most_lines) = sizes.last().copied().unwrap_or((10.0, 1));
    let mut broken = lines(weight, text, size, most);
    if broken.len() > most_lines {
        broken.truncate(most_lines);
        if let Some(last) = broken.last_mut() {
            *last = cut(weight, &format!("{last} …"), size, most);
        }
    }
    Set { size, lines: broken }
}

/// `text` on one line, cut with `…` where it is too wide.
#[must_use]
pub fn one_line(weight: Weight, text: &str, size: f32, most: f32) -> String {
    if width(weight, text, size) <= most { text.to_owned() } else { cut(weight, text, size, most) }
}

fn cut(weight: Weight, text: &str, size: f32, most: f32) -> String {
    let mut words = text.trim_end_matches(['…', ' ']).to_owned();
    loop {
        let bare = words.trim_end_matches([' ', '\u{a0}', ',', ';', ':', '.', '·', '–', '-', '«', '(', '’']);
        let shown = format!("{bare}…");
        if width(weight, &shown, size) <= most || bare.is_empty() {
            return shown;
        }
        // After a word where that leaves something, else inside it.
        match bare.rfind(' ') {
            Some(at) => words.truncate(at),
            None => {
                words.truncate(bare.len());
                words.pop();
            }
        }
    }
}

/// The same number of lines, in the narrowest column that still holds them: no last line of one short word.
fn even(weight: Weight, text: &str, size: f32, most: f32, broken: Vec<String>) -> Vec<String> {
    let mut best = broken;
    let mut column = most;
    while column > most * 0.55 {
        column -= most * 0.03;
        if text.split(' ').any(|word| width(weight, word, size) > column) {
            break;
        }
        let narrower = lines(weight, text, size, column);
        if narrower.len() > best.len() {
            break;
        }
        best = narrower;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZES: [(f32, usize); 3] = [(76.0, 2), (60.0, 3), (48.0, 4)];

    #[test]
    fn long_titles_shrink_and_very_long_ones_are_cut() {
        let short = fitted(Weight::Bold, "Servir la soupe", 1056.0, &SIZES);
        assert_eq!((short.size, short.lines.len()), (76.0, 1));
        let long = "Accompagner des enfants et leurs parents pendant les fêtes de fin d’année à la ludothèque du quartier";
        let long = fitted(Weight::Bold, long, 1056.0, &SIZES);
        assert!(long.size < 76.0 && long.lines.len() <= 4, "{long:?}");
        let longer = fitted(Weight::Bold, &"accompagner ".repeat(60), 1056.0, &SIZES);
        assert_eq!(longer.lines.len(), 4);
        assert!(longer.lines[3].ends_with("accompagner…"), "{longer:?}");
    }

    #[test]
    fn lines_are_even() {
        let set =
            fitted(Weight::Bold, "Distribuer des repas chauds aux sans-abri de la ville", 1056.0, &SIZES);
        let widths: Vec<f32> = set.lines.iter().map(|line| width(Weight::Bold, line, set.size)).collect();
        assert!(widths.iter().all(|one| *one > 500.0), "{set:?} {widths:?}");
    }

    proptest! {
        #[test]
        fn whatever_is_written_stays_inside(text in "[A-ZÉa-zœ’-]{1,60}( [a-zé]{1,40}){0,30}") {
            let set = fitted(Weight::Bold, &text, 1056.0, &SIZES);
            prop_assert!(set.lines.len() <= 4);
            for line in &set.lines {
                prop_assert!(width(Weight::Bold, line, set.size) <= 1056.5, "{line}");
            }
            prop_assert!(width(Weight::Bold, &one_line(Weight::Bold, &text, 30.0, 300.0), 30.0) <= 300.5);
        }
    }
}
