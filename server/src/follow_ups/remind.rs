//! Reminders: one letter a day for each address, however many slots it is in. It is in the words of the association
//! whose slot comes first, and names the others too.

use super::{
    by_itself::{reply_to, rule},
    reader::{Reader, Words},
};
use crate::{
    http::AppError,
    local_time::{epoch, today},
    mail::{letters_to_volunteers::Also, outbox},
    sign_ups::Subject,
    state::App,
    store::{
        Tx, dead_addresses,
        links::{self, NewLink, Purpose, Token},
        rules::{self, Due},
        sign_ups,
    },
};
use app::domain::{merge::Template, rule::RuleKind};

/// Reminds those whose turn it is, at most `limit` of them; answers how many letters.
///
/// # Errors
/// When the database fails. Who was written to before that stays written to.
pub(super) async fn run(app: &App, now: i64, limit: i64) -> Result<usize, AppError> {
    // A day is one on the clocks of Paris: whoever was reminded on it waits for the next.
    let since = epoch(today(now).at(0, 0, 0, 0), "75").unwrap_or(now - 86_400);
    let mut written = 0;
    for email_key in rules::to_remind(&app.db, now, since, limit).await? {
        let mut tx = app.db.begin().await?;
        let due = rules::reminders(&mut tx, &email_key, now, since).await?;
        if remind(app, &mut tx, &due, now).await? {
            tx.commit().await?;
            written += 1;
        }
    }
    Ok(written)
}

/// `false` if there is nothing to keep: another server was quicker.
async fn remind(app: &App, tx: &mut Tx, due: &[Due], now: i64) -> Result<bool, AppError> {
    for one in due {
        if !rules::tell(tx, *one, RuleKind::Before, now).await? {
            return Ok(false);
        }
    }
    let mut people = Vec::new();
    for one in due {
        let Some(person) = sign_ups::in_tx(tx, one.sign_up_id).await? else { return Ok(false) };
        let subject = Subject::of_sign_up(app, &person, now).await?;
        people.push((person, subject, Token::fresh()));
    }
    let ([(person, subject, token), others @ ..], Some(first)) = (people.as_slice(), due.first()) else {
        return Ok(false);
    };
    if dead_addresses::is_dead_in(tx, &person.email, now).await? {
        return Ok(true);
    }
    let rule = rule(app, first.association_id, RuleKind::Before, person.lang()).await?;
    let (Ok(title), Ok(body)) = (Template::parse(&rule.subject), Template::parse(&rule.body)) else {
        return Ok(false);
    };
    let also: Vec<Also> = others
        .iter()
        .map(|(other, subject, token)| Also::of(&subject.context_of(other), token.as_str()))
        .collect();
    let reply_to = reply_to(tx, *first).await?;
    let words =
        Words { subject: &title, body: &body, reply_to: reply_to.as_deref(), also: &also, news: false };
    let letter = Reader { subject, sign_up: person, token: token.as_str() }.letter(app, words);
    let links: Vec<NewLink> = people
        .iter()
        .map(|(person, _, token)| NewLink {
            token: token.clone(),
            sign_up_id: person.id,
            purpose: Purpose::Volunteer,
        })
        .collect();
    links::add(tx, &links, now).await?;
    outbox::queue(tx, [letter], now).await?;
    Ok(true)
}
