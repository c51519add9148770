//! Figures: what became of needs, as charts with their tables; how it is counted; the monthly letter's switch.

mod body;
mod chart_columns;
mod chart_rows;
mod how;
mod monthly;
mod page;
mod tables;
mod words;

pub use how::HowPage;
pub use monthly::{MonthlySwitch, StopMonthlyPage};
pub use page::{AssociationFigures, NeedLine, PortalFigures, Shown};
pub use words::{channel_words, field_words, month_words, source_words, step_words};
