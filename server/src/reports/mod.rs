//! Reports of needs, and what looks like fraud: from the visitor's form to the moderators' decision and its letters.

pub mod decide;
pub mod form;
pub mod notices;
pub mod queue;
pub mod review;
pub mod summary;
