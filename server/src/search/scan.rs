//! One pass that filters, counts, measures and ranks together.

use super::columns::{Row, SegmentColumns, chord_squared, chord_squared_of, km_of, sphere_point};
use super::days;
use super::query::{Found, Hit, IndexArea, IndexQuery};
use super::schema::{DATED, FROM_HOME, MINORS, REDUCED_MOBILITY, REMOTE_FULL, SEVERAL_ADDRESSES};
use super::top::{Key, Top, key, need_id};
use app::domain::Field;
use app::domain::search::Sort;
use tantivy::query::Scorer;
use tantivy::{SegmentReader, TERMINATED};

/// Where to look, ready for quick answers.
enum Area {
    Anywhere,
    Circle {
        centre: [f32; 3],
        limit: f32,
    },
    /// By department number.
    Departments(Vec<bool>),
}

impl Area {
    #[inline]
    fn holds(&self, row: &Row, chord: f32) -> bool {
        match self {
            Self::Anywhere => true,
            Self::Circle { limit, .. } => chord <= *limit,
            Self::Departments(numbers) => numbers.get(usize::from(row.department)).copied().unwrap_or(false),
        }
    }
}

/// The need with several addresses that is going by. Its documents follow one another in one segment.
#[derive(Default)]
struct Several {
    need_id: i64,
    in_area: bool,
    departments: Vec<u16>,
    /// The best of its addresses that match, and how far the nearest of them is.
    best: Option<(Key, f32)>,
}

/// The counts and the best so far.
pub struct Scan {
    area: Area,
    /// Excuses from the area what is done from home only.
    home_anywhere: u8,
    flags: u8,
    from: i32,
    until: i32,
    /// One bit a field.
    fields_asked: u32,
    /// Needs up to this number in the order of opening are passed over.
    newer_than: i64,
    sort: Sort,
    /// Newest first, whatever `sort` says.
    newest: bool,
    /// Whether hits are wanted, not only counts.
    ranked: bool,
    offset: usize,
    total: u32,
    fields: [u32; 32],
    departments: Vec<u32>,
    top: Top,
    several: Several,
}

impl Scan {
    /// Nothing seen yet. `codes` are the departments' codes by number.
    #[must_use]
    pub fn new(query: &IndexQuery, codes: &[String]) -> Self {
        let area = match &query.area {
            IndexArea::Anywhere => Area::Anywhere,
            IndexArea::Circle { centre, radius_km } => {
                Area::Circle { centre: sphere_point(*centre), limit: chord_squared_of(*radius_km) }
            }
            IndexArea::Departments(asked) => {
                Area::Departments(codes.iter().map(|code| !code.is_empty() && asked.contains(code)).collect())
            }
        };
        let flag = |on, flag| if on { flag } else { 0 };
        let asked = query.fields.iter().fold(0, |bits, field| bits | 1 << field.index());
        // Without words there is no score, without a centre no distance: newest first.
        let sort = match (query.sort, &area) {
            (Sort::Distance, Area::Circle { .. }) => Sort::Distance,
            (Sort::Date, _) => Sort::Date,
            _ => Sort::Pertinence,
        };
        Self {
            home_anywhere: flag(query.remote, REMOTE_FULL),
            flags: flag(query.remote, FROM_HOME)
                | flag(query.minors, MINORS)
                | flag(query.reduced_mobility, REDUCED_MOBILITY)
                | flag(query.dated, DATED),
            from: query.from.unwrap_or(i32::MIN),
            until: query.until.unwrap_or(i32::MAX),
            fields_asked: if asked == 0 { u32::MAX } else { asked },
            newer_than: query.newer_than,
            newest: query.newest,
            ranked: query.limit > 0,
            offset: query.offset,
            total: 0,
            fields: [0; 32],
            departments: vec![0; codes.len()],
            top: Top::new(
                if query.limit == 0 { 0 } else { query.offset.saturating_add(query.limit) },
                query.after,
            ),
            several: Several::default(),
            area,
            sort,
        }
    }

    /// Whether the order depends on scores.
    #[must_use]
    pub fn needs_scores(&self) -> bool {
        self.sort == Sort::Pertinence && !self.newest && self.ranked
    }

    /// Sees every document of a segment.
    pub fn all(&mut self, segment: &SegmentReader, columns: &SegmentColumns) {
        match segment.alive_bitset() {
            None if self.newer_than == 0 => {
                for (row, need_id) in columns.rows.iter().zip(&columns.need_ids) {
                    self.see(row, need_id, || 0.0);
                }
            }
            alive => {
                for (doc, (row, need_id)) in (0..).zip(columns.rows.iter().zip(&columns.need_ids)) {
                    if alive.is_none_or(|alive| alive.is_alive(doc)) && self.is_new(columns, doc as usize) {
                        self.see(row, need_id, || 0.0);
                    }
                }
            }
        }
    }

    /// Sees the documents that the words match.
    pub fn matching(&mut self, segment: &SegmentReader, columns: &SegmentColumns, scorer: &mut dyn Scorer) {
        let alive = segment.alive_bitset();
        let scored = self.needs_scores();
        let mut doc = scorer.doc();
        while doc != TERMINATED {
            let at = doc as usize;
            if alive.is_none_or(|alive| alive.is_alive(doc)) && self.is_new(columns, at) {
                self.see(
                    &columns.rows[at],
                    &columns.need_ids[at],
                    || if scored { scorer.score() } else { 0.0 },
                );
            }
            doc = scorer.advance();
        }
    }

    /// Whether a document is to be seen at all, by when its need opened.
    #[inline]
    fn is_new(&self, columns: &SegmentColumns, at: usize) -> bool {
        self.newer_than == 0 || columns.opened[at] > self.newer_than
    }

    /// One document; `score` is called only if the document counts.
    #[inline]
    fn see(&mut self, row: &Row, need_id: &i64, score: impl FnOnce() -> f32) {
        if row.flags & self.flags != self.flags || row.last < self.from || row.first > self.until {
            return;
        }
        if !days::any_between(row.days, self.from.max(row.first), self.until.min(row.last)) {
            return;
        }
        let chord = match &self.area {
            Area::Circle { centre, .. } => chord_squared(&row.at, centre),
            _ => f32::NAN,
        };
        let in_area = row.flags & self.home_anywhere != 0 || self.area.holds(row, chord);
        let in_field = self.fields_asked >> (row.field & 31) & 1 == 1;
        if row.flags & SEVERAL_ADDRESSES != 0 {
            self.see_one_of_several(row, *need_id, chord, in_area, in_field, score);
            return;
        }
        self.fields[usize::from(row.field & 31)] += u32::from(in_area);
        self.departments[usize::from(row.department)] += u32::from(in_field);
        if in_area && in_field {
            self.total += 1;
            let primary = self.primary(row, chord, score);
            if self.top.may_take(primary) {
                self.top.offer(key(primary, row, *need_id), chord);
            }
        }
    }

    /// What the search sorts by, as a number that is smaller for what comes first.
    #[inline]
    fn primary(&self, row: &Row, chord: f32, score: impl FnOnce() -> f32) -> u32 {
        match self.sort {
            _ if self.newest => 0,
            // Bits of floats that aren't negative sort like the floats; NaN, for no address, comes last.
            Sort::Distance => chord.abs().to_bits(),
            Sort::Date if row.first == i32::MIN => u32::MAX,
            Sort::Date => row.first.cast_unsigned() ^ 1 << 31,
            Sort::Pertinence => !score().max(0.0).to_bits(),
        }
    }

    /// The answer.
    #[must_use]
    pub fn finish(mut self, codes: &[String]) -> Found {
        self.end_of_several();
        let hits = self.top.into_sorted(self.offset).into_iter();
        let mut departments: Vec<(String, u32)> = codes
            .iter()
            .zip(&self.departments)
            .skip(1)
            .filter(|(_, count)| **count > 0)
            .map(|(code, count)| (code.clone(), *count))
            .collect();
        departments.sort_unstable();
        Found {
            total: self.total,
            hits: hits
                .map(|(key, chord)| Hit {
                    need_id: need_id(key),
                    distance_km: (!chord.is_nan()).then(|| km_of(chord)),
                    key,
                })
                .collect(),
            fields: Field::ALL.into_iter().map(|field| (field, self.fields[field.index()])).collect(),
            departments,
        }
    }

    /// Counts a need once, and once in each of its departments, however many of its addresses match.
    fn see_one_of_several(
        &mut self,
        row: &Row,
        need_id: i64,
        chord: f32,
        in_area: bool,
        in_field: bool,
        score: impl FnOnce() -> f32,
    ) {
        if self.several.need_id != need_id {
            self.end_of_several();
            self.several.need_id = need_id;
        }
        if in_area && !self.several.in_area {
            self.several.in_area = true;
            self.fields[usize::from(row.field & 31)] += 1;
        }
        if in_field && !self.several.departments.contains(&row.department) {
            self.several.departments.push(row.department);
            self.departments[usize::from(row.department)] += 1;
        }
        if in_area && in_field {
            let key = key(self.primary(row, chord, score), row, need_id);
            self.several.best = Some(match self.several.best {
                None => (key, chord),
                Some((best, near)) => (best.min(key), near.min(chord)),
            });
        }
    }

    /// The last address of a need with several has gone by.
    fn end_of_several(&mut self) {
        if let Some((key, chord)) = self.several.best.take() {
            self.total += 1;
            self.top.offer(key, chord);
        }
        self.several.in_area = false;
        self.several.departments.clear();
        self.several.need_id = 0;
    }
}
