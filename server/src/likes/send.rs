//! `POST /mes-favoris/envoi`: the list, to oneself. The address is in the outbox until the letter has left, and nowhere
//! else; nothing in the letter is written by whoever asks for it.

use super::{
    Liker,
    list::{favorites, shown},
};
use crate::{
    http::{
        PageResult, Visit,
        forms::read_form,
        kept_by_nobody,
        limits::{Limits, Network},
    },
    local_time::today,
    mail::{letters_of_likes, outbox},
    state::SharedApp,
};
use app::{domain::email::Email, likes::SendForm};
use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    email: String,
}

/// `POST`.
pub async fn post(
    State(app): State<SharedApp>,
    visit: Visit,
    liker: Liker,
    network: Network,
    body: Bytes,
) -> PageResult {
    let (now, lang) = (app.clock.now(), visit.lang);
    let typed: Typed = read_form(&body)?;
    let email = match Email::parse(&typed.email) {
        Ok(email) => email,
        Err(error) => {
            let typed = SendForm { email: typed.email, error: Some(error.text(lang)) };
            return shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, &liker, typed, None).await;
        }
    };
    let (_, cards) = favorites(&app, &liker).await?;
    let list = lang.href("/mes-favoris");
    if cards.is_empty() {
        return Ok(kept_by_nobody(Redirect::to(&list).into_response()));
    }
    let letter =
        letters_of_likes::favorites(lang, &app.settings.public_url, email.as_str(), &cards, today(now));
    let mut tx = app.db.begin().await?;
    Limits::new(&app, network, &email.key(), now).count(&mut tx).await?;
    outbox::queue(&mut tx, [letter], now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(kept_by_nobody(Redirect::to(&format!("{list}?fait=envoi")).into_response()))
}
