//! Small shared pieces: the page around every page, the page that says what went wrong, icons, drawings.

mod drawings;
mod error_page;
mod icon;
mod one_click;
mod shell;
mod signs;
mod text_area;
mod turn;

pub use drawings::{Brand, Door, Hands};
pub use error_page::{ErrorPage, Trouble};
pub use icon::{FieldMark, Icon, field_sign};
pub use one_click::{OneClick, StopPage};
pub use shell::{Alternate, PageHead, Told, document};
pub use signs::Sign;
pub use text_area::TextArea;
pub use turn::turn;
