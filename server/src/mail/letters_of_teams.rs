//! What people are written who are asked to act for an association.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    letter_context::host,
    letters_to_coordinators::letter,
};
use app::{
    coordination::role_words,
    domain::{Lang, association::Role},
    texts::{claims, contact, mail as texts, team},
};

/// An invitation. The page is `/invitation/{token}`.
#[must_use]
pub fn invitation(
    lang: Lang,
    public_url: &str,
    to: &str,
    (inviter, association): (&str, &str),
    role: Role,
    token: &str,
) -> Letter {
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(team::mail_intro(lang, inviter, association, role_words(lang, role))),
            Block::Button {
                label: team::mail_button(lang).to_owned(),
                url: format!("{public_url}{}", lang.href(&format!("/invitation/{token}"))),
            },
            Block::Paragraph(team::mail_life(lang).to_owned()),
            Block::Paragraph(team::mail_not_you(lang).to_owned()),
        ],
        footer: team::mail_footer(lang, host(public_url)),
    };
    letter(LetterKind::Invitation, public_url, to, &team::mail_subject(lang, association), &layout)
}

/// To somebody who says that an association is theirs. The page is `/revendication/{token}`.
#[must_use]
pub fn claim(lang: Lang, public_url: &str, to: &str, association: &str, token: &str) -> Letter {
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(claims::mail_intro(lang, association)),
            Block::Button {
                label: claims::mail_button(lang).to_owned(),
                url: format!("{public_url}{}", lang.href(&format!("/revendication/{token}"))),
            },
            Block::Paragraph(claims::mail_not_you(lang).to_owned()),
        ],
        footer: claims::mail_footer(lang, host(public_url)),
    };
    letter(LetterKind::Claim, public_url, to, &claims::mail_subject(lang, association), &layout)
}

/// To an address that is to be an association's. The page is `/adresse-de-contact/{token}`.
#[must_use]
pub fn contact_link(
    lang: Lang,
    public_url: &str,
    to: &str,
    (association, by): (&str, &str),
    token: &str,
) -> Letter {
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(contact::mail_intro(lang, by, association)),
            Block::Button {
                label: contact::mail_button(lang).to_owned(),
                url: format!("{public_url}{}", lang.href(&format!("/adresse-de-contact/{token}"))),
            },
            Block::Paragraph(contact::mail_not_you(lang).to_owned()),
        ],
        footer: contact::mail_footer(lang, host(public_url)),
    };
    letter(LetterKind::ContactLink, public_url, to, &contact::mail_subject(lang, association), &layout)
}

/// To the old and the new contact address of an association: which one it is from now on, and who said so.
#[must_use]
pub fn contact_changed(
    lang: Lang,
    public_url: &str,
    to: &str,
    (association, contact, by): (&str, &str, &str),
) -> Letter {
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(team::mail_contact_intro(lang, by, association, contact)),
            Block::Paragraph(team::mail_contact_wrong(lang).to_owned()),
        ],
        footer: team::mail_contact_footer(lang, association, host(public_url)),
    };
    let subject = team::mail_contact_subject(lang, association);
    letter(LetterKind::ContactChanged, public_url, to, &subject, &layout)
}
