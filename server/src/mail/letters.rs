//! What each letter says. Everything strangers typed is escaped by the layout; subjects stay one line.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    letter_context::{host, name, own_page_url},
};
use app::{
    domain::Lang,
    texts::{common, correspondence, mail as texts, sign_up_table},
};

pub use super::letter_context::LetterContext;

/// What the association is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Somebody has a place.
    SignedUp,
    /// Somebody is on the waiting list.
    Waiting,
    /// Somebody withdrew.
    Withdrawn,
}

/// How the association reaches a volunteer; the first name is in the context.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    /// If given.
    pub last_name: Option<String>,
    /// The address.
    pub email: String,
    /// As people write it, if given.
    pub phone: Option<String>,
    /// Their word, if any.
    pub message: Option<String>,
    /// Under 18.
    pub minor: bool,
}

/// One sign-up in [`lost_link`].
#[derive(Clone, Debug)]
pub struct LostLink {
    /// The need's title.
    pub need_title: String,
    /// When, in words.
    pub when: Option<String>,
    /// A fresh token.
    pub token: String,
}

/// To a volunteer: confirm within 72 hours. `calendar` is the .ics object of a dated slot.
#[must_use]
pub fn confirm(context: &LetterContext, to: &str, token: &str, calendar: Option<String>) -> Letter {
    let lang = context.lang;
    let mut blocks = vec![
        Block::Paragraph(texts::confirm_intro(lang).to_owned()),
        context.facts(),
        context.own_page(texts::confirm_button(lang), token),
    ];
    if calendar.is_some() {
        blocks.push(Block::Paragraph(texts::calendar_attached(lang).to_owned()));
    }
    blocks.push(Block::Paragraph(texts::change_or_cancel(lang).to_owned()));
    let letter =
        context.letter(LetterKind::Confirm, to, texts::confirm_subject(lang, context.title()), blocks);
    Letter { calendar, ..letter }
}

/// To a volunteer: on the waiting list.
#[must_use]
pub fn waiting(context: &LetterContext, to: &str, token: &str) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(texts::waiting_intro(lang).to_owned()),
        context.facts(),
        context.own_page(texts::see_button(lang), token),
        Block::Paragraph(texts::change_or_cancel(lang).to_owned()),
    ];
    context.letter(LetterKind::Waiting, to, texts::waiting_subject(lang, context.title()), blocks)
}

/// To a volunteer who signed up once more: here is your link.
#[must_use]
pub fn already_in(context: &LetterContext, to: &str, token: &str) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(texts::already_in_intro(lang).to_owned()),
        context.facts(),
        context.own_page(texts::see_button(lang), token),
    ];
    context.letter(LetterKind::AlreadyIn, to, texts::already_in_subject(lang, context.title()), blocks)
}

/// To a volunteer whom the association can't take. Answers reach the coordinator.
#[must_use]
pub fn declined(context: &LetterContext, to: &str, reply_to: Option<String>) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(sign_up_table::mail_declined_intro(lang, &context.association)),
        context.facts(),
        context.button(sign_up_table::mail_declined_others(lang), "/missions"),
    ];
    let subject = sign_up_table::mail_declined_subject(lang, context.title());
    let letter = context.letter(LetterKind::Declined, to, subject, blocks);
    Letter { reply_to, ..letter }
}

/// To a volunteer: a place is yours until `until` (in words, local time: « samedi 5 décembre, 9 h »).
#[must_use]
pub fn offer(context: &LetterContext, to: &str, token: &str, until: &str) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(texts::offer_intro(lang, until)),
        context.facts(),
        context.own_page(texts::offer_button(lang), token),
        Block::Paragraph(texts::offer_decline(lang).to_owned()),
    ];
    context.letter(LetterKind::Offer, to, texts::offer_subject(lang, context.title()), blocks)
}

/// To a volunteer who let an offer pass.
#[must_use]
pub fn offer_lost(context: &LetterContext, to: &str) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(texts::offer_lost_intro(lang).to_owned()),
        context.facts(),
        context.button(texts::more_needs_button(lang), "/missions"),
    ];
    context.letter(LetterKind::OfferLost, to, texts::offer_lost_subject(lang, context.title()), blocks)
}

/// To a volunteer who didn't confirm in 72 hours.
#[must_use]
pub fn expired(context: &LetterContext, to: &str) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(texts::expired_intro(lang).to_owned()),
        context.facts(),
        context.button(texts::expired_button(lang), &context.need_path),
    ];
    context.letter(LetterKind::Expired, to, texts::expired_subject(lang, context.title()), blocks)
}

/// To a volunteer who withdrew.
#[must_use]
pub fn cancelled(context: &LetterContext, to: &str) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(texts::cancelled_intro(lang).to_owned()),
        context.facts(),
        context.button(texts::more_needs_button(lang), "/missions"),
    ];
    context.letter(LetterKind::Cancelled, to, texts::cancelled_subject(lang, context.title()), blocks)
}

/// To a volunteer: confirmed (or the offer taken). `calendar` as in [`confirm`].
#[must_use]
pub fn place_confirmed(context: &LetterContext, to: &str, token: &str, calendar: Option<String>) -> Letter {
    let lang = context.lang;
    let mut blocks = vec![
        Block::Paragraph(texts::place_confirmed_intro(lang, &context.association)),
        context.facts(),
        context.own_page(texts::see_button(lang), token),
    ];
    if calendar.is_some() {
        blocks.push(Block::Paragraph(texts::calendar_attached(lang).to_owned()));
    }
    blocks.push(Block::Paragraph(texts::change_or_cancel(lang).to_owned()));
    let subject = texts::place_confirmed_subject(lang, context.title());
    Letter { calendar, ..context.letter(LetterKind::PlaceConfirmed, to, subject, blocks) }
}

/// To the association's contact address.
#[must_use]
pub fn association_told(context: &LetterContext, to: &str, news: News, contact: &Contact) -> Letter {
    let (lang, first_name) = (context.lang, name(&context.first_name));
    let intro = match news {
        News::SignedUp => texts::association_intro(lang, &first_name),
        News::Waiting => texts::association_waiting(lang, &first_name),
        News::Withdrawn => texts::association_withdrawn(lang, &first_name),
    };
    let mut blocks = vec![Block::Paragraph(intro)];
    if news != News::Withdrawn {
        let last_name = contact.last_name.as_deref().map(name).unwrap_or_default();
        let name = format!("{first_name} {last_name}").trim().to_owned();
        let mut facts =
            vec![(texts::fact_name(lang), name), (texts::fact_email(lang), contact.email.clone())];
        facts.extend(contact.phone.clone().map(|phone| (texts::fact_phone(lang), phone)));
        facts.extend(contact.minor.then(|| (texts::fact_age(lang), texts::under_18(lang).to_owned())));
        blocks.push(Block::Facts(facts));
        if let Some(message) = &contact.message {
            blocks.push(Block::Paragraph(texts::message_from(lang, &first_name)));
            blocks.push(Block::Quote(message.clone()));
        }
    }
    blocks.push(context.facts());
    blocks.push(context.button(texts::association_button(lang), &context.need_path));
    let subject = match news {
        News::Withdrawn => texts::association_withdrawn_subject(lang, first_name, context.title()),
        _ => texts::association_subject(lang, first_name, context.title()),
    };
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks,
        footer: texts::footer_association(lang, host(&context.public_url)),
    };
    let reply_to = (news != News::Withdrawn).then(|| contact.email.clone());
    Letter { reply_to, ..context.finish(LetterKind::Association, to, subject, &layout) }
}

/// To whoever looks after a volunteer: what they wrote from their own page. `desk` is the page of their sign-up.
#[must_use]
pub fn volunteer_writes(context: &LetterContext, to: &str, from: &str, words: &str, desk: &str) -> Letter {
    let (lang, name) = (context.lang, name(&context.first_name));
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(correspondence::mail_intro(lang, &name)),
            Block::Quote(words.to_owned()),
            Block::Paragraph(correspondence::mail_reply(lang).to_owned()),
            context.facts(),
            context.button(correspondence::mail_button(lang), desk),
        ],
        footer: texts::footer_association(lang, host(&context.public_url)),
    };
    let subject = correspondence::mail_subject(lang, name, context.title());
    let letter = context.finish(LetterKind::FromVolunteer, to, subject, &layout);
    Letter { reply_to: Some(from.to_owned()), ..letter }
}

/// To a parent: do you agree? The page is `/accord-parental/{token}`.
#[must_use]
pub fn parent_consent(context: &LetterContext, to: &str, token: &str) -> Letter {
    let (lang, first_name) = (context.lang, name(&context.first_name));
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks: vec![
            Block::Paragraph(texts::parent_intro(lang, &first_name)),
            context.facts(),
            context.button(texts::parent_button(lang), &format!("/accord-parental/{token}")),
            Block::Paragraph(texts::parent_refuse(lang, &first_name)),
        ],
        footer: texts::footer_parent(lang, host(&context.public_url)),
    };
    context.finish(LetterKind::Parent, to, texts::parent_subject(lang, &first_name), &layout)
}

/// To a volunteer who lost their link: all sign-ups of that address. `links` isn't empty.
#[must_use]
pub fn lost_link(lang: Lang, public_url: &str, to: &str, links: &[LostLink]) -> Letter {
    let mut blocks = vec![Block::Paragraph(texts::lost_link_intro(lang).to_owned())];
    blocks.extend(links.iter().map(|link| Block::Link {
        label: link.need_title.clone(),
        detail: link.when.clone(),
        url: own_page_url(lang, public_url, &link.token),
    }));
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks,
        footer: texts::footer_volunteer(lang, host(public_url)),
    };
    Letter {
        kind: LetterKind::LostLink,
        to: to.to_owned(),
        reply_to: None,
        sign_up_id: None,
        follow_up_id: None,
        subject: format!("{} · {}", texts::lost_link_subject(lang), common::name(lang)),
        text: layout.text(),
        html: layout.html(texts::lost_link_subject(lang)),
        calendar: None,
        unsubscribe: None,
        host: host(public_url).to_owned(),
    }
}
