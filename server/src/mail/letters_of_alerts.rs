//! Letters of alerts: confirm it, you have it already, here is what is new, it can't go on.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    letter_context::host,
    one_line,
};
use app::{
    alerts::rhythm_words,
    domain::{Lang, alert::Rhythm},
    texts::{alerts as say, mail},
};

/// What every letter of an alert speaks of.
#[derive(Clone, Copy, Debug)]
pub struct AlertContext<'a> {
    /// The reader's.
    pub lang: Lang,
    /// `PUBLIC_URL`.
    pub public_url: &'a str,
    /// The search in words: `« soupe » · Rennes (35), à moins de 20 km`. Nobody's own words where its owner hasn't
    /// confirmed them.
    pub asked: &'a str,
    /// How often.
    pub rhythm: Rhythm,
    /// The alert's own page, a whole address.
    pub manage: &'a str,
}

/// One need in a letter.
#[derive(Clone, Debug)]
pub struct NewNeed {
    /// Its title.
    pub title: String,
    /// Association, place, time.
    pub details: Vec<String>,
    /// Its page here.
    pub url: String,
    /// The association's own page, about the need if there is one.
    pub own_page: Option<String>,
}

/// What is new.
#[derive(Clone, Debug)]
pub struct NewNeeds {
    /// Some of them, never empty.
    pub shown: Vec<NewNeed>,
    /// How many there are.
    pub count: usize,
    /// The whole search.
    pub search: String,
    /// Where this alert is stopped by one click.
    pub stop: String,
}

/// Confirm this alert within 72 hours.
#[must_use]
pub fn confirm(context: AlertContext<'_>, to: &str) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(say::mail_confirm_intro(lang).to_owned()),
        context.facts(),
        Block::Button { label: say::mail_confirm_button(lang).to_owned(), url: context.manage.to_owned() },
        Block::Paragraph(say::mail_confirm_after(lang).to_owned()),
    ];
    let footer = say::footer_confirm(lang, host(context.public_url));
    context.letter(
        LetterKind::AlertConfirm,
        to,
        &say::mail_confirm_subject(lang, context.asked),
        blocks,
        footer,
    )
}

/// You have this alert already.
#[must_use]
pub fn known(context: AlertContext<'_>, to: &str) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(say::mail_known_intro(lang).to_owned()),
        context.facts(),
        Block::Button { label: say::mail_known_button(lang).to_owned(), url: context.manage.to_owned() },
    ];
    let footer = say::footer(lang, host(context.public_url));
    context.letter(LetterKind::AlertKnown, to, &say::mail_known_subject(lang, context.asked), blocks, footer)
}

/// You have as many alerts as one may have; `context.manage` is the page of one of them.
#[must_use]
pub fn full(context: AlertContext<'_>, to: &str, most: i64) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(say::mail_full_intro(lang, context.asked, most)),
        Block::Button { label: say::mail_full_button(lang).to_owned(), url: context.manage.to_owned() },
    ];
    let footer = say::footer(lang, host(context.public_url));
    context.letter(LetterKind::AlertKnown, to, &say::mail_full_subject(lang, most), blocks, footer)
}

/// This alert has ended, for nobody knows its place any more, which is `context.asked`; `context.manage` is the search,
/// which asks for the place.
#[must_use]
pub fn ended(context: AlertContext<'_>, to: &str) -> Letter {
    let lang = context.lang;
    let blocks = vec![
        Block::Paragraph(say::mail_ended_intro(lang, context.asked)),
        Block::Button { label: say::mail_ended_button(lang).to_owned(), url: context.manage.to_owned() },
    ];
    let footer = say::footer(lang, host(context.public_url));
    context.letter(LetterKind::AlertEnded, to, say::mail_ended_subject(lang), blocks, footer)
}

/// These needs are new.
#[must_use]
pub fn news(context: AlertContext<'_>, to: &str, needs: NewNeeds) -> Letter {
    let lang = context.lang;
    let count = i64::try_from(needs.count).unwrap_or(i64::MAX);
    let more = i64::try_from(needs.count.saturating_sub(needs.shown.len())).unwrap_or(i64::MAX);
    let mut blocks = vec![Block::Paragraph(say::mail_intro(lang, count, context.asked))];
    blocks.extend(needs.shown.into_iter().map(|need| Block::Item {
        title: need.title,
        details: need.details,
        url: need.url,
        elsewhere: need.own_page.map(|url| (say::mail_own(lang), url)),
    }));
    blocks.extend((more > 0).then(|| Block::Paragraph(say::mail_more(lang, more))));
    blocks.push(Block::Button { label: say::mail_all(lang).to_owned(), url: needs.search });
    for (label, url) in
        [(say::mail_manage(lang), context.manage.to_owned()), (say::mail_stop(lang), needs.stop.clone())]
    {
        blocks.push(Block::Link { label: label.to_owned(), detail: None, url });
    }
    let footer = say::footer(lang, host(context.public_url));
    let subject = say::mail_subject(lang, count, context.asked);
    let letter = context.letter(LetterKind::Alert, to, &subject, blocks, footer);
    Letter { unsubscribe: Some(needs.stop), ..letter }
}

impl AlertContext<'_> {
    fn facts(&self) -> Block {
        Block::Facts(vec![
            (say::mail_search(self.lang), self.asked.to_owned()),
            (say::mail_rhythm(self.lang), rhythm_words(self.rhythm)(self.lang).to_owned()),
        ])
    }

    fn letter(
        &self,
        kind: LetterKind,
        to: &str,
        subject: &str,
        blocks: Vec<Block>,
        footer: String,
    ) -> Letter {
        let greeting = mail::greeting_plain(self.lang).to_owned();
        let layout = Layout { lang: self.lang, greeting, blocks, footer };
        let subject = one_line(subject, 160);
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
            host: host(self.public_url).to_owned(),
        }
    }
}
