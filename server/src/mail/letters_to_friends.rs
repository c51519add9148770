//! What somebody is written whom a friend tells of a need.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    letter_context::{host, name},
    one_line,
};
use app::{
    domain::share::words::Told,
    texts::{common, mail as texts, share_friends as say},
};

/// A friend's letter. `from` and `words` are as typed, `link` leads to the need, `silence` is where one wants no more.
#[must_use]
pub fn friend_tells(
    public_url: &str,
    to: &str,
    told: &Told,
    (from, words): (&str, Option<&str>),
    (link, silence): (&str, String),
) -> Letter {
    let lang = told.lang;
    let from = name(from);
    let mut facts = vec![(texts::fact_need(lang), told.title.clone())];
    facts.extend(told.when.clone().map(|when| (texts::fact_when(lang), when)));
    facts.extend(told.place.clone().map(|place| (texts::fact_where(lang), place)));
    facts.push((texts::fact_association(lang), told.association.clone()));
    let mut blocks = vec![Block::Paragraph(say::mail_intro(lang, &from))];
    blocks.extend(words.map(|words| Block::Quote(words.to_owned())));
    blocks.extend([
        Block::Facts(facts),
        Block::Button { label: say::mail_button(lang).to_owned(), url: link.to_owned() },
        Block::Paragraph(say::mail_kept(lang, &from)),
        Block::Link { label: say::mail_never(lang).to_owned(), detail: None, url: silence.clone() },
    ]);
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks,
        footer: say::mail_footer(lang, host(public_url)),
    };
    let subject = say::mail_subject(lang, &from, one_line(&told.title, 90));
    let subject = one_line(&format!("{subject} · {}", common::name(lang)), 160);
    Letter {
        kind: LetterKind::Friend,
        to: to.to_owned(),
        reply_to: None,
        sign_up_id: None,
        follow_up_id: None,
        text: layout.text(),
        html: layout.html(&subject),
        subject,
        calendar: None,
        unsubscribe: Some(silence),
        host: host(public_url).to_owned(),
    }
}
