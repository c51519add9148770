//! Stands in for the browser on the server, where none of this is ever called.

use super::state::Line;
use leptos::web_sys::HtmlInputElement;

/// What became of the question where we are.
#[allow(dead_code, reason = "only a browser finds out")]
pub(super) enum Position {
    At { lat: f64, lon: f64 },
    Refused,
    Unknown,
}

pub(super) fn suggestions(_: String, _: impl FnOnce(Vec<Line>) + 'static) {}

pub(super) fn position(_: impl FnOnce(Position) + Clone + 'static) {}

pub(super) fn send_change(_: &HtmlInputElement) {}
