//! The monthly letter of figures.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    letter_context::host,
    letters_to_coordinators::letter,
};
use app::{
    domain::{
        Lang,
        figures::{Counts, Step, advice::Advice},
        numbers::whole,
    },
    figures::{month_words, step_words},
    texts::{figures as say, mail as texts},
};
use jiff::civil::Date;

/// What it tells.
#[derive(Clone, Debug)]
pub struct Report {
    /// The association's name.
    pub association: String,
    /// Its space, without the language.
    pub desk: String,
    /// Any day of the month.
    pub month: Date,
    /// What was counted in it.
    pub now: Counts,
    /// What was counted in the month before.
    pub before: Counts,
    /// The need that was seen most, and how often.
    pub best: Option<(String, i64)>,
    /// What to try.
    pub advice: Vec<Advice>,
}

/// What is told, in this order; of the way that few take, only where somebody took it.
const TOLD: [Step; 9] = [
    Step::Seen,
    Step::Begun,
    Step::Finished,
    Step::Confirmed,
    Step::Accepted,
    Step::Came,
    Step::Liked,
    Step::Shared,
    Step::Followed,
];

/// To somebody who acts for the association; `stop` is where they stop it.
#[must_use]
pub fn monthly(lang: Lang, public_url: &str, to: &str, report: &Report, stop: &str) -> Letter {
    let month = month_words(lang, report.month);
    let facts = TOLD
        .into_iter()
        .filter(|step| Step::WAY.contains(step) || report.now[*step] > 0 || report.before[*step] > 0);
    let facts = facts.map(|step| {
        let (now, before) = (whole(lang, report.now[step]), whole(lang, report.before[step]));
        (step_words(lang, step), say::letter_fact(lang, now, before))
    });
    let mut blocks = vec![
        Block::Paragraph(say::letter_intro(lang, &report.association, &month)),
        Block::Facts(facts.collect()),
    ];
    if let Some((title, seen)) = &report.best {
        blocks.push(Block::Paragraph(say::letter_best(lang, title, whole(lang, *seen))));
    }
    blocks
        .extend(report.advice.iter().map(|advice| Block::Paragraph(say::letter_try(lang, advice.say(lang)))));
    let page = format!("{}/chiffres?periode=12-mois", report.desk);
    blocks.push(Block::Button {
        label: say::letter_button(lang).to_owned(),
        url: format!("{public_url}{}", lang.href(&page)),
    });
    blocks.push(Block::Link { label: say::letter_stop(lang).to_owned(), detail: None, url: stop.to_owned() });
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks,
        footer: say::letter_footer(lang, host(public_url)),
    };
    let subject = say::letter_subject(lang, &report.association, month);
    let letter = letter(LetterKind::Figures, public_url, to, &subject, &layout);
    Letter { unsubscribe: Some(stop.to_owned()), ..letter }
}
