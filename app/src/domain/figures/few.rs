//! Who comes by a link of their own isn't told apart by it: a campaign or a site is named from some readings on.

use super::{Line, Source, Step};
use std::collections::HashMap;

/// How many readings a campaign or a site must have led to, to be named. A person's counts once a day and need.
pub const NAMED_FROM: i64 = 5;

/// The same lines, in which campaigns and sites that led to fewer than that are [`Source::Other`].
#[must_use]
pub fn unnamed(lines: Vec<Line>) -> Vec<Line> {
    let mut seen: HashMap<Source, i64> = HashMap::new();
    for line in lines.iter().filter(|line| line.step == Step::Seen) {
        if let Some(source) = &line.source {
            *seen.entry(source.clone()).or_default() += line.total;
        }
    }
    let few = |source: &Source| source.is_free() && seen.get(source).is_none_or(|count| *count < NAMED_FROM);
    let mut out: Vec<Line> = Vec::with_capacity(lines.len());
    let mut others: HashMap<(i64, Step, String), usize> = HashMap::new();
    for mut line in lines {
        if line.source.as_ref().is_some_and(few) {
            line.source = Some(Source::Other);
        }
        if line.source != Some(Source::Other) {
            out.push(line);
            continue;
        }
        let place = *others.entry((line.column, line.step, line.detail.clone())).or_insert(out.len());
        match out.get_mut(place) {
            Some(same) => same.total += line.total,
            None => out.push(line),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_of_ones_own_has_no_name() {
        let line = |column, step, source: &Source, total| Line {
            column,
            step,
            detail: String::new(),
            source: Some(source.clone()),
            total,
        };
        let (own, site) = (Source::Campaign("camille-martin".into()), Source::Host("exemple.fr".into()));
        let (direct, other) = (Source::Direct, Source::Other);
        let lines = unnamed(vec![
            line(1, Step::Seen, &own, 3),
            line(1, Step::Seen, &direct, 1),
            line(1, Step::Seen, &site, 4),
            line(1, Step::Seen, &other, 2),
            line(2, Step::Seen, &own, 1),
            line(2, Step::Seen, &site, 1),
            line(2, Step::Finished, &own, 1),
        ]);
        assert_eq!(
            lines,
            [
                line(1, Step::Seen, &other, 5),
                line(1, Step::Seen, &direct, 1),
                line(1, Step::Seen, &site, 4),
                line(2, Step::Seen, &other, 1),
                line(2, Step::Seen, &site, 1),
                line(2, Step::Finished, &other, 1),
            ]
        );
    }
}
