//! What was counted, added up in the ways that pages show it.

use super::{Source, Step};
use crate::domain::share::Channel;
use std::{
    collections::BTreeMap,
    ops::{Index, IndexMut},
};

/// So many of one kind, as the database adds them up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The day's or the month's number.
    pub column: i64,
    /// What.
    pub step: Step,
    /// The channel or the field; empty for the others.
    pub detail: String,
    /// Where they came from; not known of all steps.
    pub source: Option<Source>,
    /// How many.
    pub total: i64,
}

/// A number for each step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts([i64; Step::ALL.len()]);

impl Index<Step> for Counts {
    type Output = i64;

    fn index(&self, step: Step) -> &i64 {
        &self.0[step as usize]
    }
}

impl IndexMut<Step> for Counts {
    fn index_mut(&mut self, step: Step) -> &mut i64 {
        &mut self.0[step as usize]
    }
}

impl Counts {
    /// Nothing at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }

    /// Without what corrections of another period took away.
    fn settled(mut self) -> Self {
        self.0.iter_mut().for_each(|count| *count = (*count).max(0));
        self
    }
}

/// The figures of a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Altogether.
    pub all: Counts,
    /// By day or month, the oldest first, with those in which nothing happened.
    pub columns: Vec<(i64, Counts)>,
    /// By where they came from, most seen first.
    pub sources: Vec<(Source, Counts)>,
    /// What was shared, by channel, the most first.
    pub channels: Vec<(Channel, i64)>,
    /// The fields (by the names of their inputs) at which forms were left, the most first.
    pub left: Vec<(String, i64)>,
}

impl Figures {
    /// Adds `lines` up; what lies outside `columns` isn't counted.
    #[must_use]
    pub fn of(lines: &[Line], columns: &[i64]) -> Self {
        let mut all = Counts::default();
        let mut by_column: BTreeMap<i64, Counts> =
            columns.iter().map(|column| (*column, Counts::default())).collect();
        let mut sources: BTreeMap<&Source, Counts> = BTreeMap::new();
        let mut channels: BTreeMap<&str, i64> = BTreeMap::new();
        let mut left: BTreeMap<&str, i64> = BTreeMap::new();
        for line in lines {
            let Some(column) = by_column.get_mut(&line.column) else { continue };
            column[line.step] += line.total;
            all[line.step] += line.total;
            if let Some(source) = &line.source {
                sources.entry(source).or_default()[line.step] += line.total;
            }
            match line.step {
                Step::Shared => *channels.entry(&line.detail).or_default() += line.total,
                Step::Left => *left.entry(&line.detail).or_default() += line.total,
                _ => {}
            }
        }
        let mut sources: Vec<_> =
            sources.into_iter().map(|(source, counts)| (source.clone(), counts.settled())).collect();
        sources.sort_by_key(|(_, counts)| std::cmp::Reverse((counts[Step::Seen], counts[Step::Finished])));
        let channels =
            channels.into_iter().filter_map(|(code, count)| Some((Channel::from_code(code)?, count)));
        let left = left.into_iter().map(|(name, count)| (name.to_owned(), count));
        Self {
            all: all.settled(),
            columns: by_column.into_iter().map(|(column, counts)| (column, counts.settled())).collect(),
            sources,
            channels: most_first(channels),
            left: most_first(left),
        }
    }
}

fn most_first<T>(counted: impl Iterator<Item = (T, i64)>) -> Vec<(T, i64)> {
    let mut counted: Vec<_> = counted.filter(|(_, count)| *count > 0).collect();
    counted.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(column: i64, step: Step, detail: &str, source: Option<Source>, total: i64) -> Line {
        Line { column, step, detail: detail.to_owned(), source, total }
    }

    #[test]
    fn lines_add_up_in_every_way() {
        let host = || Some(Source::Host("exemple.fr".into()));
        let figures = Figures::of(
            &[
                line(1, Step::Seen, "", host(), 5),
                line(3, Step::Seen, "", host(), 2),
                line(3, Step::Seen, "", Some(Source::Direct), 9),
                line(3, Step::Finished, "", host(), 1),
                line(3, Step::Shared, "link", None, 1),
                line(3, Step::Shared, "whatsapp", None, 4),
                line(3, Step::Left, "tel", None, 3),
                line(4, Step::Seen, "", host(), 100),
                line(3, Step::Came, "", None, -1),
            ],
            &[1, 2, 3],
        );
        assert_eq!(figures.all[Step::Seen], 16);
        assert_eq!((figures.all[Step::Shared], figures.all[Step::Came]), (5, 0));
        let seen: Vec<_> =
            figures.columns.iter().map(|(column, counts)| (*column, counts[Step::Seen])).collect();
        assert_eq!(seen, [(1, 5), (2, 0), (3, 11)]);
        let sources: Vec<_> = figures.sources.iter().map(|(source, _)| source.code()).collect();
        assert_eq!(sources, ["direct", "exemple.fr"]);
        assert_eq!(figures.sources[1].1[Step::Finished], 1);
        assert_eq!(figures.channels, [(Channel::Whatsapp, 4), (Channel::Link, 1)]);
        assert_eq!(figures.left, [("tel".to_owned(), 3)]);
    }
}
