//! The form's page, shown; what has just been done, in words.

use super::preview::{Previewed, preview};
use crate::{
    http::{Head, Visit, kept_by_nobody, page_with_status, signed_in::Member},
    local_time::today,
    state::App,
};
use app::{
    coordination::posting::{NeedForm, PostingPage, Stage},
    domain::Lang,
    forms::Problems,
    texts::{self, posting as say},
};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;
use serde::Deserialize;

/// What an address of the form says after the `?`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// A draft's id.
    pub draft: String,
    /// What has just been done.
    pub fait: String,
}

/// Which button was pressed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Pressed {
    pub act: String,
}

/// What has just been done, as the page after it says.
pub fn notice(lang: Lang, done: &str) -> Option<String> {
    let words = match done {
        "posted" => say::done_posted(lang),
        "waits" => say::done_waits(lang),
        "saved" => say::done_saved(lang),
        "draft" => say::done_draft(lang),
        "dropped" => say::done_dropped(lang),
        "closed" => say::done_closed(lang),
        "open" => say::done_open(lang),
        "archived" => say::done_archived(lang),
        "copied" => say::done_copied(lang),
        "slot" => texts::slot_cancelled::done(lang),
        "contact" => texts::contact::entered(lang),
        "nothing_sent" => texts::news::nothing_sent(lang),
        "held" => texts::reports::held_notice(lang),
        "watched" => texts::reports::watched_notice(lang),
        "date" => say::needs_a_date(lang),
        _ => return None,
    };
    Some(words.to_owned())
}

/// The page.
pub(super) fn shown(
    (status, app, visit): (StatusCode, &App, &Visit),
    member: Member,
    form: NeedForm,
    problems: Problems,
    stage: Stage,
    previewed: Option<Previewed>,
) -> Response {
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let title = if stage.need.is_some() { say::change_title(lang) } else { say::new_title(lang) };
    let head = Head { title: title.to_owned(), private: true, class: "desk", ..Head::default() };
    let (association, role) = (member.association, member.role);
    kept_by_nobody(page_with_status(status, app, visit, head, || {
        let preview = previewed.map(|with| preview(lang, &app.places, &association, &form, (with, today)));
        view! { <PostingPage lang association role form problems stage preview/> }
    }))
}
