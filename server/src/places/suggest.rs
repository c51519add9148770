//! Suggestions as one types.

use super::{
    Commune, Directory,
    names::{At, Entry, Place},
    typed::{Typed, long_form},
};
use app::domain::place::Suggestion;
use app::domain::text::fold;

/// How the suggested names stand to what was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// They begin with it (or with a postcode that does).
    Beginning,
    /// They begin with something one slip of the finger away.
    Slip,
}

/// With fewer suggestions than this, those one slip away are added.
const FEW: usize = 3;
/// Typed text shorter than this is never taken for a slip.
const SHORTEST_SLIP: usize = 4;
/// Typed text longer than this neither.
const LONGEST_SLIP: usize = 32;
/// How much more a name that begins so counts than one that has it further on.
const NAME: u64 = 20;
/// How much more an exact name counts than a longer one.
const EXACT: u64 = 10;

impl Directory {
    /// At most `limit` places that `typed` may mean, the most populous first: names that begin with it,
    /// and after them names one of whose later words does; by postcode and department code too. If
    /// nothing fits, names one slip of the finger away. Empty for empty or hopeless input.
    #[must_use]
    pub fn suggest(&self, typed: &str, limit: usize) -> Vec<Suggestion> {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        let (mut places, how) = self.matching(typed, limit);
        if how == Match::Beginning && (1..FEW).contains(&places.len()) {
            places.extend(self.slips_beside(typed, &places, limit));
        }
        places.into_iter().filter_map(|place| self.suggestion(place, &digits)).collect()
    }

    /// What a slip may have hidden when little begins with what was typed, and nothing is called so:
    /// `renes` begins Renescure, but may well be Rennes.
    fn slips_beside(&self, raw: &str, found: &[Place], limit: usize) -> Vec<Place> {
        let typed = Typed::new(raw);
        if typed.code.is_some() || !self.by_name(&typed.name).is_empty() {
            return Vec::new();
        }
        let mut best = Best::new(limit);
        self.offer_slips(&typed.name, &mut best);
        let mut more = best.places();
        more.retain(|place| !found.contains(place));
        more.truncate(limit.saturating_sub(found.len()));
        more
    }

    /// The places behind [`Self::suggest`], and how they were found.
    pub(super) fn matching(&self, raw: &str, limit: usize) -> (Vec<Place>, Match) {
        let folded = fold(raw);
        let mut best = Best::new(limit);
        if folded.is_empty() || limit == 0 {
            return (best.places(), Match::Beginning);
        }
        if let Some(index) = self.department_index(&folded.to_uppercase()) {
            best.offer(u64::MAX, Place::Department(u32::try_from(index).unwrap_or(u32::MAX)));
        }
        let digits: String = folded.split(' ').collect();
        if digits.bytes().all(|digit| digit.is_ascii_digit()) {
            self.offer_postcodes(&digits, &mut best);
            return (best.places(), Match::Beginning);
        }
        let typed = Typed::new(raw);
        self.offer_names(&typed.whole, None, &mut best);
        if let Some(last) = folded.split(' ').next_back().filter(|last| long_form(last) != **last) {
            // `st` may be `saint`, but also the beginning of `strasbourg`.
            let start = typed.whole.rfind(' ').map_or("", |at| typed.whole.get(..=at).unwrap_or_default());
            self.offer_names(&format!("{start}{last}"), None, &mut best);
        }
        if let Some(code) = &typed.code
            && !typed.name.is_empty()
        {
            self.offer_names(&typed.name, Some(&code.to_uppercase()), &mut best);
        }
        if best.is_empty()
            && let Some((name, last)) = typed.whole.rsplit_once(' ')
            && last.len() == 1
        {
            // `saint denis 9` on the way to `saint denis 93`.
            self.offer_names(name, Some(last), &mut best);
        }
        if !best.is_empty() {
            return (best.places(), Match::Beginning);
        }
        self.offer_slips(&typed.name, &mut best);
        (best.places(), Match::Slip)
    }

    fn offer_names(&self, prefix: &str, code: Option<&str>, best: &mut Best) {
        self.offer(self.names.starting_with(prefix), prefix, code, best);
    }

    fn offer(&self, entries: &[Entry], prefix: &str, code: Option<&str>, best: &mut Best) {
        if prefix.is_empty() {
            return;
        }
        for entry in entries {
            let exact = entry.at != At::Word && entry.is_exactly(prefix);
            let people = u64::from(entry.weight) + 1;
            let score = if exact { people * EXACT } else { people };
            let score = if entry.at == At::Word { score } else { score * NAME };
            if (exact || score > best.least)
                && code
                    .is_none_or(|code| self.lies_in(entry.place, code) && !self.is_divided(entry.place, code))
            {
                best.offer(score, entry.place);
                if exact {
                    best.exact(score, entry.place);
                }
            }
        }
    }

    /// Communes by the beginning of a postcode (arrondissements in place of their city once it is
    /// complete), or the commune with that INSEE code if no postcode begins so.
    fn offer_postcodes(&self, digits: &str, best: &mut Best) {
        let Some(missing) = 5_usize.checked_sub(digits.len()) else { return };
        let Ok(code) = digits.parse::<u32>() else { return };
        let span = 10_u32.pow(u32::try_from(missing).unwrap_or(0));
        let mut some = false;
        for index in self.with_postcodes(code * span..=code * span + (span - 1)) {
            some = true;
            if let Some(commune) = self.communes.get(index as usize)
                && !(missing == 0 && commune.has_arrondissements())
            {
                best.offer(u64::from(commune.population) + 1, Place::Commune(index));
            }
        }
        if !some && let Some(index) = self.commune_index(digits) {
            best.offer(1, Place::Commune(u32::try_from(index).unwrap_or(u32::MAX)));
        }
    }

    /// Names that begin with `typed` after one letter more, less, other, or two in the other order.
    fn offer_slips(&self, typed: &str, best: &mut Best) {
        if !(SHORTEST_SLIP..=LONGEST_SLIP).contains(&typed.len()) {
            return;
        }
        let mut tried = String::with_capacity(typed.len() + 1);
        let mut same = 0..self.names.len();
        for at in 0..=typed.len() {
            let (Some(before), Some(rest)) = (typed.get(..at), typed.get(at..)) else { continue };
            same = self.names.range(same, before);
            if same.is_empty() {
                return;
            }
            let mut signs = rest.chars();
            let (first, second) = (signs.next(), signs.next());
            let after = rest.get(1..).unwrap_or_default();
            let mut attempt = |middle: &[char], end: &str| {
                tried.clear();
                tried.push_str(before);
                tried.extend(middle);
                tried.push_str(end);
                let found = self.names.range(same.clone(), &tried);
                self.offer(self.names.entries(found), &tried, None, best);
            };
            if first.is_some() {
                attempt(&[], after);
            }
            if let (Some(first), Some(second)) = (first, second) {
                attempt(&[second, first], rest.get(2..).unwrap_or_default());
            }
            for letter in ('a'..='z').chain([' ']) {
                if first.is_some() {
                    attempt(&[letter], after);
                    attempt(&[letter], rest);
                }
            }
        }
    }

    /// Whether a whole postcode means an arrondissement rather than `place`.
    fn is_divided(&self, place: Place, code: &str) -> bool {
        code.len() == 5 && self.commune_of(place).is_some_and(Commune::has_arrondissements)
    }

    /// Whether `place` lies in the department `code`, or has a postcode that starts with it.
    pub(super) fn lies_in(&self, place: Place, code: &str) -> bool {
        match place {
            Place::Commune(_) | Place::Former(_) => self.commune_of(place).is_some_and(|commune| {
                commune.department.code.starts_with(code)
                    || (code.len() > 2
                        && commune.postcodes.iter().any(|post| format!("{post:05}").starts_with(code)))
            }),
            Place::Department(index) => {
                self.departments.get(index as usize).is_some_and(|department| &*department.code == code)
            }
            Place::Region(_) => false,
        }
    }
}

/// The best few, each place once.
struct Best {
    limit: usize,
    /// Best first.
    items: Vec<(u64, Place)>,
    /// The best of those named exactly so.
    exact: Option<(u64, Place)>,
    /// What a score has to pass to get in.
    least: u64,
}

impl Best {
    fn new(limit: usize) -> Self {
        Self { limit, items: Vec::with_capacity(limit.min(64) + 1), exact: None, least: 0 }
    }

    fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn offer(&mut self, score: u64, place: Place) {
        if let Some(at) = self.items.iter().position(|(_, known)| *known == place) {
            if self.items.get(at).is_some_and(|(known, _)| *known >= score) {
                return;
            }
            self.items.remove(at);
        }
        let at =
            self.items.partition_point(|&(known, other)| known > score || (known == score && other < place));
        self.items.insert(at, (score, place));
        self.items.truncate(self.limit);
        if self.items.len() == self.limit {
            self.least = self.items.last().map_or(0, |(score, _)| score.saturating_sub(1));
        }
    }

    fn exact(&mut self, score: u64, place: Place) {
        if self.exact.is_none_or(|(known, _)| known < score) {
            self.exact = Some((score, place));
        }
    }

    /// Best first; a name typed in full is always among them.
    fn places(mut self) -> Vec<Place> {
        if let Some((score, place)) = self.exact
            && !self.items.iter().any(|(_, known)| *known == place)
        {
            self.items.truncate(self.limit.saturating_sub(1));
            self.items.push((score, place));
        }
        self.items.into_iter().map(|(_, place)| place).collect()
    }
}
