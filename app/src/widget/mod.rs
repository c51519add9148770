//! What an association shows on its own site, in a frame: its needs as list, calendar or map, one need, the form to
//! sign up for it. Every way inside the frame stays inside it; ways to our other pages, which can't be framed, open a
//! new tab. An address without its `/widget` is that of the whole page about the same.

mod calendar;
mod document;
mod line;
mod list;
mod look;
mod map;
mod need;
mod needs;
pub mod palette;
mod setup;
mod sign_up;

pub use {
    calendar::{CalendarView, shown_month},
    document::{WidgetHead, widget_document},
    line::{DEFAULT_HEIGHT, HEIGHTS, frame, line},
    list::ListView,
    look::{Look, View},
    map::MapView,
    need::{WidgetNeed, WidgetTrouble},
    needs::WidgetNeeds,
    setup::{Setup, SetupPage},
    sign_up::{WidgetSignUp, WidgetThanks},
};
