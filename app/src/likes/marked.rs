//! Likes that aren't counted, for those who watch over needs.

use crate::{
    domain::{Lang, likes::Likes},
    texts::likes as say,
};
use leptos::prelude::*;

/// A need with such likes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedNeed {
    /// Its address without language.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its likes.
    pub likes: Likes,
}

/// « 12 j’aime », and how many more aren't counted and why; `None` where nobody likes it.
#[must_use]
pub fn marked_words(lang: Lang, likes: Likes) -> Option<String> {
    let counted = say::liked(lang, likes.count);
    match (likes.count, likes.marked) {
        (0, 0) => None,
        (_, 0) => Some(counted),
        (_, marked) => Some(format!("{counted} ({})", say::uncounted(lang, marked))),
    }
}

/// The page.
#[component]
pub fn MarkedPage(lang: Lang, needs: Vec<MarkedNeed>) -> impl IntoView {
    let none = needs.is_empty().then(|| view! { <p>{say::marked_none(lang)}</p> });
    let lines = needs.into_iter().map(|need| {
        view! { <li><a href=lang.href(&need.path)>{need.title}</a> " · " {marked_words(lang, need.likes)}</li> }
    });
    view! {
        <section class="narrow">
            <h1>{say::marked_title(lang)}</h1>
            <p>{say::marked_text(lang)}</p>
            {none}
            <ul>{lines.collect_view()}</ul>
        </section>
    }
}
