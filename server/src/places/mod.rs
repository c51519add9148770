//! The place directory: every French commune, former commune, department and region, in memory.
//! It suggests as one types, understands what was typed, and finds the commune that a feed's address
//! means. Loaded once at start from data in the binary (see `server/data/README.md`).

mod data;
mod directory;
pub mod handler;
mod locate;
mod names;
mod narrow;
mod nearest;
mod resolve;
mod suggest;
mod time_zones;
mod typed;

pub use data::{Commune, Department, FormerCommune, Region};
pub use directory::{Directory, DirectoryError};
pub use locate::{Located, PostalAddress};
pub use resolve::Resolution;
pub use time_zones::time_zone;

#[cfg(test)]
mod tests;
