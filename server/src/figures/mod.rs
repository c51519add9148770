//! What becomes of a need between being seen and somebody coming: counted by the day, and nobody followed.
//!
//! [`count`] puts a number into memory ([`Counter`]), which a job adds to the database every few seconds and once more
//! when the server stops. A server that dies loses those seconds.

mod bots;
mod counter;
pub mod csv;
mod flush;
pub mod how;
pub mod measure;
pub mod monthly;
mod networks;
pub mod page;
mod passer;
pub mod report;

pub use counter::Counter;
pub use flush::{flush, forget, prepare};
pub use passer::Passer;

use crate::{
    state::App,
    store::figures::{Counted, Of},
};
use app::domain::{
    figures::{Step, handled},
    handling::Handling,
    share::Channel,
};

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

impl Event {
    /// The step, and what more is kept of it.
    const fn step(self) -> (Step, &'static str) {
        match self {
            Self::Seen => (Step::Seen, ""),
            Self::Liked => (Step::Liked, ""),
            Self::Shared(channel) => (Step::Shared, channel.code()),
            Self::Followed => (Step::Followed, ""),
            Self::FormBegun => (Step::Begun, ""),
            Self::LeftAt(field) => (Step::Left, field),
            Self::FormFinished => (Step::Finished, ""),
        }
    }

    /// What makes it the same as another of the same person, need and day; nothing where each counts.
    const fn once(self) -> Option<(Step, &'static str)> {
        match self {
            // A family may sign up from one screen.
            Self::FormFinished => None,
            // Whoever leaves the form, leaves it once.
            Self::LeftAt(_) => Some((Step::Left, "")),
            _ => Some(self.step()),
        }
    }

    /// Whether it is kept where people came from: not of those of which something else is kept already, so that the
    /// rows stay few.
    const fn has_source(self) -> bool {
        !matches!(self, Self::Shared(_) | Self::LeftAt(_))
    }
}

/// Counts. Costs the page next to nothing, and fails for nobody. All but forms that were sent count once for a person
/// and a day.
pub fn count(app: &App, passer: &Passer, need_id: i64, event: Event) {
    let Some(known) = passer.known() else { return };
    let (step, detail) = event.step();
    let source = if event.has_source() { known.source.code() } else { String::new() };
    let now = app.clock.now();
    app.figures.put(now, |day, salt| {
        let hash = event.once().map(|(step, detail)| known.hash(salt, need_id, step, detail));
        (
            Counted { hash, of: Of::Need(need_id), day, step, detail, source, total: 1 },
            Some(known.network(salt)),
        )
    });
}

/// Counts a way from an association's page to its own site: once for a person and a day.
pub fn count_site(app: &App, passer: &Passer, association_id: i64) {
    let Some(known) = passer.known() else { return };
    let (step, of) = (Step::Followed, Of::Site(association_id));
    app.figures.put(app.clock.now(), |day, salt| {
        let hash = Some(known.hash(salt, association_id, step, "site"));
        (
            Counted { hash, of, day, step, detail: "", source: String::new(), total: 1 },
            Some(known.network(salt)),
        )
    });
}

/// Counts what a sign-up says of itself: that it was confirmed, accepted, that somebody came; `total` is less than
/// nothing where a coordinator corrects themself. After the commit of what it tells of.
pub fn note(app: &App, need_id: i64, step: Step, total: i64) {
    let of = Of::Need(need_id);
    app.figures.put(app.clock.now(), |day, _| {
        (Counted { hash: None, of, day, step, detail: "", source: String::new(), total }, None)
    });
}

/// Counts what a coordinator made of a sign-up, which was `from` (a code of [`Handling`]) before.
pub fn answered(app: &App, need_id: i64, from: &str, to: Handling) {
    for (step, total) in handled(Handling::from_code(from).unwrap_or(Handling::New), to) {
        note(app, need_id, step, total);
    }
}
