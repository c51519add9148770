//! A moderator decides about a need: once, with a letter to everybody whom it concerns.

use crate::{
    http::AppError,
    mail::{
        letters_about_reports::{self as letters, About},
        outbox,
    },
    state::App,
    store::{
        Tx,
        acts::{self, Act},
        coordinators::Coordinator,
        holds::{self, Hold},
        needs_import::take_revisions,
        reports::{
            self,
            decisions::{self, NewDecision, Subject},
        },
        sign_up_table,
    },
};
use app::domain::{
    Lang,
    report::{Told, Verdict, Withheld},
};

/// What a moderator sends.
#[derive(Clone, Debug)]
pub struct Decision {
    /// About which need.
    pub need_id: i64,
    /// What.
    pub verdict: Verdict,
    /// To the association.
    pub words: String,
    /// What the reports told that they saw.
    pub seen: Told,
    /// The revision of the need that they read.
    pub revision: i64,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// Nothing waits there any more: another moderator was faster, or its association withdrew it.
    Already,
    /// Something came in, or the need changed, since they read it; nothing is done.
    Changed,
}

/// Decides. All of it is one transaction, begun by the row that every change of a need locks: two moderators, or a
/// moderator and a coordinator who changes the need, come one after the other.
///
/// # Errors
/// When the database fails; then nothing is done. [`AppError::BadRequest`] for a verdict that makes no sense there.
pub async fn decide(
    app: &App,
    moderator: &Coordinator,
    decision: &Decision,
    now: i64,
) -> Result<Outcome, AppError> {
    let (need_id, verdict) = (decision.need_id, decision.verdict);
    let mut tx = app.db.begin().await?;
    take_revisions(&mut tx, 1).await?;
    let subject = decisions::subject(&mut tx, need_id).await?.ok_or(AppError::NotFound)?;
    let (count, told) = reports::open(&mut tx, need_id).await?;
    let hold = holds::of_in(&mut tx, need_id).await?;
    let asked_at = hold.as_ref().filter(|hold| hold.wanted).and_then(|hold| hold.asked_at);
    if count == 0 && asked_at.is_none() {
        return Ok(Outcome::Already);
    }
    // What is taken down may say what it likes; whatever leaves it online was read as it is now.
    let unread = verdict != Verdict::Down && subject.revision != decision.revision;
    if told.is_beyond(decision.seen) || unread {
        return Ok(Outcome::Changed);
    }
    if !fits(verdict, hold.as_ref()) {
        return Err(AppError::BadRequest("this verdict makes no sense here"));
    }
    match verdict {
        Verdict::Down => holds::take_down(&mut tx, need_id, now).await?,
        Verdict::Passed => holds::pass(&mut tx, need_id, now).await?,
        Verdict::Warned | Verdict::Dismissed => {}
    }
    let new = NewDecision {
        need_id,
        moderator_id: moderator.id,
        verdict,
        words: &decision.words,
        flags: &holds::written(&hold.map(|hold| hold.flags).unwrap_or_default()),
        asked_at,
        reports: count,
    };
    let reporters = reports::to_answer(&mut tx, need_id).await?;
    let id = decisions::add(&mut tx, &new, now).await?;
    // A report doesn't wait for a decision: what came in since this one began is read first.
    if reports::answered(&mut tx, need_id, id).await? != told {
        return Ok(Outcome::Changed);
    }
    let act = Act {
        association_id: subject.association_id,
        coordinator_id: None,
        kind: "need",
        need_id: Some(need_id),
        people: 0,
        detail: verdict.code(),
    };
    if verdict != Verdict::Dismissed {
        acts::note(&mut tx, &act, now).await?;
    }
    let (url, about) = (&app.settings.public_url, about(need_id, &subject));
    let mut queued = Vec::new();
    for (to, lang) in readers(&mut tx, &subject).await? {
        let to = (to.as_str(), moderator.email.as_str());
        queued.extend(letters::association(lang, url, to, &about, verdict, &decision.words));
    }
    queued.extend(
        reporters
            .iter()
            .map(|one| letters::reporter(Lang::from_code(&one.lang), url, &one.email, &about, verdict)),
    );
    outbox::queue(&mut tx, queued, now).await?;
    tx.commit().await?;
    app.outbox_wake.notify_one();
    Ok(Outcome::Done)
}

/// What is withheld is published or stays down; what isn't is taken down, or not.
fn fits(verdict: Verdict, hold: Option<&Hold>) -> bool {
    let withheld = hold.and_then(|hold| hold.withheld);
    match verdict {
        Verdict::Down => true,
        Verdict::Passed => matches!(withheld, Some(Withheld::Held | Withheld::Corrected)),
        Verdict::Warned | Verdict::Dismissed => withheld.is_none(),
    }
}

/// What letters say of the need.
fn about(need_id: i64, subject: &Subject) -> About {
    About {
        title: subject.title.clone(),
        path: format!("/missions/{need_id}-{}", subject.slug),
        association: subject.association.clone(),
        desk: subject.posted_here.then(|| format!("/espace/{}/missions/{need_id}", subject.association_id)),
        feed: subject.feed.clone(),
    }
}

/// Those who act for the association; its contact address where nobody does.
async fn readers(tx: &mut Tx, subject: &Subject) -> Result<Vec<(String, Lang)>, AppError> {
    let members = sign_up_table::members_who_act(tx, subject.association_id).await?;
    let mut readers: Vec<_> = members.iter().map(|one| (one.email.clone(), one.lang())).collect();
    if readers.is_empty() {
        readers.extend(subject.contact.clone().filter(|to| !to.is_empty()).map(|to| (to, Lang::Fr)));
    }
    Ok(readers)
}

/// The verdict that stands, for one who came too late: code, who, when.
///
/// # Errors
/// When the database fails.
pub async fn last(app: &App, need_id: i64) -> Result<Option<decisions::Decision>, AppError> {
    Ok(decisions::of(&app.db, need_id).await?.into_iter().next())
}
