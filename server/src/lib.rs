//! What happens: HTTP, storage, mail, search and background work of Coup de main.

// A page is one type as deep as its HTML.
#![recursion_limit = "512"]

pub mod alerts;
pub mod api;
pub mod associations;
pub mod catch_up;
pub mod clock;
pub mod coordination;
pub mod csv;
pub mod demo;
pub mod email_domains;
pub mod feed;
pub mod feed_out;
pub mod figures;
pub mod follow_ups;
pub mod home;
pub mod http;
pub mod jobs;
pub mod lettering;
pub mod likes;
pub mod links_back;
pub mod local_time;
pub mod mail;
pub mod needs;
pub mod oembed;
pub mod outward;
pub mod paper;
pub mod partner_feeds;
pub mod pdf;
pub mod phone;
pub mod pictures;
pub mod places;
pub mod reports;
pub mod router;
pub mod search;
pub mod search_feeds;
pub mod search_page;
pub mod serve;
pub mod settings;
pub mod share;
pub mod sign_in;
pub mod sign_ups;
pub mod signed;
pub mod sitemap;
pub mod state;
pub mod store;
pub mod structured_data;
pub mod widget;
mod xml;
