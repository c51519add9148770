//! The needs nearest to a point. No words, no filters and no counts: a search made for that would spend most
//! of its time on counting what nobody asks for.

use super::columns::{SegmentColumns, chord_squared, chord_squared_of, sphere_point};
use app::domain::Point;
use tantivy::SegmentReader;

/// The nearest so far, each need once.
pub struct Nearest {
    centre: [f32; 3],
    wanted: usize,
    /// Nothing from here out gets in any more: a squared chord.
    bar: f32,
    /// In order.
    kept: Vec<(f32, i64)>,
}

impl Nearest {
    /// Room for `wanted` needs, none further than `radius_km`.
    #[must_use]
    pub fn new(centre: Point, radius_km: f64, wanted: usize) -> Self {
        let bar = chord_squared_of(radius_km);
        Self { centre: sphere_point(centre), wanted, bar, kept: Vec::with_capacity(wanted + 1) }
    }

    /// Sees every document of a segment.
    pub fn all(&mut self, segment: &SegmentReader, columns: &SegmentColumns) {
        let alive = segment.alive_bitset();
        for (doc, (row, need_id)) in (0..).zip(columns.rows.iter().zip(&columns.need_ids)) {
            let chord = chord_squared(&row.at, &self.centre);
            // Also false for what has no address, whose chord is NaN.
            if chord < self.bar && alive.is_none_or(|alive| alive.is_alive(doc)) {
                self.take(chord, *need_id);
            }
        }
    }

    fn take(&mut self, chord: f32, need_id: i64) {
        if let Some(at) = self.kept.iter().position(|(_, id)| *id == need_id) {
            if self.kept.get(at).is_some_and(|(nearer, _)| *nearer <= chord) {
                return;
            }
            self.kept.remove(at);
        }
        let at = self.kept.partition_point(|(nearer, _)| *nearer <= chord);
        self.kept.insert(at, (chord, need_id));
        self.kept.truncate(self.wanted);
        if self.kept.len() == self.wanted
            && let Some((furthest, _)) = self.kept.last()
        {
            self.bar = *furthest;
        }
    }

    /// The needs, nearest first.
    #[must_use]
    pub fn into_ids(self) -> Vec<i64> {
        self.kept.into_iter().map(|(_, need_id)| need_id).collect()
    }
}
