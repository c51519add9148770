//! Writes the letters of follow-ups whose time has come: so many a second, each person once. A letter goes into the
//! outbox in the very transaction that notes that its reader was written to.

use super::reader::{Reader, Words};
use crate::{
    http::AppError,
    mail::{Letter, outbox},
    sign_ups::Subject,
    state::App,
    store::{
        Tx,
        follow_ups::{self, DueFollowUp},
        links::{self, NewLink, Purpose, Token},
        sign_ups,
    },
};
use app::domain::merge::Template;
use std::collections::{HashMap, hash_map::Entry};

/// Most letters in one transaction, few enough for others to come between.
const AT_ONCE: usize = 25;

/// Writes the next letters, at most as many as `MAIL_PACE` allows for a second; answers how many.
///
/// # Errors
/// When the database fails; what was written before that is written.
pub async fn write_some(app: &App) -> Result<usize, AppError> {
    let (pace, mut written) = (usize::try_from(app.settings.mail_pace).unwrap_or(1), 0);
    while let Some(left) = pace.checked_sub(written).filter(|left| *left > 0) {
        let Some(some) = write_few(app, left.min(AT_ONCE)).await? else { break };
        written += some;
    }
    Ok(written)
}

/// Writes some letters of the follow-up that is next, or finds that it has reached everybody; `None` if none is due.
async fn write_few(app: &App, most: usize) -> Result<Option<usize>, AppError> {
    let now = app.clock.now();
    if !follow_ups::any_due(&app.db, now).await? {
        return Ok(None);
    }
    let mut tx = app.db.begin().await?;
    let Some(due) = follow_ups::next_due(&mut tx, now).await? else { return Ok(None) };
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let people = follow_ups::next_people(&mut tx, &due, most, now).await?;
    let written = if people.is_empty() {
        follow_ups::finish(&mut tx, due.id).await?;
        0
    } else {
        write(app, &mut tx, &due, &people, now).await?
    };
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(Some(written))
}

async fn write(
    app: &App,
    tx: &mut Tx,
    due: &DueFollowUp,
    people: &[(i64, bool)],
    now: i64,
) -> Result<usize, AppError> {
    // It was checked before it was kept.
    let (Ok(subject), Ok(body)) = (Template::parse(&due.subject), Template::parse(&due.body)) else {
        follow_ups::finish(tx, due.id).await?;
        return Ok(0);
    };
    let words =
        Words { subject: &subject, body: &body, reply_to: Some(&due.reply_to), also: &[], news: due.news };
    let those =
        |wanted| people.iter().filter(move |(_, may)| *may == wanted).map(|(id, _)| *id).collect::<Vec<_>>();
    let (reached, passed_over) = (those(true), those(false));
    follow_ups::settle(tx, due.id, &passed_over, false).await?;
    follow_ups::settle(tx, due.id, &reached, true).await?;
    let (mut letters, mut links) = (Vec::new(), Vec::new());
    let mut about: HashMap<(i64, i64), Subject> = HashMap::new();
    for person in sign_ups::several_in_tx(tx, &reached).await? {
        let of = match about.entry((person.need_id, person.slot_id)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Subject::of_sign_up(app, &person, now).await?),
        };
        let token = Token::fresh();
        let reader = Reader { subject: of, sign_up: &person, token: token.as_str() };
        letters.push(Letter { follow_up_id: Some(due.id), ..reader.letter(app, words) });
        links.push(NewLink { token, sign_up_id: person.id, purpose: Purpose::Volunteer });
    }
    let written = letters.len();
    links::add(tx, &links, now).await?;
    outbox::queue(tx, letters, now).await?;
    Ok(written)
}
