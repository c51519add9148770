//! Finding needs: a tantivy index derived from the database. It holds nothing of its own and can always
//! be deleted; [`Index::open`] then starts an empty one whose revision, 0, asks for everything again.
//!
//! A document stands for one address of a need (or for a need without address); counts are of needs.
//! Words go through tantivy. All other filters, facets, distance and order come from one pass over
//! arrays in memory ([`columns`]), decoded once from the fast fields of each segment.
//!
//! **Place and work from home.** A place keeps the needs with an address inside it. A need that is done
//! from home only (`Remote::Full`) and has no address there is left out, until `remote` is asked: then the
//! place excludes none of these. A need that *may* be done from home still has to be near. The one line of
//! code for this is `Area::holds` in [`scan`].

mod columns;
mod days;
mod document;
mod index;
mod nearest;
mod query;
mod rescue;
mod scan;
mod schema;
mod text;
mod top;
mod words;

#[cfg(test)]
mod tests;

pub use document::NeedDocument;
pub use index::Index;
pub use query::{Found, Hit, IndexArea, IndexQuery};

/// Why the index could not do what was asked. None of these means that the query was bad.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The folder could not be made, read or emptied.
    #[error("search index folder: {0}")]
    Folder(#[from] std::io::Error),
    /// tantivy failed: disk full, folder locked by another server, file gone.
    #[error("search index: {0}")]
    Index(#[from] tantivy::TantivyError),
    /// A file isn't what was written.
    #[error("search index: {0} is damaged")]
    Damaged(std::path::PathBuf),
}
