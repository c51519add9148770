//! The first page: one question, two inputs, and proof that somebody is waiting.

mod page;

pub use page::HomePage;
