//! Reports of needs: the form for everybody, the moderators' queue and the month's summary, and what an association
//! reads of a need that is withheld.

mod form;
mod page;
mod queue;
mod review;
mod summary;

pub use form::{CheckedReport, ReportForm, check};
pub use page::{ReportPage, ReportThanksPage};
pub use queue::{InQueue, Moment, QueuePage, Said, Seen};
pub use review::{FlagList, Hint, Review, ReviewNote};
pub use summary::{SummaryLine, SummaryPage};
