//! `/inscriptions/{token}`: the volunteer's own page, and its buttons. Opening it changes nothing, for
//! mail scanners open links too; only a button does.

use super::{Query, steps};
use crate::{
    http::{AppError, Head, PageResult, Visit, access::LinkHolder, kept_by_nobody, page, page_with_status},
    likes::{self, Browser},
    local_time::{local, today},
    search_page::near,
    state::SharedApp,
    store::{
        links::Token,
        needs, ratings,
        sign_ups::{self, SignUpRow, rank},
        slots, unsubscribed, volunteer_words,
    },
};
use app::{
    domain::{Lang, dates, need::NeedState, sign_up::SignUpState},
    follow_ups::Rated,
    forms::Problems,
    likes::OfVolunteer,
    sign_ups::{ErasedPage, FormState, Got, Messages, Notice, SignUpForm, Standing, VolunteerPage},
    texts,
};
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;

/// Other needs offered to those whose sign-up is over.
const OTHERS: usize = 3;

/// What has just been done.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Done {
    fait: String,
}

/// What the page says first.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct JustDone {
    notice: Option<Notice>,
    /// Whether this browser likes something that their address could keep. It isn't taken along unasked, as at sign-in:
    /// the link may be open on a computer, or in hands, that aren't theirs.
    offers_likes: bool,
}

/// `GET`.
pub async fn own_page(
    State(app): State<SharedApp>,
    visit: Visit,
    LinkHolder { token, sign_up }: LinkHolder,
    browser: Browser,
    Query(done): Query<Done>,
) -> PageResult {
    let notice = match done.fait.as_str() {
        "confirmation" if sign_up.state() == SignUpState::Confirmed => Some(Notice::Confirmed),
        "confirmation" if sign_up.confirmed_at.is_some() && !sign_up.allowed() => Some(Notice::ParentAwaited),
        "place" if sign_up.state() == SignUpState::Confirmed => Some(Notice::OfferTaken),
        "place" if !sign_up.allowed() => Some(Notice::ParentAwaited),
        "avis" => Some(Notice::Rated),
        "mot" => Some(Notice::Said),
        "messages" => Some(Notice::MessagesAgain),
        "silence" => Some(Notice::NoMoreMessages),
        "changement" => Some(Notice::Changed),
        "annulation" if sign_up.state() == SignUpState::Cancelled => Some(Notice::Cancelled),
        _ => None,
    };
    let said_yes = matches!(notice, Some(Notice::Confirmed | Notice::ParentAwaited | Notice::OfferTaken));
    let offers_likes = said_yes && likes::of_volunteer::has_some(&app, browser).await?;
    let just = JustDone { notice, offers_likes };
    let state = FormState { form: SignUpForm::of(&sign_up.shown(None)), ..FormState::default() };
    let nothing = (String::new(), Problems::default());
    shown(StatusCode::OK, &app, &visit, &token, &sign_up, (state, nothing), just).await
}

/// `POST …/confirmation`.
pub async fn confirm(
    State(app): State<SharedApp>,
    visit: Visit,
    LinkHolder { token, sign_up }: LinkHolder,
) -> PageResult {
    let offered = sign_up.state() == SignUpState::Offered;
    let done = steps::confirm(&app, &sign_up, &token, app.clock.now()).await?;
    Ok(back(&visit, &token, done.then_some(if offered { "place" } else { "confirmation" })))
}

/// `POST …/annulation`.
pub async fn cancel(
    State(app): State<SharedApp>,
    visit: Visit,
    LinkHolder { token, sign_up }: LinkHolder,
) -> PageResult {
    let done = steps::cancel(&app, &sign_up, app.clock.now()).await?;
    Ok(back(&visit, &token, done.then_some("annulation")))
}

/// `POST …/effacement`. The answer is a page of its own: nothing is left to go back to.
pub async fn erase(State(app): State<SharedApp>, visit: Visit, holder: LinkHolder) -> PageResult {
    if !steps::erase(&app, &holder.sign_up, app.clock.now()).await? {
        return Ok(back(&visit, &holder.token, None));
    }
    let lang = visit.lang;
    let title = texts::sign_ups::erased_title(lang).to_owned();
    let head = Head { title, private: true, class: "erased", ..Head::default() };
    let place = Visit { lang, path: "/".to_owned() };
    Ok(kept_by_nobody(page(&app, &place, head, || view! { <ErasedPage lang/> })))
}

/// To the volunteer's page, which says what was done.
pub(crate) fn back(visit: &Visit, token: &Token, done: Option<&str>) -> Response {
    let done = done.map(|done| format!("?fait={done}")).unwrap_or_default();
    let path = format!("/inscriptions/{}{done}", token.as_str());
    kept_by_nobody(Redirect::to(&visit.lang.href(&path)).into_response())
}

/// The page, with whatever is in its two forms.
pub(super) async fn shown(
    status: StatusCode,
    app: &SharedApp,
    visit: &Visit,
    token: &Token,
    row: &SignUpRow,
    (state, (typed, problems)): (FormState, (String, Problems)),
    JustDone { notice, offers_likes }: JustDone,
) -> PageResult {
    let now = app.clock.now();
    let need = needs::need(&app.db, row.need_id, now).await?.ok_or(AppError::NotFound)?;
    let others = if row.state().is_over() || need.state == NeedState::Closed {
        let from = need.addresses.first().map(|address| address.point);
        needs::cards(&app.db, &near(app, &need, OTHERS).await?, from, now).await?
    } else {
        Vec::new()
    };
    let department = need.addresses.first().map_or("75", |address| address.department_code.as_str());
    let standing = Standing {
        rank: match row.state() {
            SignUpState::Waiting => Some(rank(&app.db, row).await?),
            _ => None,
        },
        until: row.due_at.map(|due| local(due, department)),
    };
    let over = row.state().holds_place() && need.slots.iter().any(|slot| slot.id == row.slot_id && slot.over);
    let rated = if over {
        let said = ratings::rating(&app.db, row.id).await?;
        Some(said.map_or_else(Rated::default, |said| Rated { rating: said.rating, words: said.words }))
    } else {
        None
    };
    let handling = sign_ups::handling(&app.db, row.id).await?;
    let messages = Messages { typed, problems, ..messages(app, visit.lang, row, department).await? };
    let times = slots::facts(&app.db, row.slot_id).await?.and_then(|slot| slot.times(department));
    // Its association cancelled it: it is none of the need's any more.
    let slot_cancelled =
        row.state() == SignUpState::Cancelled && !need.slots.iter().any(|slot| slot.id == row.slot_id);
    let likes = OfVolunteer { offered: offers_likes, ..likes::of_volunteer::shown(app, &row.email).await? };
    let sign_up = row.shown(times);
    let (lang, today, token) = (visit.lang, today(now), token.as_str().to_owned());
    // The other language's page is this one, whatever was posted to.
    let place = Visit { lang, path: format!("/inscriptions/{token}") };
    let title = texts::sign_ups::volunteer_title(lang, &row.first_name);
    let head = Head { title, private: true, class: "volunteer", ..Head::default() };
    let page = page_with_status(
        status,
        app,
        &place,
        head,
        || view! { <VolunteerPage lang token need sign_up standing state notice others handling slot_cancelled rated messages likes today/> },
    );
    Ok(kept_by_nobody(page))
}

/// What passed between a volunteer and the association.
async fn messages(
    app: &SharedApp,
    lang: Lang,
    row: &SignUpRow,
    department: &str,
) -> Result<Messages, AppError> {
    let today = today(app.clock.now());
    let moment = |epoch: i64| {
        let at = local(epoch, department);
        texts::sign_ups::day_and_time(lang, dates::day(lang, at.date(), today), dates::time(lang, at.time()))
    };
    let mails = sign_ups::mails(&app.db, row.id).await?;
    let to_them = mails.into_iter().rev().filter(sign_ups::MailRow::is_to_volunteer);
    let got = |mail: sign_ups::MailRow| Got {
        when: moment(mail.moment()),
        delivery: mail.delivery(),
        subject: mail.subject,
    };
    let words = volunteer_words::of(&app.db, row.id).await?;
    Ok(Messages {
        wanted: !unsubscribed::is(&app.db, row.id).await?,
        mails: to_them.map(got).collect(),
        words: words.into_iter().map(|words| (moment(words.at), words.text)).collect(),
        ..Messages::default()
    })
}
