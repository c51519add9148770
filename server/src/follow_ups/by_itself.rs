//! Messages that go out by themselves: on confirmation, before a slot, the day after. Each person gets each once for
//! each slot: that they were told is noted in the transaction that writes the letter.

use super::{
    reader::{Reader, Words},
    remind,
};
use crate::{
    http::AppError,
    local_time::{epoch, local},
    mail::outbox,
    sign_ups::Subject,
    state::App,
    store::{
        StoreError, Tx, dead_addresses,
        links::{self, NewLink, Purpose, Token},
        rules::{self, Due},
        sign_ups, volunteer_words,
    },
};
use app::domain::{
    Lang,
    merge::Template,
    rule::{Rule, RuleKind},
};

/// The department whose clocks count.
const PARIS: &str = "75";
/// Hours in which people are thanked.
const DAYTIME: std::ops::Range<i8> = 8..21;
/// Most letters of one kind in one run.
const AT_ONCE: i64 = 100;

/// Writes to all who are to be told now; answers how many letters.
///
/// # Errors
/// When the database fails. Who was written to before that stays written to.
pub async fn run(app: &App) -> Result<usize, AppError> {
    let (now, mut written) = (app.clock.now(), 0);
    written += remind::run(app, now, AT_ONCE).await?;
    for due in rules::signed_up(&app.db, now, AT_ONCE).await? {
        written += usize::from(tell(app, RuleKind::SignedUp, due, now).await?);
    }
    for due in to_thank(app, now).await? {
        written += usize::from(tell(app, RuleKind::After, due, now).await?);
    }
    if written > 0 {
        app.outbox_wake.notify_one();
    }
    Ok(written)
}

/// Thanks come the day after, and not by night; both on the clocks of Paris.
async fn to_thank(app: &App, now: i64) -> Result<Vec<Due>, AppError> {
    let here = local(now, PARIS);
    let today = epoch(here.date().at(0, 0, 0, 0), PARIS).filter(|_| DAYTIME.contains(&here.hour()));
    match today {
        Some(today) => Ok(rules::to_thank(&app.db, now, today, AT_ONCE).await?),
        None => Ok(Vec::new()),
    }
}

async fn tell(app: &App, kind: RuleKind, due: Due, now: i64) -> Result<bool, AppError> {
    let Some(person) = sign_ups::sign_up(&app.db, due.sign_up_id).await? else { return Ok(false) };
    let subject = Subject::of_sign_up(app, &person, now).await?;
    let rule = rule(app, due.association_id, kind, person.lang()).await?;
    let (Ok(title), Ok(body)) = (Template::parse(&rule.subject), Template::parse(&rule.body)) else {
        return Ok(false);
    };
    let mut tx = app.db.begin().await?;
    if !rules::tell(&mut tx, due, kind, now).await? {
        return Ok(false);
    }
    let alive = !dead_addresses::is_dead_in(&mut tx, &person.email, now).await?;
    if alive {
        let token = Token::fresh();
        let reply_to = reply_to(&mut tx, due).await?;
        let reader = Reader { subject: &subject, sign_up: &person, token: token.as_str() };
        let words =
            Words { subject: &title, body: &body, reply_to: reply_to.as_deref(), also: &[], news: false };
        let letter = reader.letter(app, words);
        let link = NewLink { token: token.clone(), sign_up_id: person.id, purpose: Purpose::Volunteer };
        links::add(&mut tx, &[link], now).await?;
        outbox::queue(&mut tx, [letter], now).await?;
    }
    tx.commit().await?;
    Ok(alive)
}

/// Where answers go: to who looks after the volunteer, else to the association's contact address.
pub(super) async fn reply_to(tx: &mut Tx, due: Due) -> Result<Option<String>, StoreError> {
    match volunteer_words::looked_after_by(tx, due.sign_up_id).await? {
        Some((email, _)) => Ok(Some(email)),
        None => rules::reply_to(tx, due.association_id).await,
    }
}

/// The association's own words, or the usual ones in the reader's language.
pub(super) async fn rule(
    app: &App,
    association_id: i64,
    kind: RuleKind,
    lang: Lang,
) -> Result<Rule, AppError> {
    let changed = rules::changed(&app.db, association_id).await?;
    Ok(changed.into_iter().find(|rule| rule.kind == kind).unwrap_or_else(|| kind.usual(lang)))
}
