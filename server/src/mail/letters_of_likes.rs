//! What somebody likes, to themselves.

use super::{
    Letter, LetterKind,
    layout::{Block, Layout},
    letter_context::host,
    letters_to_coordinators::letter,
};
use app::{
    domain::{
        Lang,
        need::{NeedCard, NeedState},
    },
    likes::Shortlist,
    needs::card_when,
    texts::{likes as say, mail as texts, needs, share_friends},
};
use jiff::civil::Date;

/// The list, each need with its link; `silence` is where one wants no more. Not a word in it is whoever's who asked for
/// it.
#[must_use]
pub fn favorites(
    lang: Lang,
    public_url: &str,
    (to, silence): (&str, String),
    list: &Shortlist,
    today: Date,
) -> Letter {
    let mut blocks = vec![Block::Paragraph(say::mail_intro(lang).to_owned())];
    blocks.extend(list.cards.iter().map(|card| Block::Link {
        label: card.title.clone(),
        detail: Some(detail(lang, card, today)),
        url: format!("{public_url}{}", lang.href(&card.path())),
    }));
    if list.pages > 1 {
        blocks.push(Block::Paragraph(say::mail_more(lang, list.cards.len())));
    }
    blocks.push(Block::Paragraph(say::mail_end(lang).to_owned()));
    let never = share_friends::mail_never(lang).to_owned();
    blocks.push(Block::Link { label: never, detail: None, url: silence.clone() });
    let layout = Layout {
        lang,
        greeting: texts::greeting_plain(lang).to_owned(),
        blocks,
        footer: say::mail_footer(lang, host(public_url)),
    };
    let letter = letter(LetterKind::Favorites, public_url, to, say::mail_subject(lang), &layout);
    Letter { unsubscribe: Some(silence), ..letter }
}

fn detail(lang: Lang, card: &NeedCard, today: Date) -> String {
    let closed = card.state == NeedState::Closed;
    let when = if closed { None } else { card_when(lang, card, today).map(|(_, words)| words) };
    let place = card.place.as_ref().map(|(city, _)| city.clone());
    let place = place.unwrap_or_else(|| needs::from_home(lang).to_owned());
    let over = closed.then(|| needs::closed(lang).to_owned());
    let parts = [over, when, Some(place), Some(card.association.clone())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
