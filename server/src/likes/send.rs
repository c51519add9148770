//! `POST /mes-favoris/envoi`: the list, to oneself. The address is in the outbox until the letter has left, and nowhere
//! else; nothing in the letter is written by whoever asks for it. Since they may have typed anybody's address, it has the
//! bounds of a friend's letter, and can be ended for good as that.

use super::{
    Liker,
    list::{Done, favorites, shown},
};
use crate::{
    http::{
        AppError, PageResult, Visit,
        form_stamp::{self, StampError},
        forms::read_form,
        kept_by_nobody,
        limits::{LETTERS_TO_A_MAILBOX, Network, count_one},
    },
    local_time::today,
    mail::{letters_of_likes, outbox},
    share::{friends::hashes, silence},
    state::{App, SharedApp},
};
use app::{
    domain::email::Email,
    forms::Problem,
    likes::SendForm,
    texts::{likes as say, share_friends::wait},
};
use axum::{
    body::Bytes,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect},
};
use serde::Deserialize;

/// Most letters that one network may ask for in an hour.
const PER_NETWORK: (i64, i64) = (3600, 20);

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
    let stamped = form_stamp::check(&app.secrets.forms, &typed.stamp, now);
    let checked = Email::parse(&typed.email);
    let mut again = SendForm { email: typed.email, stamp: typed.stamp, ..SendForm::default() };
    match stamped {
        Ok(()) => {}
        Err(StampError::TooFast) => again.trouble = Some(Problem::TooFast.say(lang)),
        Err(StampError::Stale) => {
            again.stamp = form_stamp::renewed(&app.secrets.forms, now);
            again.trouble = Some(Problem::Stale.say(lang));
        }
    }
    let email = match (checked, stamped) {
        (Ok(email), Ok(())) => email,
        (checked, _) => {
            again.error = checked.err().map(|error| Problem::Email(error).say(lang));
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return shown(status, &app, &visit, &liker, again, Done::default()).await;
        }
    };
    match sent(&app, &visit, &liker, network, &email).await {
        Ok(fait) => {
            app.outbox_wake.notify_one();
            Ok(kept_by_nobody(Redirect::to(&format!("{}{fait}", lang.href("/mes-favoris"))).into_response()))
        }
        Err(AppError::TooMany(seconds)) => {
            let soon = || wait(lang, (seconds + 59) / 60);
            again.trouble = Some(if seconds > 3600 { say::send_tomorrow(lang).to_owned() } else { soon() });
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut page = shown(status, &app, &visit, &liker, again, Done::default()).await?;
            page.headers_mut().insert(header::RETRY_AFTER, seconds.max(1).into());
            Ok(page)
        }
        Err(error) => Err(error),
    }
}

/// Sends the list, if there is one; gives what the address says of it.
async fn sent(
    app: &App,
    visit: &Visit,
    liker: &Liker,
    network: Network,
    email: &Email,
) -> Result<&'static str, AppError> {
    let (now, lang) = (app.clock.now(), visit.lang);
    let (_, list) = favorites(app, liker, 1).await?;
    if list.cards.is_empty() {
        return Ok("");
    }
    let mut tx = app.db.begin().await?;
    count_one(app, &mut tx, ("favorites of a network", &network.octets()), PER_NETWORK, now).await?;
    let mailbox = hashes::silence(&app.secrets.friends, email);
    count_one(app, &mut tx, ("favorites to a mailbox", &mailbox), LETTERS_TO_A_MAILBOX, now).await?;
    // Who asks isn't told that somebody said never.
    if !silence::is_wanted(app, &mut tx, email).await? {
        let to = (email.as_str(), silence::address(app, lang, email));
        let letter = letters_of_likes::favorites(lang, &app.settings.public_url, to, &list, today(now));
        outbox::queue(&mut tx, [letter], now).await?;
    }
    tx.commit().await?;
    Ok("?fait=envoi")
}
