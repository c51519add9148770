//! Links back to the associations' own pages: counted where a browser says that one was followed, tried once a week,
//! and told to coordinators when they are dead.

pub mod check;
pub mod count;
pub mod judge;
pub mod tell;
