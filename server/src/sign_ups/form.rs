//! `/missions/{id}-{slug}/inscription`: the form, and what is sent with it.

use super::{
    Query, Subject,
    desk::{Outcome, Wish},
    person, read_form, shown_again,
};
use crate::{
    figures::{self, Event, Passer},
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
    passer: Passer,
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
    // Whoever opens the form on a page of its own has begun.
    figures::count(&app, &passer, need.id, Event::FormBegun);
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
    state.from = passer.source();
    Ok(shown(StatusCode::OK, &app, &visit, need, state))
}

/// `POST`: the sign-up. The answer to one who is in already is the same as to one who wasn't.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    passer: Passer,
    Path(address): Path<String>,
    body: Bytes,
) -> PageResult {
    let (need, taken) = take(&app, &visit, network, &passer, &address, &body).await?;
    Ok(match taken {
        Taken::Noted(noted) => thanks(&visit, &need, noted),
        Taken::ToMend(state) => shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, need, *state),
        Taken::Closed => closed(&app, &visit, need),
    })
}

/// What became of a form.
pub enum Taken {
    /// Written down.
    Noted(Noted),
    /// Something is wrong with it; what was typed, to be shown again with 422.
    ToMend(Box<FormState>),
    /// Nobody can sign up.
    Closed,
}

/// What the page of thanks may know: nothing of the person.
pub struct Noted {
    slot_id: i64,
    waiting: bool,
    minor: bool,
}

impl Noted {
    /// As its address says it.
    #[must_use]
    pub fn query(&self) -> String {
        let waiting = if self.waiting { "&attente=1" } else { "" };
        let minor = if self.minor { "&mineur=1" } else { "" };
        format!("creneau={}{waiting}{minor}", self.slot_id)
    }
}

/// Takes a form, on whichever page it was shown.
///
/// # Errors
/// When there is no such need, it is no form, it is one too many, or the database fails.
pub async fn take(
    app: &SharedApp,
    visit: &Visit,
    network: Network,
    passer: &Passer,
    address: &str,
    body: &[u8],
) -> Result<(Need, Taken), AppError> {
    let now = app.clock.now();
    let id = NeedPath::parse(address).ok_or(AppError::NotFound)?.id;
    let form: SignUpForm = read_form(body)?;
    let need = store::needs::need(&app.db, id, now).await?.ok_or(AppError::NotFound)?;
    unless_withheld(app, &need).await?;
    if !need.takes_sign_ups() {
        return Ok((need, Taken::Closed));
    }
    if !form.trap.is_empty() {
        // A robot is thanked like everybody, and learns nothing.
        let slot_id = form.slot.parse().unwrap_or(0);
        return Ok((need, Taken::Noted(Noted { slot_id, waiting: false, minor: form.minor })));
    }
    figures::count(app, passer, need.id, Event::FormBegun);
    let from = passer.source();
    let checked = match checked(app, &need, &form, now) {
        Ok(checked) => checked,
        Err(state) => return Ok((need, Taken::ToMend(Box::new(FormState { from, ..*state })))),
    };
    let (slot_id, minor) = (checked.slot_id, checked.minor());
    let limits = Limits::new(app, network, &checked.email.key(), now);
    let Some(subject) = Subject::of(app, need.clone(), slot_id, now).await? else {
        let errors = FieldErrors::one(FormField::Slot, FieldError::SlotUnknown);
        return Ok((need, Taken::ToMend(Box::new(FormState { form, errors, from }))));
    };
    let wish = Wish::new(subject, person(checked, visit.lang), limits, now);
    let taken = match app.desk.note(wish).await? {
        Outcome::Noted { waiting, new } => {
            app.outbox_wake.notify_one();
            if new {
                figures::count(app, passer, need.id, Event::FormFinished);
            }
            Taken::Noted(Noted { slot_id, waiting, minor })
        }
        Outcome::Closed => Taken::Closed,
    };
    Ok((need, taken))
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
    Err(Box::new(FormState { form: shown_again(form.clone(), stamp), errors, ..FormState::default() }))
}

/// To the page of thanks. Its address says what is known to everybody.
fn thanks(visit: &Visit, need: &Need, noted: Noted) -> Response {
    let path = format!("{}/merci?{}", need.path(), noted.query());
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
    let (status, need) = as_closed(need);
    let lang = visit.lang;
    let place = Visit { lang, path: format!("{}/inscription", need.path()) };
    let head = Head { title: need.title.clone(), private: true, class: "sign-up", ..Head::default() };
    page_with_status(status, app, &place, head, || {
        let (state, today) = (FormState::default(), today(app.clock.now()));
        view! { <SignUpPage lang need state today/> }
    })
}

/// The answer's status and the need where nobody can sign up: it may have closed a moment ago.
pub(crate) fn as_closed(need: Need) -> (StatusCode, Need) {
    let status = if need.sign_up == SignUpAt::There { StatusCode::CONFLICT } else { StatusCode::GONE };
    let need = if need.takes_sign_ups() { Need { state: NeedState::Closed, ..need } } else { need };
    (status, need)
}
