//! Needs as people see them: the card in a list, the page of one.

mod card;
mod facts;
mod page;
mod slots;

pub use card::{Card, Cards, card_place, card_places, card_when};
pub use facts::Facts;
pub use page::NeedPage;
