//! A need is passed on: what networks show of it, the poster, friends who are told, and what a coordinator finds ready.

pub mod beacon;
pub mod cards;
pub mod friends;
pub mod kept;
pub mod kit;
pub mod links;
pub mod mastodon;
pub mod panel;
pub mod picture;
pub mod poster;
pub mod silence;

mod colours;
mod drawings;
mod drawn;
