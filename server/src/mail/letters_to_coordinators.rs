//! What coordinators and moderators are written.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    letter_context::host,
    one_line,
};
use app::{
    domain::Lang,
    texts::{associations, common, mail as texts, sign_in, sign_up_table},
};

/// A letter that isn't about a sign-up.
pub(super) fn letter(kind: LetterKind, public_url: &str, to: &str, subject: &str, layout: &Layout) -> Letter {
    let subject = one_line(&format!("{subject} · {}", common::name(layout.lang)), 160);
    Letter {
        kind,
        to: to.to_owned(),
        reply_to: None,
        sign_up_id: None,
        follow_up_id: None,
        text: layout.text(),
        html: layout.html(&subject),
        subject,
        calendar: None,
        unsubscribe: None,
        host: host(public_url).to_owned(),
    }
}

/// The link that lets somebody in. The page is `/connexion/{token}`.
#[must_use]
pub fn sign_in(lang: Lang, public_url: &str, to: &str, token: &str) -> Letter {
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(sign_in::mail_intro(lang).to_owned()),
            Block::Button {
                label: sign_in::mail_button(lang).to_owned(),
                url: format!("{public_url}{}", lang.href(&format!("/connexion/{token}"))),
            },
            Block::Paragraph(sign_in::mail_not_you(lang).to_owned()),
        ],
        footer: sign_in::mail_footer(lang, host(public_url)),
    };
    letter(LetterKind::SignIn, public_url, to, sign_in::mail_subject(lang), &layout)
}

/// To a moderator: an association waits.
#[must_use]
pub fn association_waits(lang: Lang, public_url: &str, to: &str, name: &str, place: &str) -> Letter {
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(associations::mail_waits_intro(lang, name, place)),
            Block::Button {
                label: associations::mail_waits_button(lang).to_owned(),
                url: format!("{public_url}{}", lang.href("/moderation")),
            },
        ],
        footer: associations::mail_moderators_footer(lang, host(public_url)),
    };
    letter(LetterKind::Moderation, public_url, to, &associations::mail_waits_subject(lang, name), &layout)
}

/// To somebody who acts for an association: volunteers have been waiting for three days. Nothing personal in it.
#[must_use]
pub fn nudge(
    lang: Lang,
    public_url: &str,
    to: &str,
    (association, desk): (&str, &str),
    waiting: i64,
) -> Letter {
    let table = format!("{desk}/inscriptions?etat=new&tri=ancien");
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(sign_up_table::mail_nudge_intro(lang, waiting, association)),
            Block::Button {
                label: sign_up_table::mail_nudge_button(lang).to_owned(),
                url: format!("{public_url}{}", lang.href(&table)),
            },
        ],
        footer: sign_up_table::mail_nudge_footer(lang, host(public_url)),
    };
    letter(LetterKind::Nudge, public_url, to, &sign_up_table::mail_nudge_subject(lang, waiting), &layout)
}

/// What the moderators decided, as an association is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is in, and so are its needs.
    Approved,
    /// They ask something first.
    Asked,
    /// It isn't let in.
    Refused,
}

/// To an association's owners: what the moderators decided, with their own words. Answers reach the moderator.
#[must_use]
pub fn verdict(
    lang: Lang,
    public_url: &str,
    (to, moderator): (&str, &str),
    (association, desk): (&str, &str),
    verdict: Verdict,
    words: &str,
) -> Letter {
    let (subject, intro) = match verdict {
        Verdict::Approved => {
            (associations::mail_approved_subject(lang, association), associations::mail_approved_intro(lang))
        }
        Verdict::Asked => {
            (associations::mail_asked_subject(lang, association), associations::mail_asked_intro(lang))
        }
        Verdict::Refused => {
            (associations::mail_refused_subject(lang, association), associations::mail_refused_intro(lang))
        }
    };
    let mut blocks = vec![Block::Paragraph(intro.to_owned())];
    if !words.is_empty() {
        blocks.push(Block::Quote(words.to_owned()));
    }
    if verdict != Verdict::Refused {
        blocks.push(Block::Button {
            label: associations::mail_desk_button(lang).to_owned(),
            url: format!("{public_url}{}", lang.href(desk)),
        });
    }
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks,
        footer: associations::mail_owner_footer(lang, host(public_url)),
    };
    let letter = letter(LetterKind::Moderation, public_url, to, &subject, &layout);
    Letter { reply_to: Some(moderator.to_owned()), ..letter }
}
