//! Needs as people see them: the card in a list, the page of one.

mod card;
mod facts;
mod page;
mod slots;

pub use card::{Card, Cards};
pub use page::NeedPage;
