#![allow(clippy::unwrap_used)]

mod filters;
mod keeping;
mod wording;

use super::{Found, Index, IndexQuery, NeedDocument};
use app::domain::need::Remote;
use app::domain::{Field, Point};

fn point(lat: f64, lon: f64) -> Point {
    Point::new(lat, lon).unwrap()
}

/// A plain need in Rennes.
fn need(need_id: i64, title: &str, description: &str) -> NeedDocument {
    NeedDocument {
        need_id,
        title: title.to_owned(),
        description_text: description.to_owned(),
        association: "Les Amis du quartier".to_owned(),
        activity: String::new(),
        tags: String::new(),
        cities: vec!["Rennes".to_owned()],
        field: Field::Community,
        remote: Remote::No,
        open_to_minors: false,
        reduced_mobility: false,
        first_day: None,
        last_day: None,
        days: Vec::new(),
        opened: need_id,
        posted_at: 1_800_000_000,
        addresses: vec![(point(48.117, -1.678), "35".to_owned())],
    }
}

fn index(needs: &[NeedDocument]) -> Index {
    let index = Index::open(None).unwrap();
    index.apply(needs, &[], 1).unwrap();
    index
}

fn ids(found: &Found) -> Vec<i64> {
    found.hits.iter().map(|hit| hit.need_id).collect()
}

/// All needs, as a page of a thousand.
fn everything() -> IndexQuery {
    IndexQuery { limit: 1000, ..IndexQuery::default() }
}
