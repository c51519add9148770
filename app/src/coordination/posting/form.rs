//! What a coordinator types to post a need.

use crate::domain::association::Association;
use serde::{Deserialize, Serialize};
use validator::Validate;

/// Empty rows for slots that a new form has.
const ROWS: usize = 4;

/// The form; its fields are called as its inputs, but for two. Nothing in it is checked yet ([`super::check`]).
/// It is also what a draft is kept as, and what a posted need is edited from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct NeedForm {
    /// What, in a line.
    #[validate(length(min = 1, max = 120))]
    pub title: String,
    /// What one will do, in plain words.
    #[validate(length(min = 1, max = 6000))]
    pub description: String,
    /// Code of its field.
    #[serde(rename = "domaine")]
    #[validate(length(min = 1, max = 60))]
    pub field: String,
    /// Code of its activity, or nothing.
    #[serde(rename = "activite")]
    #[validate(length(max = 60))]
    pub activity: String,
    /// The commune, as typed or as chosen.
    #[serde(rename = "lieu")]
    #[validate(length(max = 120))]
    pub place: String,
    /// Number and street.
    #[validate(length(max = 160))]
    pub street: String,
    /// Of each other place: its commune.
    #[serde(rename = "autre_lieu")]
    pub other_place: Vec<String>,
    /// Of each other place: number and street.
    #[serde(rename = "autre_rue")]
    pub other_street: Vec<String>,
    /// `no`, `possible`, `full`.
    #[validate(length(max = 10))]
    pub remote: String,
    /// `regular` or `slots`.
    #[validate(length(max = 10))]
    pub kind: String,
    /// How often, in words.
    #[validate(length(max = 160))]
    pub schedule: String,
    /// People wanted, where it has no slots.
    #[validate(length(max = 10))]
    pub seats: String,
    /// Of each row: the slot that it is already, or nothing.
    pub slot: Vec<String>,
    /// Of each row: its day.
    pub day: Vec<String>,
    /// Of each row: when it begins.
    pub from: Vec<String>,
    /// Of each row: when it ends.
    pub until: Vec<String>,
    /// Of each row: people wanted.
    pub places: Vec<String>,
    /// The day until which the rows come again every week.
    #[validate(length(max = 20))]
    pub repeat: String,
    /// `oui`: open to people under 18.
    pub minors: String,
    /// `oui`: accessible with reduced mobility.
    pub mobility: String,
    /// `oui`: near public transport.
    pub transport: String,
    /// What one must be, have or know.
    #[validate(length(max = 500))]
    pub requirements: String,
    /// Whom for.
    #[validate(length(max = 200))]
    pub audience: String,
    /// The association's own page about it.
    #[validate(length(max = 300))]
    pub url: String,
    /// Its last day.
    #[validate(length(max = 20))]
    pub last_day: String,
    /// The draft that it was opened from, or nothing.
    #[validate(length(max = 20))]
    pub draft: String,
    /// What tells a new need's form from all others.
    #[validate(length(max = 60))]
    pub once: String,
    /// How often the need, or the draft of a new one, had been changed when this form was given out.
    #[validate(length(max = 20))]
    pub version: String,
}

/// A row for a slot, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The slot that it is already, or nothing.
    pub slot: String,
    /// Its day.
    pub day: String,
    /// When it begins.
    pub from: String,
    /// When it ends.
    pub until: String,
    /// People wanted.
    pub places: String,
}

impl Row {
    /// Whether it says nothing of when.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        [&self.day, &self.from, &self.until].iter().all(|text| text.trim().is_empty())
    }
}

impl NeedForm {
    /// An empty form, with what the association's entry knows already.
    #[must_use]
    pub fn of(association: &Association) -> Self {
        let mut form = Self {
            field: association.field.map(|field| field.code().to_owned()).unwrap_or_default(),
            place: association
                .place
                .as_ref()
                .map(|(city, code)| format!("{city} ({code})"))
                .unwrap_or_default(),
            remote: "no".to_owned(),
            kind: "regular".to_owned(),
            seats: "4".to_owned(),
            ..Self::default()
        };
        form.add_rows();
        form
    }

    /// The rows, however many of their cells came.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let cells = [&self.slot, &self.day, &self.from, &self.until, &self.places];
        let count = cells.iter().map(|cells| cells.len()).max().unwrap_or_default();
        let cell = |cells: &[String], at: usize| cells.get(at).cloned().unwrap_or_default();
        (0..count)
            .map(|at| Row {
                slot: cell(&self.slot, at),
                day: cell(&self.day, at),
                from: cell(&self.from, at),
                until: cell(&self.until, at),
                places: cell(&self.places, at),
            })
            .collect()
    }

    /// Has these rows, and no others.
    pub fn set_rows(&mut self, rows: Vec<Row>) {
        for cells in [&mut self.slot, &mut self.day, &mut self.from, &mut self.until, &mut self.places] {
            cells.clear();
        }
        for row in rows {
            self.slot.push(row.slot);
            self.day.push(row.day);
            self.from.push(row.from);
            self.until.push(row.until);
            self.places.push(row.places);
        }
    }

    /// Adds some empty rows.
    pub fn add_rows(&mut self) {
        let mut rows = self.rows();
        rows.extend(std::iter::repeat_n(Row { places: "4".to_owned(), ..Row::default() }, ROWS));
        self.set_rows(rows);
    }

    /// The other places, however many of their cells came: commune, number and street.
    #[must_use]
    pub fn other_places(&self) -> Vec<(String, String)> {
        let count = self.other_place.len().max(self.other_street.len());
        let cell = |cells: &[String], at: usize| cells.get(at).cloned().unwrap_or_default();
        (0..count).map(|at| (cell(&self.other_place, at), cell(&self.other_street, at))).collect()
    }

    /// Adds a row for another place.
    pub fn add_place(&mut self) {
        self.other_street.resize(self.other_place.len(), String::new());
        self.other_place.push(String::new());
        self.other_street.push(String::new());
    }

    /// The same need once more: slots that were are not slots yet, days that are over are to be chosen anew.
    #[must_use]
    pub fn copied(mut self, today: jiff::civil::Date) -> Self {
        let rows = self.rows().into_iter().map(|row| {
            let over = super::typed::day(&row.day).is_some_and(|day| day < today);
            Row { slot: String::new(), day: if over { String::new() } else { row.day }, ..row }
        });
        let rows = rows.collect();
        self.set_rows(rows);
        if super::typed::day(&self.last_day).is_some_and(|day| day < today) {
            self.last_day.clear();
        }
        self.draft.clear();
        self.once.clear();
        self.version.clear();
        self
    }
}
