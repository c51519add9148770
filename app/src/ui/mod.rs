//! Small shared pieces: the page around every page, the page that says what went wrong.

mod error_page;
mod shell;

pub use error_page::{ErrorPage, Trouble};
pub use shell::{PageHead, document};
