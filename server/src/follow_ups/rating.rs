//! « Comment c’était ? »: `POST /inscriptions/{token}/avis`, and what the association reads of it.

use crate::{
    http::{
        AppError, Head, PageResult, Visit, access::LinkHolder, forms::read_form, page, signed_in::Member,
    },
    local_time::{local, today},
    sign_ups::own_page::back,
    state::SharedApp,
    store::{
        ratings::{self, Rating},
        slots,
    },
};
use app::{
    domain::dates,
    follow_ups::{RatingsPage, Said},
    texts,
};
use axum::{body::Bytes, extract::State};
use leptos::prelude::*;
use serde::Deserialize;

/// Longest sentence, in signs.
const WORDS: usize = 500;
/// Most ratings on the page.
const SHOWN: i64 = 100;

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    note: String,
    words: String,
}

/// `POST`. Only of what has been: the form isn't there before, and what comes without it changes nothing.
pub async fn rate(
    State(app): State<SharedApp>,
    visit: Visit,
    LinkHolder { token, sign_up }: LinkHolder,
    body: Bytes,
) -> PageResult {
    let typed: Typed = read_form(&body)?;
    let rating = typed.note.parse().ok().filter(|rating| (1..=5).contains(rating));
    let rating = rating.ok_or(AppError::BadRequest("a rating is from 1 to 5"))?;
    let sentence = typed.words.trim().chars().map(|sign| if sign.is_control() { ' ' } else { sign });
    let words: String = sentence.take(WORDS).collect();
    let slot = slots::facts(&app.db, sign_up.slot_id).await?;
    let over = slot.and_then(|slot| slot.starts_at).is_some_and(|starts| starts <= app.clock.now());
    if !over || !sign_up.state().holds_place() {
        return Ok(back(&visit, &token, None));
    }
    let mut tx = app.db.begin().await?;
    ratings::put(&mut tx, sign_up.id, &Rating { rating, words }, app.clock.now()).await?;
    tx.commit().await?;
    Ok(back(&visit, &token, Some("avis")))
}

/// `GET /espace/{association}/avis`.
pub async fn said(State(app): State<SharedApp>, visit: Visit, member: Member) -> PageResult {
    let (lang, today) = (visit.lang, today(app.clock.now()));
    let said: Vec<Said> = ratings::said(&app.db, member.association.id, SHOWN)
        .await?
        .into_iter()
        .map(|one| Said {
            who: one.first_name,
            need: one.need,
            when: dates::day(lang, local(one.at, "75").date(), today),
            rating: one.rating,
            words: one.words,
        })
        .collect();
    let (association, role) = (member.association, member.role);
    let title = texts::follow_ups::ratings_title(lang).to_owned();
    let head = Head { title, private: true, class: "desk", ..Head::default() };
    Ok(page(&app, &visit, head, || view! { <RatingsPage lang association role said/> }))
}
