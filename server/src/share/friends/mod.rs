//! `/missions/{id}-{slug}/amis`: a letter to up to five friends, on somebody's behalf.
//!
//! It can't be used to pester: nothing typed leads anywhere, nobody is told of the same need twice, networks and mailboxes
//! have their bounds, and whoever gets a letter can end them for good. The answer is the same whether or not somebody
//! gets one. No address stays: the outbox forgets those of letters that left, and what says « once » are keyed hashes.

pub mod hashes;

use super::{links::link, silence};
use crate::{
    figures::{Event, Passer, count},
    http::{
        AppError, Head, PageResult, Visit,
        form_stamp::{self, StampError},
        forms::{Query, read_form},
        kept_by_nobody,
        limits::{LETTERS_TO_A_MAILBOX, LimitError, Network, count_one},
        page_with_status,
    },
    local_time::today,
    mail::{Letter, letters_to_friends::friend_tells, outbox},
    needs::find,
    state::{App, SharedApp},
    store::{Tx, dead_addresses, friends},
};
use app::{
    domain::{
        email::Email,
        need::{Need, NeedState},
        share::{Channel, words::Told},
    },
    forms::{Problem, Problems},
    share::{CheckedFriends, FriendsForm, FriendsPage, check},
    texts::share_friends as say,
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Most letters from one network in an hour.
const PER_NETWORK: (i64, i64) = (3600, 20);

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    envoye: String,
}

/// What is shown besides the form.
#[derive(Default)]
struct Shown {
    problems: Problems,
    /// Seconds to wait.
    wait: Option<i64>,
    sent: bool,
}

/// `GET`.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(address): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let need = match open(&app, &visit, &address).await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let stamp = form_stamp::fresh(&app.secrets.forms, app.clock.now());
    let form = FriendsForm { stamp, ..FriendsForm::default() };
    let about = Shown { sent: asked.envoye == "1", ..Shown::default() };
    Ok(shown(StatusCode::OK, &app, &visit, &need, form, about))
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    passer: Passer,
    Path(address): Path<String>,
    body: Bytes,
) -> PageResult {
    let need = match open(&app, &visit, &address).await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    let mut form: FriendsForm = read_form(&body)?;
    if !form.trap.is_empty() {
        // A robot is thanked like everybody, and learns nothing.
        return Ok(thanks(&visit, &need));
    }
    let (key, now) = (&app.secrets.forms, app.clock.now());
    let (checked, mut problems) = match check(&form) {
        Ok(checked) => (Some(checked), Problems::default()),
        Err(problems) => (None, problems),
    };
    match form_stamp::check(key, &form.stamp, now) {
        Ok(()) => {}
        Err(StampError::TooFast) => problems.add("", Problem::TooFast),
        Err(StampError::Stale) => {
            form.stamp = form_stamp::renewed(key, now);
            problems.add("", Problem::Stale);
        }
    }
    let Some(checked) = checked.filter(|_| problems.is_empty()) else {
        let about = Shown { problems, ..Shown::default() };
        return Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, &need, form, about));
    };
    match tell(&app, &visit, &need, &checked, network).await {
        Ok(()) => {
            app.outbox_wake.notify_one();
            count(&app, &passer, need.id, Event::Shared(Channel::Friends));
            Ok(thanks(&visit, &need))
        }
        Err(AppError::TooMany(seconds)) => {
            let about = Shown { wait: Some(seconds), ..Shown::default() };
            let mut page = shown(StatusCode::TOO_MANY_REQUESTS, &app, &visit, &need, form, about);
            page.headers_mut().insert(header::RETRY_AFTER, seconds.max(1).into());
            Ok(page)
        }
        Err(error) => Err(error),
    }
}

/// A need that takes people; of one that is over, the page that says so is where one is led.
async fn open(app: &SharedApp, visit: &Visit, address: &str) -> Result<Result<Need, Redirect>, AppError> {
    let found = find(app, visit, address, "/amis").await?;
    Ok(found.and_then(|need| match need.state {
        NeedState::Open => Ok(need),
        NeedState::Closed => Err(Redirect::to(&visit.lang.href(&need.path()))),
    }))
}

/// Writes to all who may be written to, or to nobody where it is too much.
async fn tell(
    app: &App,
    visit: &Visit,
    need: &Need,
    checked: &CheckedFriends,
    network: Network,
) -> Result<(), AppError> {
    let now = app.clock.now();
    let told = Told::of(visit.lang, need, today(now));
    let link = link(app, visit.lang, need, Channel::Friends);
    let mut letters: Vec<Letter> = Vec::new();
    let mut tx = app.db.begin().await?;
    for email in &checked.friends {
        count_one(app, &mut tx, ("friends of a network", &network.octets()), PER_NETWORK, now).await?;
        if !wants(app, &mut tx, need, email, now).await? {
            continue;
        }
        let silence = silence::address(app, visit.lang, email);
        let from = (checked.from.as_str(), checked.words.as_deref());
        letters.push(friend_tells(&app.settings.public_url, email.as_str(), &told, from, (&link, silence)));
    }
    outbox::queue(&mut tx, letters, now).await?;
    Ok(tx.commit().await?)
}

/// Whether this address gets the letter: it wasn't told of this need, said nothing against it, and has not had many.
async fn wants(app: &App, tx: &mut Tx, need: &Need, email: &Email, now: i64) -> Result<bool, AppError> {
    let key = &app.secrets.friends;
    let told = hashes::told(key, need.id, email);
    if silence::is_wanted(app, tx, email).await?
        || friends::has_unsubscribed(tx, need.association.id, &email.key()).await?
        || dead_addresses::is_dead_in(tx, email.as_str(), now).await?
        || !friends::tell(tx, need.id, &told, now).await?
    {
        return Ok(false);
    }
    let mailbox = hashes::silence(key, email);
    match count_one(app, tx, ("friends to a mailbox", &mailbox), LETTERS_TO_A_MAILBOX, now).await {
        Ok(()) => Ok(true),
        // Who tells isn't told that others did. Tomorrow they may be told after all.
        Err(LimitError::TooMany(_)) => {
            friends::untell(tx, need.id, &told).await?;
            Ok(false)
        }
        Err(error) => Err(error.into()),
    }
}

fn thanks(visit: &Visit, need: &Need) -> Response {
    let there = visit.lang.href(&format!("{}/amis?envoye=1", need.path()));
    kept_by_nobody(Redirect::to(&there).into_response())
}

fn shown(
    status: StatusCode,
    app: &App,
    visit: &Visit,
    need: &Need,
    form: FriendsForm,
    Shown { problems, wait, sent }: Shown,
) -> Response {
    let lang = visit.lang;
    let path = format!("{}/amis", need.path());
    let head =
        Head { title: say::title(lang).to_owned(), private: true, class: "share-page", ..Head::default() };
    let (action, back, title) = (lang.href(&path), lang.href(&need.path()), need.title.clone());
    let wait = wait.map(|seconds| say::wait(lang, (seconds + 59) / 60));
    let place = Visit { lang, path };
    let page = page_with_status(status, app, &place, head, || {
        view! { <FriendsPage lang title action back form problems wait sent/> }
    });
    kept_by_nobody(page)
}
