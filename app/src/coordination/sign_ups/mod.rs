//! The sign-ups of an association: the table, one person's page, the question before a slot grows.

mod export_form;
mod filter;
mod full;
mod keys;
mod person;
mod presence;
mod table;

pub use filter::{COLUMNS, FilterForm, column_words};
pub use full::{FullPage, FullSlot};
pub use person::{Mail, PersonPage, PersonView, Typed, Written};
pub use presence::{PresencePage, Sheet};
pub use table::{NOTHING, Row, SignUpsPage, TableView};
