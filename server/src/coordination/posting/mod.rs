//! Posting a need, changing it, closing it. One file an address; `ready` is what the form becomes.

pub mod approved;
pub mod cancel;
pub mod edit;
pub mod live;
pub mod new;
mod once;
mod opened;
mod preview;
pub(crate) mod ready;
pub(crate) mod save;
pub(super) mod shown;
pub mod state;
pub mod told;
pub(crate) mod typed;

pub use new::to;
pub use shown::notice;
pub use told::{Telling, telling};
