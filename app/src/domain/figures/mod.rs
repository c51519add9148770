//! What becomes of needs, in numbers: the steps from being seen to somebody coming, the periods they are counted in,
//! what they add up to, and what they suggest doing next.

pub mod advice;
mod few;
mod period;
mod rate;
mod source;
mod step;
mod sums;

pub use few::{NAMED_FROM, unnamed};
pub use period::{Period, day_code, day_of, month_before, month_code, month_of};
pub use rate::{ENOUGH, rate};
pub use source::Source;
pub use step::{Step, handled};
pub use sums::{Counts, Figures, Line};

/// How long days are kept, in months: two years of a month, and the one that goes on.
pub const KEPT_MONTHS: i32 = 25;
