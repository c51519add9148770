//! `/widget/missions/{id}/inscription` and `…/merci`: signing up without leaving the frame. The form is checked and
//! written down as on our own page ([`form::take`]); it needs no cookie, which a frame wouldn't get.

use super::{
    frame::{Asked, Told, framed},
    need::find,
};
use crate::{
    figures::{self, Event, Passer},
    http::{PageResult, Visit, form_stamp, forms::Query, limits::Network},
    local_time::today,
    sign_ups::{
        form::{self, Taken},
        thanks::Told as Noted,
    },
    state::{App, SharedApp},
};
use app::{
    domain::need::Need,
    sign_ups::FormState,
    texts::sign_ups as say,
    widget::{Look, WidgetSignUp, WidgetThanks},
};
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;

/// `GET`: the form.
pub async fn page(
    State(app): State<SharedApp>,
    visit: Visit,
    passer: Passer,
    Path(address): Path<String>,
    Query(asked): Query<Asked>,
) -> PageResult {
    let need = find(&app, &address).await?;
    let look = asked.look();
    if !need.takes_sign_ups() {
        return Ok(closed(&app, &visit, look, need));
    }
    figures::count(&app, &passer, need.id, Event::FormBegun);
    let stamp = form_stamp::fresh(&app.secrets.forms, app.clock.now());
    let state = FormState { from: passer.source(), ..FormState::new(stamp) };
    Ok(shown(StatusCode::OK, &app, &visit, look, need, state))
}

/// `POST`: the sign-up.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    network: Network,
    passer: Passer,
    Path(address): Path<String>,
    Query(asked): Query<Asked>,
    body: Bytes,
) -> PageResult {
    let look = asked.look();
    let (need, taken) = form::take(&app, &visit, network, &passer, &address, &body).await?;
    Ok(match taken {
        Taken::Noted(noted) => {
            let path = format!("/missions/{}/merci", need.id);
            Redirect::to(&look.href(visit.lang, &path, &[noted.query()])).into_response()
        }
        Taken::ToMend(state) => shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, look, need, *state),
        Taken::Closed => closed(&app, &visit, look, need),
    })
}

/// `GET …/merci`: what happens next. Nothing personal in it.
pub async fn thanks(
    State(app): State<SharedApp>,
    visit: Visit,
    Path(address): Path<String>,
    Query(asked): Query<Asked>,
    Query(noted): Query<Noted>,
) -> PageResult {
    let need = find(&app, &address).await?;
    let (chosen, waiting, minor) = noted.read(&need);
    let (lang, look, today) = (visit.lang, asked.look(), today(app.clock.now()));
    let title = if waiting { say::thanks_waiting(lang) } else { say::thanks(lang) };
    let told = Told { title: title.to_owned(), whole: need.path() };
    Ok(framed(StatusCode::OK, &app, &visit, look, told, || {
        view! { <WidgetThanks lang look need chosen waiting minor today/> }
    }))
}

fn shown(status: StatusCode, app: &App, visit: &Visit, look: Look, need: Need, state: FormState) -> Response {
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let title = format!("{} · {}", say::card_title(lang), need.title);
    let told = Told { title, whole: need.path() };
    framed(status, app, visit, look, told, || view! { <WidgetSignUp lang look need state today/> })
}

fn closed(app: &App, visit: &Visit, look: Look, need: Need) -> Response {
    let (status, need) = form::as_closed(need);
    shown(status, app, visit, look, need, FormState::default())
}
