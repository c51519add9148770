//! The prefix table: every word at which somebody may start to type a name, sorted.

use std::ops::Range;

/// What a line of the table stands for: an index into one of the directory's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Place {
    Commune(u32),
    Department(u32),
    Region(u32),
    Former(u32),
}

/// How a typed beginning stands to the whole name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    /// At the name's first word.
    Name,
    /// After its article: `havre` in `Le Havre`.
    AfterArticle,
    /// At a later word: `malo` in `Saint-Malo`.
    Word,
}

/// One place at which a name can be entered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    offset: u32,
    length: u16,
    pub at: At,
    pub place: Place,
    /// People living there, lowered for places that are not communes.
    pub weight: u32,
}

/// The table. Texts lie one after the other in one string; entries are sorted by what they start.
#[derive(Debug, Default)]
pub(super) struct Names {
    texts: String,
    entries: Vec<Entry>,
}

/// Words by which nobody enters a name.
const FILLERS: [&str; 16] =
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lez", "sous", "sur"];
const ARTICLES: [&str; 4] = ["le ", "la ", "les ", "l "];

/// `name` without its leading article, if it has one.
pub(super) fn without_article(name: &str) -> Option<&str> {
    ARTICLES.iter().find_map(|article| name.strip_prefix(article))
}

impl Names {
    /// Adds a name whose words are in their kept form (see [`super::typed::words`]).
    pub fn add(&mut self, name: &str, place: Place, weight: u32) {
        let base = self.texts.len();
        self.texts.push_str(name);
        let article = without_article(name).map(|rest| name.len() - rest.len());
        let mut offset = 0;
        for word in name.split(' ') {
            let at = match offset {
                0 => At::Name,
                _ if Some(offset) == article => At::AfterArticle,
                _ => At::Word,
            };
            if at != At::Word || !FILLERS.contains(&word) {
                self.entries.push(Entry {
                    offset: u32::try_from(base + offset).unwrap_or(u32::MAX),
                    length: u16::try_from(name.len() - offset).unwrap_or(u16::MAX),
                    at,
                    place,
                    weight,
                });
            }
            offset += word.len() + 1;
        }
    }

    /// Sorts; to be called once after the last [`Self::add`].
    pub fn finish(&mut self) {
        let texts = std::mem::take(&mut self.texts);
        self.entries.sort_unstable_by(|a, b| {
            slice(&texts, a).cmp(slice(&texts, b)).then(a.at.cmp(&b.at)).then(a.place.cmp(&b.place))
        });
        self.entries.shrink_to_fit();
        self.texts = texts;
        self.texts.shrink_to_fit();
    }

    /// The entries that begin with `prefix`, shortest first where one begins another.
    pub fn starting_with(&self, prefix: &str) -> &[Entry] {
        self.entries.get(self.range(0..self.entries.len(), prefix)).unwrap_or_default()
    }

    /// The part of `within` (itself a range of entries with a common beginning) that begins with `prefix`.
    pub fn range(&self, within: Range<usize>, prefix: &str) -> Range<usize> {
        let Some(entries) = self.entries.get(within.clone()) else { return 0..0 };
        let prefix = prefix.as_bytes();
        let start = |entry: &Entry| {
            let text = slice(&self.texts, entry);
            text.get(..prefix.len()).unwrap_or(text)
        };
        let from = entries.partition_point(|entry| start(entry) < prefix);
        let rest = entries.get(from..).unwrap_or_default();
        let count = rest.partition_point(|entry| start(entry) == prefix);
        within.start + from..within.start + from + count
    }

    /// The entries in `range`.
    pub fn entries(&self, range: Range<usize>) -> &[Entry] {
        self.entries.get(range).unwrap_or_default()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// The places whose whole name is `name`; where there are none, those it names without their article.
    pub fn exactly(&self, name: &str) -> Vec<Place> {
        let found = self.starting_with(name);
        let same: Vec<&Entry> = found.iter().take_while(|entry| entry.is_exactly(name)).collect();
        let at = |at: At| same.iter().filter(|entry| entry.at == at).map(|entry| entry.place).collect();
        let whole: Vec<Place> = at(At::Name);
        if whole.is_empty() { at(At::AfterArticle) } else { whole }
    }
}

impl Entry {
    /// Whether what it starts is `typed` and no more (`typed` being known to begin it).
    pub fn is_exactly(&self, typed: &str) -> bool {
        usize::from(self.length) == typed.len()
    }
}

fn slice<'a>(texts: &'a str, entry: &Entry) -> &'a [u8] {
    let from = entry.offset as usize;
    texts.as_bytes().get(from..from + usize::from(entry.length)).unwrap_or_default()
}
