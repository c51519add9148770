//! A follow-up as the first few will get it, before it is sent.

use super::reader::Reader;
use crate::{
    http::AppError,
    sign_ups::Subject,
    state::App,
    store::sign_ups::{self, SignUpRow},
};
use app::{
    domain::Lang,
    follow_ups::{CheckedFollowUp, Sample},
    texts,
};

/// How many mails a preview shows.
const SAMPLES: usize = 3;

/// The first of those who are meant.
///
/// # Errors
/// When the database fails.
pub(super) async fn first(app: &App, people: &[i64]) -> Result<Vec<SignUpRow>, AppError> {
    let mut first = Vec::new();
    for id in people.iter().take(SAMPLES) {
        first.extend(sign_ups::sign_up(&app.db, *id).await?);
    }
    Ok(first)
}

/// What they will get.
///
/// # Errors
/// When the database fails.
pub(super) async fn samples(
    app: &App,
    lang: Lang,
    checked: &CheckedFollowUp,
    people: &[SignUpRow],
) -> Result<Vec<Sample>, AppError> {
    let mut samples = Vec::new();
    for person in people {
        let subject = Subject::of_sign_up(app, person, app.clock.now()).await?;
        // What a link would be: this one leads nowhere.
        let reader = Reader { subject: &subject, sign_up: person, token: texts::follow_ups::own_link(lang) };
        samples.push(Sample {
            to: person.email.clone(),
            subject: reader.fill(&checked.subject),
            body: reader.fill(&checked.body),
        });
    }
    Ok(samples)
}
