//! What is written about reports: to moderators, to associations, to those who reported.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    letter_context::host,
    letters_to_coordinators::letter,
    one_line,
};
use app::{
    domain::{Lang, report::Verdict},
    texts::{associations, mail as texts, reports as say},
};

/// A need and whose it is, for letters.
#[derive(Clone, Debug)]
pub struct About {
    /// Its title.
    pub title: String,
    /// Its address without language.
    pub path: String,
    /// Its association's name.
    pub association: String,
    /// Where its coordinators change it, without language; none if nobody can change it here.
    pub desk: Option<String>,
    /// The feed that it came by, if by one.
    pub feed: Option<String>,
}

impl About {
    fn title(&self) -> String {
        one_line(&self.title, 90)
    }
}

/// To a moderator: so many needs wait.
#[must_use]
pub fn queue(lang: Lang, public_url: &str, to: &str, waiting: i64) -> Letter {
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(say::mail_queue_intro(lang, waiting)),
            button(lang, public_url, say::mail_queue_button(lang), "/moderation/signalements"),
            Block::Paragraph(say::mail_queue_rhythm(lang).to_owned()),
        ],
        footer: associations::mail_moderators_footer(lang, host(public_url)),
    };
    letter(LetterKind::Moderation, public_url, to, &say::mail_queue_subject(lang, waiting), &layout)
}

/// To a moderator: the month's summary is there.
#[must_use]
pub fn summary(
    lang: Lang,
    public_url: &str,
    to: &str,
    (month, code): (&str, &str),
    totals: Vec<String>,
) -> Letter {
    let mut blocks = vec![Block::Paragraph(say::mail_summary_intro(lang, month))];
    blocks.extend(totals.into_iter().map(Block::Paragraph));
    let path = format!("/moderation/signalements/bilan?mois={code}");
    blocks.push(button(lang, public_url, say::mail_summary_button(lang), &path));
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks,
        footer: associations::mail_moderators_footer(lang, host(public_url)),
    };
    letter(LetterKind::Moderation, public_url, to, &say::mail_summary_subject(lang, month), &layout)
}

/// To somebody who acts for the association: what was decided and what to do. Answers reach the moderator; who
/// reported stays unsaid. `None` for a report that comes to nothing: there is nothing to tell.
#[must_use]
pub fn association(
    lang: Lang,
    public_url: &str,
    (to, moderator): (&str, &str),
    about: &About,
    verdict: Verdict,
    words: &str,
) -> Option<Letter> {
    let (title, name) = (about.title(), &about.association);
    let (subject, intro) = match verdict {
        Verdict::Down => (say::mail_down_subject(lang, &title), say::mail_down_intro(lang, &title, name)),
        Verdict::Warned => {
            (say::mail_warned_subject(lang, &title), say::mail_warned_intro(lang, &title, name))
        }
        Verdict::Passed => {
            (say::mail_passed_subject(lang, &title), say::mail_passed_intro(lang, &title, name))
        }
        Verdict::Dismissed => return None,
    };
    let mut blocks = vec![Block::Paragraph(intro)];
    if !words.is_empty() {
        blocks.push(Block::Quote(words.to_owned()));
    }
    match (verdict, &about.desk, &about.feed) {
        (Verdict::Down, Some(desk), _) => {
            blocks.push(Block::Paragraph(say::mail_down_way(lang).to_owned()));
            blocks.push(button(lang, public_url, say::mail_down_button(lang), desk));
        }
        (Verdict::Down, None, Some(feed)) => blocks.push(Block::Paragraph(say::mail_down_feed(lang, feed))),
        (Verdict::Warned, Some(desk), _) => {
            blocks.push(button(lang, public_url, say::mail_warned_button(lang), desk));
        }
        (Verdict::Passed, ..) => {
            blocks.push(button(lang, public_url, say::mail_passed_button(lang), &about.path))
        }
        _ => {}
    }
    blocks.push(Block::Paragraph(say::mail_answer_here(lang).to_owned()));
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks,
        footer: say::mail_coordinators_footer(lang, host(public_url)),
    };
    let letter = letter(LetterKind::Moderation, public_url, to, &subject, &layout);
    Some(Letter { reply_to: Some(moderator.to_owned()), ..letter })
}

/// To somebody who reported a need and wanted to know.
#[must_use]
pub fn reporter(lang: Lang, public_url: &str, to: &str, about: &About, verdict: Verdict) -> Letter {
    let title = about.title();
    let said = match verdict {
        Verdict::Down => say::mail_reporter_down(lang, &title),
        Verdict::Warned => say::mail_reporter_warned(lang, &title),
        Verdict::Dismissed => say::mail_reporter_dismissed(lang, &title),
        Verdict::Passed => say::mail_reporter_passed(lang, &title),
    };
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![Block::Paragraph(said), Block::Paragraph(say::mail_reporter_erased(lang).to_owned())],
        footer: say::mail_reporter_footer(lang, host(public_url)),
    };
    letter(LetterKind::Reporter, public_url, to, &say::mail_reporter_subject(lang, &title), &layout)
}

fn button(lang: Lang, public_url: &str, label: &str, path: &str) -> Block {
    Block::Button { label: label.to_owned(), url: format!("{public_url}{}", lang.href(path)) }
}
