//! What happens: HTTP, storage, mail, search and background work of Coup de main.

pub mod clock;
pub mod email_domains;
pub mod feed;
pub mod home;
pub mod http;
pub mod local_time;
pub mod phone;
pub mod places;
pub mod router;
pub mod search;
pub mod serve;
pub mod settings;
pub mod state;
pub mod store;
