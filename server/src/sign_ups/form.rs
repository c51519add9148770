//! `/missions/{id}-{slug}/inscription`: the form, and what is sent with it.

use super::{
    Query, Subject,
    desk::{Outcome, Wish},
    person, read_form, shown_again,
};
use crate::{
    http::{
        AppError, Head, PageResult, Visit,
        access::follow,
        form_stamp::{self, StampError},
        limits::{Limits, Network},
        page_with_status,
    },
    local_time::today,
    needs::{NeedPath, find, unless_withheld},
    state::{App, SharedApp},
    store::{
        self,
        links::{Purpose, Token},
    },
};
use app::{
    domain::need::{Need, NeedState, SignUpAt},
    sign_ups::{
        CheckedSignUp, FieldError, FieldErrors, FormField, FormRules, FormState, SignUpForm, SignUpPage,
        check,
    },
    texts,
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// What the form's address may carry.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    /// A volunteer's own link, to find the form filled in.
    lien: String,
    /// A slot, chosen on the need's page.
    creneau: String,
}

/// `GET`: the form, filled in for those who come by their own link.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(address): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let need = match find(&app, &visit, &address, "/inscription").await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    if !need.takes_sign_ups() {
        return Ok(closed(&app, &visit, need));
    }
    let stamp = form_stamp::fresh(&app.secrets.forms, app.clock.now());
    let mut state = FormState::new(stamp.clone());
    if let Some(token) = Token::read(&asked.lien)
        && let Some(known) = follow(&app, &token, Purpose::Volunteer).await?
    {
        // What was said to another association stays between those two.
        let form =
            SignUpForm { message: String::new(), slot: String::new(), ..SignUpForm::of(&known.shown(None)) };
        state.form = shown_again(form, stamp);
    }
    if need.coming_slots().any(|slot| slot.id.to_string() == asked.creneau) {
        state.form.slot = asked.creneau;
    }
    Ok(shown(StatusCode::OK, &app, &visit, need, state))
}

/// `POST`: the sign-up. The answer to one who is in already is the same as to one who wasn't.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    Path(address): Path<String>,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let id = NeedPath::parse(&address).ok_or(AppError::NotFound)?.id;
    let form: SignUpForm = read_form(&body)?;
    let need = store::needs::need(&app.db, id, now).await?.ok_or(AppError::NotFound)?;
    unless_withheld(&app, &need).await?;
    if !need.takes_sign_ups() {
        return Ok(closed(&app, &visit, need));
    }
    if !form.trap.is_empty() {
        // A robot is thanked like everybody, and learns nothing.
        return Ok(thanks(&visit, &need, form.slot.parse().unwrap_or(0), false, form.minor));
    }
    let checked = match checked(&app, &need, &form, now) {
        Ok(checked) => checked,
        Err(state) => return Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, need, *state)),
    };
    let (slot_id, minor) = (checked.slot_id, checked.minor());
    let limits = Limits::new(&app, network, &checked.email.key(), now);
    let Some(subject) = Subject::of(&app, need.clone(), slot_id, now).await? else {
        let errors = FieldErrors::one(FormField::Slot, FieldError::SlotUnknown);
        return Ok(shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, need, FormState { form, errors }));
    };
    let wish = Wish::new(subject, person(checked, visit.lang), limits, now);
    match app.desk.note(wish).await? {
        Outcome::Noted { waiting } => {
            app.outbox_wake.notify_one();
            Ok(thanks(&visit, &need, slot_id, waiting, minor))
        }
        Outcome::Closed => Ok(closed(&app, &visit, need)),
    }
}

/// The form found right and sent by a person, or the form again with what is to mend.
fn checked(app: &App, need: &Need, form: &SignUpForm, now: i64) -> Result<CheckedSignUp, Box<FormState>> {
    let key = &app.secrets.forms;
    let stamped = form_stamp::check(key, &form.stamp, now);
    let checked = check(form, &FormRules::of(need));
    let (whole, stamp) = match stamped {
        Ok(()) => (None, form.stamp.clone()),
        Err(StampError::TooFast) => (Some(FieldError::TooFast), form.stamp.clone()),
        Err(StampError::Stale) => (Some(FieldError::Stale), form_stamp::renewed(key, now)),
    };
    let errors = match (checked, whole) {
        (Ok(checked), None) => return Ok(checked),
        (Ok(_), Some(error)) => FieldErrors::one(FormField::Whole, error),
        (Err(mut errors), whole) => {
            if let Some(error) = whole {
                errors.add(FormField::Whole, error);
            }
            errors
        }
    };
    Err(Box::new(FormState { form: shown_again(form.clone(), stamp), errors }))
}

/// To the page of thanks. Its address says what is known to everybody: nothing of the person.
fn thanks(visit: &Visit, need: &Need, slot_id: i64, waiting: bool, minor: bool) -> Response {
    let waiting = if waiting { "&attente=1" } else { "" };
    let minor = if minor { "&mineur=1" } else { "" };
    let path = format!("{}/merci?creneau={slot_id}{waiting}{minor}", need.path());
    Redirect::to(&visit.lang.href(&path)).into_response()
}

fn shown(status: StatusCode, app: &App, visit: &Visit, need: Need, state: FormState) -> Response {
    let (lang, today) = (visit.lang, today(app.clock.now()));
    // The other language's page is found by its bare address: a personal link stays out of it.
    let place = Visit { lang, path: format!("{}/inscription", need.path()) };
    let title = format!("{} · {}", texts::sign_ups::card_title(lang), need.title);
    let head = Head { title, private: true, class: "sign-up", ..Head::default() };
    page_with_status(status, app, &place, head, || view! { <SignUpPage lang need state today/> })
}

/// Nobody can sign up here any more (410), or never could (409 to those who try).
fn closed(app: &App, visit: &Visit, need: Need) -> Response {
    let status = if need.sign_up == SignUpAt::There { StatusCode::CONFLICT } else { StatusCode::GONE };
    // It may have closed a moment ago.
    let need = if need.takes_sign_ups() { Need { state: NeedState::Closed, ..need } } else { need };
    let lang = visit.lang;
    let place = Visit { lang, path: format!("{}/inscription", need.path()) };
    let head = Head { title: need.title.clone(), private: true, class: "sign-up", ..Head::default() };
    page_with_status(status, app, &place, head, || {
        let (state, today) = (FormState::default(), today(app.clock.now()));
        view! { <SignUpPage lang need state today/> }
    })
}
