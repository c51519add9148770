//! Calendar files (RFC 5545): one event, for a need's dated slot.

/// What goes into a calendar.
#[derive(Clone, Debug)]
pub struct Event {
    /// The need's id.
    pub need_id: i64,
    /// The slot's id.
    pub slot_id: i64,
    /// Epoch seconds.
    pub starts_at: i64,
    /// Epoch seconds, where known.
    pub ends_at: Option<i64>,
    /// The need's title.
    pub title: String,
    /// Where, in words.
    pub place: Option<String>,
    /// A few words; the association, the need's schedule.
    pub description: String,
    /// `PUBLIC_URL`.
    pub public_url: String,
    /// The need's address with language.
    pub path: String,
}

/// The calendar file, lines ending in CRLF. `now`: epoch seconds, when it is made.
#[must_use]
pub fn file(event: &Event, now: i64) -> String {
    let _ = (event, now);
    String::new()
}
