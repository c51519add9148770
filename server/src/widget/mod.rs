//! `/widget/…`: an association's needs in a frame on its own site. One file an address; `frame.rs` is what they share.

pub mod files;
pub mod frame;
pub mod need;
pub mod needs;
pub mod setup;
pub mod sign_up;
