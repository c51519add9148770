//! Signing in without a password: asking for a link, and the page that the link opens.

mod enter;
mod page;
mod refused;

pub use enter::EnterPage;
pub use page::{Provider, SignInPage};
pub use refused::{RefusedPage, Why};
