//! What networks draw a card from: OpenGraph, and the few names of X that it doesn't replace.

use super::picture;
use crate::{local_time::today, state::App};
use app::{
    domain::{
        Lang,
        need::Need,
        share::words::{Told, first_sentences},
    },
    texts::{common, share as say},
};

/// Longest description of a card, in signs; networks show less.
const DESCRIPTION: usize = 200;

/// What a page's card says.
struct Card {
    kind: &'static str,
    title: String,
    description: String,
    /// The page, without language.
    path: String,
    /// The picture, with language.
    picture: String,
    /// What is on the picture.
    alt: String,
}

/// A need's card: its own picture, and when and where before what.
#[must_use]
pub fn of_need(app: &App, lang: Lang, need: &Need) -> Vec<(&'static str, String)> {
    let now = app.clock.now();
    let told = Told::of(lang, need, today(now));
    let (facts, words) = (told.facts(), first_sentences(&told.description, DESCRIPTION));
    let parts = [facts.as_str(), words.as_str()];
    let alt = if facts.is_empty() {
        say::card_alt_bare(lang, &told.title, &told.association)
    } else {
        say::card_alt(lang, &told.title, &facts, &told.association)
    };
    let card = Card {
        kind: "article",
        description: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". "),
        path: need.path(),
        picture: picture::path(lang, need, now),
        alt,
        title: told.title,
    };
    told_of(app, lang, card)
}

/// The card of any other page, with the portal's own picture.
#[must_use]
pub fn of_page(
    app: &App,
    lang: Lang,
    (title, description): (&str, &str),
    path: &str,
) -> Vec<(&'static str, String)> {
    let title = if title.is_empty() { common::name(lang) } else { title };
    let card = Card {
        kind: "website",
        title: title.to_owned(),
        description: first_sentences(description, DESCRIPTION),
        path: path.split('?').next().unwrap_or_default().to_owned(),
        picture: picture::path_of_portal(lang, &app.settings.public_url),
        alt: say::home_alt(lang).to_owned(),
    };
    told_of(app, lang, card)
}

fn told_of(app: &App, lang: Lang, card: Card) -> Vec<(&'static str, String)> {
    let at = |path: &str| format!("{}{path}", app.settings.public_url);
    let (locale, other) = match lang {
        Lang::Fr => ("fr_FR", "en_GB"),
        Lang::En => ("en_GB", "fr_FR"),
    };
    let mut lines = vec![
        ("og:type", card.kind.to_owned()),
        ("og:site_name", common::name(lang).to_owned()),
        ("og:title", card.title),
        ("og:description", card.description),
        ("og:url", at(&lang.href(&card.path))),
        ("og:locale", locale.to_owned()),
        ("og:locale:alternate", other.to_owned()),
        ("og:image", at(&card.picture)),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", picture::WIDTH.to_string()),
        ("og:image:height", picture::HEIGHT.to_string()),
        ("og:image:alt", card.alt.clone()),
        ("twitter:card", "summary_large_image".to_owned()),
        ("twitter:image:alt", card.alt),
    ];
    lines.retain(|(_, content)| !content.is_empty());
    lines
}
