//! `POST /mes-favoris/envoi`: the list, to oneself. The address is in the outbox until the letter has left, and nowhere
//! else; nothing in the letter is written by whoever asks for it. Since they may have typed anybody's address, it has the
//! bounds of a friend's letter, and can be ended for good as that.

use super::{
    Liker,
    list::{Done, favorites, shown},
};
use crate::{
    http::{
        PageResult, Visit,
        form_stamp::{self, StampError},
        forms::read_form,
        kept_by_nobody,
        limits::{Network, count_one},
    },
    local_time::today,
    mail::{letters_of_likes, outbox},
    share::{friends::hashes, silence},
    state::SharedApp,
};
use app::{domain::email::Email, forms::Problem, likes::SendForm};
use axum::{
    body::Bytes,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

/// Most letters that one network may ask for in an hour.
const PER_NETWORK: (i64, i64) = (3600, 20);
/// Most letters to one mailbox in a day.
const PER_MAILBOX: (i64, i64) = (86_400, 3);

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Typed {
    email: String,
    #[serde(rename = "t")]
    stamp: String,
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
    let stamped = form_stamp::check(&app.secrets.forms, &typed.stamp, now).map_err(|error| match error {
        StampError::TooFast => Problem::TooFast,
        StampError::Stale => Problem::Stale,
    });
    let checked = Email::parse(&typed.email).map_err(Problem::Email);
    let email = match checked.and_then(|email| stamped.map(|()| email)) {
        Ok(email) => email,
        Err(problem) => {
            let stamp = form_stamp::renewed(&app.secrets.forms, now);
            let typed = SendForm { email: typed.email, stamp, error: Some(problem.say(lang)) };
            return shown(StatusCode::UNPROCESSABLE_ENTITY, &app, &visit, &liker, typed, Done::default())
                .await;
        }
    };
    let (_, list) = favorites(&app, &liker, 1).await?;
    let there = lang.href("/mes-favoris");
    if list.cards.is_empty() {
        return Ok(kept_by_nobody(Redirect::to(&there).into_response()));
    }
    let mut tx = app.db.begin().await?;
    count_one(&app, &mut tx, ("favorites of a network", &network.octets()), PER_NETWORK, now).await?;
    let mailbox = hashes::silence(&app.secrets.friends, &email);
    count_one(&app, &mut tx, ("favorites to a mailbox", &mailbox), PER_MAILBOX, now).await?;
    // Who asks isn't told that somebody said never.
    if !silence::is_wanted(&app, &mut tx, &email).await? {
        let to = (email.as_str(), silence::address(&app, lang, &email));
        let letter = letters_of_likes::favorites(lang, &app.settings.public_url, to, &list, today(now));
        outbox::queue(&mut tx, [letter], now).await?;
    }
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(kept_by_nobody(Redirect::to(&format!("{there}?fait=envoi")).into_response()))
}
