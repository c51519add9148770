//! What every page shares: who visits, how a page is made, what is said when something fails,
//! the headers, the assets. The pages themselves stand beside it, one folder a feature.

pub mod access;
pub mod assets;
pub mod conditional;
pub mod errors;
pub mod form_stamp;
pub mod forms;
pub mod health;
pub mod limits;
pub mod live;
pub mod one_click;
pub mod origin;
pub mod page;
pub mod paths;
pub mod security;
pub mod session;
pub mod signed_in;
pub mod tally;
pub mod trace;
pub mod visit;

pub use errors::{AppError, PageResult};
pub use live::live;
pub use page::{Head, kept_by_nobody, page, page_that_tells, page_with_status};
pub use visit::Visit;
