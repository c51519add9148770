//! The integration tests: HTTP through the real router, on SQLite and on PostgreSQL, one file a feature.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod harness;

mod access;
mod associations;
mod basics;
mod claims;
mod correspondence;
mod demo;
mod desk;
mod entries;
mod export;
mod follow_ups;
mod import;
mod limits;
mod logos;
mod mail;
mod messages;
mod needs;
mod oidc;
mod outages;
mod outbox;
mod people;
mod places;
mod posting;
mod posting_drafts;
mod posting_state;
mod posting_told;
mod privacy;
mod search;
mod sign_in;
mod sign_up_table;
mod sign_up_words;
mod sign_ups;
mod smtp;
mod sow;
mod stop;
mod team;
mod unsubscribe;
mod volunteer;
mod waiting;
mod waiting_list;
