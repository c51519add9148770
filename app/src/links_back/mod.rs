//! Links to an association's own pages: plain ones, that lead straight there. In a browser with scripts, `start.js` says
//! to us that one was followed, while the browser goes there by itself; without, nobody counts.

mod dead;
mod outward;

pub use dead::{DeadLine, DeadLink, Why, dead_reason};
pub use outward::{Followed, OutwardLink};
