//! The index's fields, and a need turned into tantivy documents.

use super::days;
use super::document::NeedDocument;
use super::text;
use app::domain::Lang;
use app::domain::need::Remote;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

/// Changes with anything below or in `text`, so that an index built otherwise is built anew.
pub const VERSION: &str = "coup-de-main search 4";

/// Set in the column `facts`: done from home or on the spot.
pub const REMOTE_POSSIBLE: u8 = 1;
/// Done from home only.
pub const REMOTE_FULL: u8 = 1 << 1;
/// Open to minors.
pub const MINORS: u8 = 1 << 2;
/// Accessible with reduced mobility.
pub const REDUCED_MOBILITY: u8 = 1 << 3;
/// The need has several addresses, so several documents.
pub const SEVERAL_ADDRESSES: u8 = 1 << 4;
/// Can be done from home in any way.
pub const FROM_HOME: u8 = 1 << 5;
/// Some of its slots to come are dated.
pub const DATED: u8 = 1 << 6;

/// Degrees are kept as millionths (11 cm); this one stands for "no address".
pub const NO_DEGREES: i64 = i64::MAX;

/// Handles of the fields.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// The need's id; documents are deleted by it.
    pub need: Field,
    /// Stems of all its words.
    pub text: Field,
    /// Stems of its title alone, which add to the score.
    pub title: Field,
    /// Its words as they are written (folded), against which slips of the finger are mended.
    pub spelling: Field,
    /// Latitude, millionths of a degree.
    pub lat: Field,
    /// Longitude, millionths of a degree.
    pub lon: Field,
    /// First day, days since 1970; `i32::MIN` for none.
    pub first: Field,
    /// Last day; `i32::MAX` for none.
    pub last: Field,
    /// The days in between, as in [`days`].
    pub days: Field,
    /// Publication, epoch seconds.
    pub posted: Field,
    /// Its number in the order of opening.
    pub opened: Field,
    /// The department's code as up to eight bytes.
    pub department: Field,
    /// Flags in the low byte, [`app::domain::Field::index`] in the next.
    pub facts: Field,
}

/// The schema and its handles.
#[must_use]
pub fn schema() -> (Schema, Fields) {
    let words = |tokenizer, record, norms| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(tokenizer)
                .set_index_option(record)
                .set_fieldnorms(norms),
        )
    };
    let mut builder = Schema::builder();
    let fields = Fields {
        need: builder.add_i64_field("need", FAST | INDEXED),
        text: builder.add_text_field("text", words(text::STEMS, IndexRecordOption::WithFreqs, true)),
        title: builder.add_text_field("title", words(text::STEMS, IndexRecordOption::WithFreqs, true)),
        spelling: builder.add_text_field("spelling", words(text::WORDS, IndexRecordOption::Basic, false)),
        lat: builder.add_i64_field("lat", FAST),
        lon: builder.add_i64_field("lon", FAST),
        first: builder.add_i64_field("first", FAST),
        last: builder.add_i64_field("last", FAST),
        days: builder.add_u64_field("days", FAST),
        posted: builder.add_i64_field("posted", FAST),
        opened: builder.add_i64_field("opened", FAST),
        department: builder.add_u64_field("department", FAST),
        facts: builder.add_u64_field("facts", FAST),
    };
    (builder.build(), fields)
}

/// One document an address, or one without.
pub fn documents(fields: Fields, need: &NeedDocument) -> Vec<TantivyDocument> {
    let one = |address: Option<&(app::domain::Point, String)>| {
        let mut document = TantivyDocument::default();
        document.add_i64(fields.need, need.need_id);
        document.add_text(fields.title, &need.title);
        let cities = need.cities.iter().map(String::as_str);
        let label = need.field.label(Lang::Fr);
        let all = [
            need.title.as_str(),
            &need.description_text,
            &need.association,
            &need.activity,
            &need.tags,
            label,
        ];
        for text in all.into_iter().chain(cities).filter(|text| !text.is_empty()) {
            document.add_text(fields.text, text);
            document.add_text(fields.spelling, text);
        }
        let (lat, lon) = address
            .map_or((NO_DEGREES, NO_DEGREES), |(point, _)| (millionths(point.lat), millionths(point.lon)));
        document.add_i64(fields.lat, lat);
        document.add_i64(fields.lon, lon);
        document.add_i64(fields.first, need.first_day.unwrap_or(i32::MIN).into());
        document.add_i64(fields.last, need.last_day.unwrap_or(i32::MAX).into());
        document.add_u64(fields.days, days::mask(&need.days));
        document.add_i64(fields.posted, need.posted_at);
        document.add_i64(fields.opened, need.opened);
        document.add_u64(fields.department, address.map_or(0, |(_, code)| pack(code)));
        let facts = u64::from(flags(need)) | (need.field.index() as u64) << 8;
        document.add_u64(fields.facts, facts);
        document
    };
    if need.addresses.is_empty() {
        return vec![one(None)];
    }
    need.addresses.iter().map(|address| one(Some(address))).collect()
}

fn flags(need: &NeedDocument) -> u8 {
    let flag = |on, flag| if on { flag } else { 0 };
    flag(need.remote == Remote::Possible, REMOTE_POSSIBLE | FROM_HOME)
        | flag(need.remote == Remote::Full, REMOTE_FULL | FROM_HOME)
        | flag(need.open_to_minors, MINORS)
        | flag(need.reduced_mobility, REDUCED_MOBILITY)
        | flag(need.addresses.len() > 1, SEVERAL_ADDRESSES)
        | flag(!need.days.is_empty(), DATED)
}

#[allow(clippy::cast_possible_truncation)]
fn millionths(degrees: f64) -> i64 {
    (degrees * 1e6).round() as i64
}

/// A department's code as a number; 0 for none. Codes have at most three signs.
fn pack(code: &str) -> u64 {
    code.bytes().take(8).fold(0, |packed, byte| packed << 8 | u64::from(byte))
}

/// The code that [`pack`] made a number of.
#[must_use]
pub fn unpack(packed: u64) -> String {
    packed.to_be_bytes().into_iter().filter(|byte| *byte != 0).map(char::from).collect()
}
