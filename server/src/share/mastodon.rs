//! `/missions/{id}-{slug}/mastodon`: everybody's Mastodon is elsewhere, so it is asked for first. The button leads on to
//! that instance's own page, by a form that only our own page sends: a link to here leads nobody away.

use super::links::link;
use crate::{
    figures::{Event, Passer, count},
    http::{Head, PageResult, Visit, forms::read_form, page_with_status},
    local_time::today,
    needs::find,
    state::{App, SharedApp},
};
use app::{
    domain::{
        need::Need,
        share::{Channel, fit, instance::Instance, page::on_mastodon, words::Told},
    },
    share::MastodonPage,
    texts::share as say,
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    instance: String,
}

/// `GET`.
pub async fn page(State(app): State<SharedApp>, visit: Visit, Path(address): Path<String>) -> PageResult {
    match find(&app, &visit, &address, "/mastodon").await? {
        Ok(need) => Ok(shown(StatusCode::OK, &app, &visit, &need, String::new(), None)),
        Err(redirect) => Ok(redirect.into_response()),
    }
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    passer: Passer,
    Path(address): Path<String>,
    body: Bytes,
) -> PageResult {
    let need = match find(&app, &visit, &address, "/mastodon").await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let typed = read_form::<Typed>(&body)?.instance;
    let Some(instance) = Instance::parse(&typed) else {
        let lang = visit.lang;
        let wrong =
            if typed.trim().is_empty() { say::mastodon_missing(lang) } else { say::mastodon_wrong(lang) };
        return Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, &need, typed, Some(wrong)));
    };
    count(&app, &passer, need.id, Event::Shared(Channel::Mastodon));
    let (text, link) = draft(&app, &visit, &need);
    Ok(Redirect::to(&on_mastodon(&instance, &text, &link)).into_response())
}

fn draft(app: &App, visit: &Visit, need: &Need) -> (String, String) {
    let told = Told::of(visit.lang, need, today(app.clock.now()));
    let link = link(app, visit.lang, need, Channel::Mastodon);
    (fit::text(&told.passed_on(), &link, fit::Room::of(Channel::Mastodon)), link)
}

fn shown(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    need: &Need,
    typed: String,
    wrong: Option<&'static str>,
) -> Response {
    let lang = visit.lang;
    let path = format!("{}/mastodon", need.path());
    let head = Head {
        title: say::mastodon_title(lang).to_owned(),
        private: true,
        class: "share-page",
        ..Head::default()
    };
    let (text, link) = draft(app, visit, need);
    let (action, back) = (lang.href(&path), lang.href(&need.path()));
    let title = need.title.clone();
    let place = Visit { lang, path };
    let draft = format!("{text}\n{link}");
    let mut page = page_with_status(status, app, &place, head, || {
        view! { <MastodonPage lang title draft action back typed wrong/> }
    });
    // Browsers hold a form's redirect against `form-action` too: from this one page it may lead to an instance.
    if let Ok(policy) = HeaderValue::from_str(&crate::http::security::leading_on()) {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    page
}
