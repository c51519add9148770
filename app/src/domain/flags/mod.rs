//! Words and links that look like fraud: what a moderator reads before a need is published.
//!
//! Rules on plain text, in French and English. They miss what is clever and stop some who mean well: a flag never
//! decides, it asks a person to look.

mod addresses;
mod denials;
mod phrases;
#[cfg(test)]
mod tests;
mod words;

pub use addresses::links_of;

use super::Lang;
use crate::texts::reports as say;
use serde::{Deserialize, Serialize};

/// Most signs of a need's words that a flag repeats.
const SHOWN: usize = 80;
/// Most flags of one need: enough to see what it is.
const MOST: usize = 20;

/// Why words or a link look like fraud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// Money is asked for, or a way to send it that can't be taken back.
    Money,
    /// The talk is to go on where nobody can help: a messenger, a number abroad or one that costs.
    Elsewhere,
    /// Papers, passwords or bank details are asked for.
    Papers,
    /// A link that hides where it leads.
    Shortener,
    /// A link that shows another address than the one it leads to.
    OtherAddress,
    /// An address made of numbers or look-alike letters.
    OddAddress,
    /// Work that is paid: no volunteering.
    Job,
    /// Sex.
    Adult,
    /// Capitals throughout.
    Capitals,
    /// Nothing in its words: its association had a need taken down lately.
    Watched,
}

impl FlagKind {
    /// In words, for those who wrote it and those who decide.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Money => say::flag_money(lang),
            Self::Elsewhere => say::flag_elsewhere(lang),
            Self::Papers => say::flag_papers(lang),
            Self::Shortener => say::flag_shortener(lang),
            Self::OtherAddress => say::flag_other_address(lang),
            Self::OddAddress => say::flag_odd_address(lang),
            Self::Job => say::flag_job(lang),
            Self::Adult => say::flag_adult(lang),
            Self::Capitals => say::flag_capitals(lang),
            Self::Watched => say::flag_watched(lang),
        }
    }
}

/// One thing that looks like fraud.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Flag {
    /// Why.
    pub kind: FlagKind,
    /// The words that raised it, as they were written.
    pub words: String,
}

impl Flag {
    /// What is raised by a need that was taken down, for the next ones of its association.
    #[must_use]
    pub fn watched(title: &str) -> Self {
        Self::new(FlagKind::Watched, title)
    }

    fn new(kind: FlagKind, words: &str) -> Self {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let around = |sign: char| ".,;:!?()«»\"\u{a0}\u{202f}".contains(sign) || sign.is_whitespace();
        Self { kind, words: words.trim_matches(around).chars().take(SHOWN).collect() }
    }
}

/// A link of a description.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What one reads.
    pub shown: String,
}

/// What is read of a need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written<'a> {
    /// Its title.
    pub title: &'a str,
    /// Its other texts, without tags.
    pub texts: Vec<&'a str>,
    /// The links in its description, and its own page.
    pub links: Vec<Link>,
}

impl<'a> Written<'a> {
    /// A need's title, its description as HTML, its other texts with those of its association, and the addresses that it
    /// links to.
    #[must_use]
    pub fn of(
        title: &'a str,
        html: &str,
        texts: impl IntoIterator<Item = &'a str>,
        pages: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let pages = pages.into_iter().map(|href| Link { href: href.to_owned(), shown: String::new() });
        Self {
            title,
            texts: texts.into_iter().collect(),
            links: links_of(html).into_iter().chain(pages).collect(),
        }
    }
}

/// What an association's own entry raises beside its needs: links that hide where they lead. It may well name its bank
/// and its messenger there; that it is let in, a moderator decided.
#[must_use]
pub fn raise_of_entry<'a>(about: &str, pages: impl IntoIterator<Item = &'a str>) -> Vec<Flag> {
    let links = pages.into_iter().map(|href| Link { href: href.to_owned(), shown: String::new() });
    let mut found = addresses::in_text(about);
    found.extend(links.filter_map(|link| addresses::of_link(&link)));
    found.retain(|flag| flag.kind != FlagKind::Elsewhere);
    found
}

/// What a need raises, and then its association's entry: the rules by which needs are held, and previews warn.
#[must_use]
pub fn raise_of_need<'a>(
    written: &Written<'_>,
    about: &str,
    pages: impl IntoIterator<Item = &'a str>,
) -> Vec<Flag> {
    let mut raised = raise(written);
    let of_entry = raise_of_entry(about, pages);
    raised.extend(of_entry.into_iter().filter(|flag| !raised.contains(flag)).collect::<Vec<_>>());
    raised
}

/// All that looks like fraud, each once, in the order in which it is read.
#[must_use]
pub fn raise(written: &Written<'_>) -> Vec<Flag> {
    let mut found = Vec::new();
    for text in std::iter::once(written.title).chain(written.texts.iter().copied()) {
        found.extend(words::flags(text));
        found.extend(addresses::in_text(text));
    }
    found.extend(written.links.iter().filter_map(addresses::of_link));
    found.extend(words::capitals(written.title, &written.texts));
    let mut seen = std::collections::HashSet::new();
    found.retain(|flag| seen.insert(flag.clone()));
    found.truncate(MOST);
    found
}
