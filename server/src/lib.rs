//! What happens: HTTP, storage, mail, search, background work.

pub mod feed;
pub mod places;
