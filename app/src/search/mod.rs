//! The search page: filters, results, and where they are.

mod live;

#[cfg(feature = "ssr")]
mod filters;
#[cfg(feature = "ssr")]
mod found;
#[cfg(feature = "ssr")]
mod map;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod pages;
#[cfg(feature = "ssr")]
mod problems;
#[cfg(feature = "ssr")]
mod rescues;
#[cfg(feature = "ssr")]
mod results;
#[cfg(feature = "ssr")]
mod results_list;

pub use live::LiveSearch;
#[cfg(feature = "ssr")]
pub use page::SearchPage;
#[cfg(feature = "ssr")]
pub use problems::words as problem_words;
#[cfg(feature = "ssr")]
pub use results::SearchResults;
