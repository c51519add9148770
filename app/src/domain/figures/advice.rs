//! What to try next, drawn from an association's own numbers. Each rule asks for enough people to mean something.

use super::{Figures, Step};
use crate::{domain::Lang, texts::figures as say};

/// Most pieces of advice at once.
const MOST: usize = 3;
/// From so many people on a weak step is worth a word.
const FEW: i64 = 5;
/// From so many readers on a page that nobody answers is worth a word.
const READ: i64 = 40;

/// What is known of an association's month.
#[derive(Clone, Debug, Default)]
pub struct Month {
    /// What was counted.
    pub figures: Figures,
    /// Its open needs.
    pub open: i64,
    /// Of its needs: title, seen, finished.
    pub needs: Vec<(String, i64, i64)>,
    /// Volunteers whom nobody has answered.
    pub waiting: i64,
}

/// Something to try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Advice {
    /// Volunteers wait for an answer.
    Answer(i64),
    /// Many confirmed, few of them accepted.
    AnswerSooner(i64, i64),
    /// Many read a need, nearly nobody signs up: its title and first lines.
    FirstLines(String, i64, i64),
    /// The form is left at the phone number.
    LeftAtPhone(i64),
    /// The form is left at the choice of a slot.
    LeftAtSlot(i64),
    /// The form is left at the message.
    LeftAtMessage(i64),
    /// The form is left at the questions about minors.
    LeftAtParent(i64),
    /// The form is left at the first questions.
    LeftEarly(i64),
    /// Many signed up, few confirmed.
    Confirm(i64, i64),
    /// Accepted, but didn't come.
    Remind(i64, i64),
    /// Accepted, and nobody noted who came.
    NoteWhoCame(i64),
    /// Liked, not shared.
    ShareKit(i64),
    /// Nobody comes from outside the portal.
    Poster(i64),
    /// Hardly anybody sees the needs.
    BeSeen(i64),
    /// All needs are closed.
    PostAgain,
    /// Nothing is weak: more of what works.
    GoOn,
}

/// One to three things to try, the most pressing first.
#[must_use]
pub fn advice(month: &Month) -> Vec<Advice> {
    let all = &month.figures.all;
    let (seen, begun, finished) = (all[Step::Seen], all[Step::Begun], all[Step::Finished]);
    let (confirmed, accepted, came) = (all[Step::Confirmed], all[Step::Accepted], all[Step::Came]);
    let outside: i64 = month
        .figures
        .sources
        .iter()
        .filter(|(source, _)| source.is_outside())
        .map(|(_, counts)| counts[Step::Seen])
        .sum();
    let weak = |part: i64, of: i64, percent: i64| of > 0 && part * 100 < of * percent;
    let mut found = Vec::new();
    if month.waiting > 0 {
        found.push(Advice::Answer(month.waiting));
    } else if confirmed >= FEW && weak(accepted, confirmed, 50) {
        found.push(Advice::AnswerSooner(confirmed, accepted));
    }
    found.extend(left_at(&month.figures));
    let unread = month.needs.iter().filter(|(_, seen, finished)| *seen >= READ && weak(*finished, *seen, 3));
    if let Some((title, seen, finished)) = unread.max_by_key(|(_, seen, _)| *seen) {
        found.push(Advice::FirstLines(title.clone(), *seen, *finished));
    }
    if finished >= FEW && weak(confirmed, finished, 50) {
        found.push(Advice::Confirm(finished, confirmed));
    }
    if accepted >= FEW && came == 0 {
        found.push(Advice::NoteWhoCame(accepted));
    } else if accepted >= FEW && weak(came, accepted, 60) {
        found.push(Advice::Remind(accepted, came));
    }
    if all[Step::Liked] >= FEW && all[Step::Shared] * 5 < all[Step::Liked] {
        found.push(Advice::ShareKit(all[Step::Liked]));
    }
    if month.open == 0 {
        found.push(Advice::PostAgain);
    } else if seen < READ && begun < FEW {
        found.push(Advice::BeSeen(seen));
    } else if weak(outside, seen, 15) {
        found.push(Advice::Poster(seen));
    }
    if found.is_empty() {
        found.push(Advice::GoOn);
    }
    found.truncate(MOST);
    found
}

/// The field at which most leave the form, if it stands out.
fn left_at(figures: &Figures) -> Option<Advice> {
    let (field, count) = figures.left.first()?;
    let all = figures.all[Step::Left];
    if *count < FEW || count * 5 < all * 2 {
        return None;
    }
    Some(match field.as_str() {
        "tel" => Advice::LeftAtPhone(*count),
        "creneau" => Advice::LeftAtSlot(*count),
        "message" => Advice::LeftAtMessage(*count),
        "mineur" | "email-parent" => Advice::LeftAtParent(*count),
        _ => Advice::LeftEarly(*count),
    })
}

impl Advice {
    /// In a few sentences: what the numbers say, and what to do.
    #[must_use]
    pub fn say(&self, lang: Lang) -> String {
        let whole = |count: &i64| crate::domain::numbers::whole(lang, *count);
        match self {
            Self::Answer(count) => say::advice_answer(lang, *count),
            Self::AnswerSooner(of, part) => say::advice_answer_sooner(lang, whole(of), whole(part)),
            Self::FirstLines(title, of, part) => say::advice_first_lines(lang, *part, title, whole(of)),
            Self::LeftAtPhone(count) => say::advice_left_phone(lang, whole(count)),
            Self::LeftAtSlot(count) => say::advice_left_slot(lang, whole(count)),
            Self::LeftAtMessage(count) => say::advice_left_message(lang, whole(count)),
            Self::LeftAtParent(count) => say::advice_left_parent(lang, whole(count)),
            Self::LeftEarly(count) => say::advice_left_early(lang, whole(count)),
            Self::Confirm(of, part) => say::advice_confirm(lang, whole(of), whole(part)),
            Self::Remind(of, part) => say::advice_remind(lang, whole(of), whole(part)),
            Self::NoteWhoCame(count) => say::advice_note_who_came(lang, whole(count)),
            Self::ShareKit(count) => say::advice_share_kit(lang, whole(count)),
            Self::Poster(_) => say::advice_poster(lang).to_owned(),
            Self::BeSeen(count) => say::advice_be_seen(lang, *count),
            Self::PostAgain => say::advice_post_again(lang).to_owned(),
            Self::GoOn => say::advice_go_on(lang).to_owned(),
        }
    }
}

#[cfg(test)]
#[path = "advice_tests.rs"]
mod tests;
