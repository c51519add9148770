//! The columns of a segment, decoded once: segments never change, so every search after that reads plain
//! memory (48 bytes a document) in place of bit-packed fast fields.

use super::schema::{NO_DEGREES, unpack};
use app::domain::Point;
use std::sync::{PoisonError, RwLock};
use tantivy::SegmentReader;

/// What filters, facets and order need to know of a document.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its address as a point on the unit sphere, so that a distance takes no trigonometry; NaN for none.
    pub at: [f32; 3],
    /// First day; `i32::MIN` for none.
    pub first: i32,
    /// Last day; `i32::MAX` for none.
    pub last: i32,
    /// Which days in between, as in [`super::days`].
    pub days: u64,
    /// Publication, epoch seconds.
    pub posted: u32,
    /// Its department's number in [`Departments`]; 0 for none.
    pub department: u16,
    /// [`app::domain::Field::index`].
    pub field: u8,
    /// Flags as in `schema`.
    pub flags: u8,
}

/// All rows of a segment, by document number.
#[derive(Debug)]
pub struct SegmentColumns {
    /// The rows.
    pub rows: Vec<Row>,
    /// The need of each.
    pub need_ids: Vec<i64>,
    /// The number of each in the order of opening.
    pub opened: Vec<i64>,
}

impl SegmentColumns {
    /// Decodes a segment.
    ///
    /// # Errors
    /// The segment can't be read or isn't of our schema.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    pub fn read(segment: &SegmentReader, departments: &Departments) -> tantivy::Result<Self> {
        let lat = signed(segment, "lat")?;
        let lon = signed(segment, "lon")?;
        let first = signed(segment, "first")?;
        let last = signed(segment, "last")?;
        let days = unsigned(segment, "days")?;
        let posted = signed(segment, "posted")?;
        let department = unsigned(segment, "department")?;
        let facts = unsigned(segment, "facts")?;
        let rows = (0..segment.max_doc() as usize).map(|doc| Row {
            at: if lat[doc] == NO_DEGREES {
                [f32::NAN; 3]
            } else {
                on_sphere(degrees(lat[doc]), degrees(lon[doc]))
            },
            first: first[doc] as i32,
            last: last[doc] as i32,
            days: days[doc],
            posted: posted[doc].clamp(0, u32::MAX.into()) as u32,
            department: departments.number(department[doc]),
            field: (facts[doc] >> 8) as u8,
            flags: facts[doc] as u8,
        });
        Ok(Self {
            rows: rows.collect(),
            need_ids: signed(segment, "need")?,
            opened: signed(segment, "opened")?,
        })
    }
}

fn signed(segment: &SegmentReader, name: &str) -> tantivy::Result<Vec<i64>> {
    let mut values = vec![0; segment.max_doc() as usize];
    segment.fast_fields().column_first_or_default::<i64>(name)?.get_range(0, &mut values);
    Ok(values)
}

fn unsigned(segment: &SegmentReader, name: &str) -> tantivy::Result<Vec<u64>> {
    let mut values = vec![0; segment.max_doc() as usize];
    segment.fast_fields().column_first_or_default::<u64>(name)?.get_range(0, &mut values);
    Ok(values)
}

#[allow(clippy::cast_precision_loss)]
fn degrees(millionths: i64) -> f64 {
    millionths as f64 / 1e6
}

#[allow(clippy::cast_possible_truncation)]
fn on_sphere(lat: f64, lon: f64) -> [f32; 3] {
    let (lat, lon) = (lat.to_radians(), lon.to_radians());
    [(lat.cos() * lon.cos()) as f32, (lat.cos() * lon.sin()) as f32, lat.sin() as f32]
}

/// A point on the unit sphere.
#[must_use]
pub fn sphere_point(point: Point) -> [f32; 3] {
    on_sphere(point.lat, point.lon)
}

/// The square of the straight line through the globe between two points, in earth radii; NaN without an
/// address. `f32` is good to about a metre here.
#[inline]
#[must_use]
pub fn chord_squared(a: &[f32; 3], b: &[f32; 3]) -> f32 {
    let (x, y, z) = (a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    x * x + y * y + z * z
}

/// The chord that spans `km` over ground, squared. Half the globe and more takes in everything.
#[allow(clippy::cast_possible_truncation)]
#[must_use]
pub fn chord_squared_of(km: f64) -> f32 {
    let angle = (km.max(0.0) / EARTH_KM).min(std::f64::consts::PI);
    (4.0 * (angle / 2.0).sin().powi(2)) as f32
}

/// The way over ground that a squared chord spans, in km.
#[must_use]
pub fn km_of(chord_squared: f32) -> f64 {
    2.0 * EARTH_KM * (f64::from(chord_squared).sqrt() / 2.0).min(1.0).asin()
}

/// Mean radius of the earth in km, as in [`Point::distance_km`].
const EARTH_KM: f64 = 6371.0;

/// Numbers for the department codes that have been seen; 0 is "none".
#[derive(Debug)]
pub struct Departments(RwLock<Vec<(u64, String)>>);

impl Default for Departments {
    fn default() -> Self {
        Self(RwLock::new(vec![(0, String::new())]))
    }
}

impl Departments {
    /// The number of a packed code, a new one if it is new.
    fn number(&self, packed: u64) -> u16 {
        let find = |known: &[(u64, String)]| known.iter().position(|(code, _)| *code == packed);
        let found = find(&self.0.read().unwrap_or_else(PoisonError::into_inner));
        let position = found.unwrap_or_else(|| {
            let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
            find(&known).unwrap_or_else(|| {
                known.push((packed, unpack(packed)));
                known.len() - 1
            })
        });
        u16::try_from(position).unwrap_or(0)
    }

    /// All codes, by number.
    #[must_use]
    pub fn codes(&self) -> Vec<String> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.iter().map(|(_, code)| code.clone()).collect()
    }
}
