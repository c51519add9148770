//! Pages that change without being loaded anew: the page of an address is fetched, and what it says differently takes
//! the old one's place. What a page needs besides is in its [`Plan`].

mod page;
mod swap;

pub(crate) use page::{Live, Plan};
pub(crate) use swap::all;
