//! `POST /inscriptions/{token}/mot`: a few words to the association, mailed to whoever looks after the volunteer, or
//! else to its contact address, or else to all who may answer.

use super::{
    Subject,
    own_page::{back, shown},
};
use crate::{
    http::{
        AppError, PageResult, Visit,
        access::LinkHolder,
        forms::read_form,
        limits::{Limits, Network},
    },
    mail::{letters, outbox},
    state::SharedApp,
    store::{Tx, rules, sign_up_table::members_who_act, sign_ups::SignUpRow, volunteer_words},
};
use app::{
    domain::{Lang, email::Email},
    forms::{Problem, Problems},
    sign_ups::{FormState, SignUpForm},
};
use axum::{body::Bytes, extract::State, http::StatusCode};
use serde::Deserialize;

/// Longest, in signs.
const MOST: usize = 2000;

#[derive(Deserialize, Default)]
#[serde(default)]
struct Typed {
    words: String,
}

/// `POST`.
pub async fn write(
    State(app): State<SharedApp>,
    visit: Visit,
    LinkHolder { token, sign_up }: LinkHolder,
    network: Network,
    body: Bytes,
) -> PageResult {
    let now = app.clock.now();
    let typed = read_form::<Typed>(&body)?.words;
    let words = typed.trim();
    if let Some(problem) = wrong(words) {
        let form = FormState { form: SignUpForm::of(&sign_up.shown(None)), ..FormState::default() };
        let again = (typed, Problems::one("words", problem));
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(status, &app, &visit, &token, &sign_up, (form, again), Default::default()).await;
    }
    let key = Email::parse(&sign_up.email).map_or_else(|_| sign_up.email.clone(), |email| email.key());
    let subject = Subject::of_sign_up(&app, &sign_up, now).await?;
    let mut tx = app.db.begin().await?;
    Limits::new(&app, network, &key, now).count(&mut tx).await?;
    volunteer_words::add(&mut tx, sign_up.id, words, now).await?;
    let association = subject.need.association.id;
    let desk = format!("/espace/{association}/inscriptions/{}", sign_up.id);
    let letters: Vec<_> = readers(&mut tx, association, &sign_up)
        .await?
        .into_iter()
        .map(|(to, lang)| {
            let context = subject.context(lang, &sign_up.first_name);
            let context = letters::LetterContext { sign_up_id: Some(sign_up.id), ..context };
            letters::volunteer_writes(&context, &to, &sign_up.email, words, &desk)
        })
        .collect();
    outbox::queue(&mut tx, letters, now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(back(&visit, &token, Some("mot")))
}

fn wrong(words: &str) -> Option<Problem> {
    if words.is_empty() {
        return Some(Problem::Missing);
    }
    (words.chars().count() > MOST).then_some(Problem::TooLong(2000))
}

async fn readers(tx: &mut Tx, association: i64, row: &SignUpRow) -> Result<Vec<(String, Lang)>, AppError> {
    if let Some((email, lang)) = volunteer_words::looked_after_by(tx, row.id).await? {
        return Ok(vec![(email, Lang::from_code(&lang))]);
    }
    // Associations are written to in French.
    if let Some(contact) = rules::reply_to(tx, association).await? {
        return Ok(vec![(contact, Lang::Fr)]);
    }
    let all = members_who_act(tx, association).await?;
    Ok(all.into_iter().map(|one| (one.email.clone(), one.lang())).collect())
}
