//! A like that isn't noted: why, and what to do now.

use crate::{
    domain::Lang,
    texts::likes as say,
    ui::{Door, Icon, Sign},
};
use leptos::prelude::*;

/// Why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such need.
    Missing,
    /// It takes nobody any more.
    Closed,
    /// Too many new browsers come from that network.
    TooMany,
}

impl Refused {
    /// The page's title.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Missing => say::refused_missing(lang),
            Self::Closed => say::refused_closed(lang),
            Self::TooMany => say::refused_many(lang),
        }
    }

    /// What to do now; in so many minutes it makes sense to try again, where it does.
    #[must_use]
    pub fn text(self, lang: Lang, minutes: i64) -> String {
        match self {
            Self::Missing => say::refused_missing_text(lang).to_owned(),
            Self::Closed => say::refused_closed_text(lang).to_owned(),
            Self::TooMany => say::refused_many_text(lang, minutes),
        }
    }
}

/// The page.
#[component]
pub fn RefusedPage(
    lang: Lang,
    why: Refused,
    /// Until it makes sense to try again, where it does.
    minutes: i64,
) -> impl IntoView {
    view! {
        <section class="error-page narrow">
            <Door/>
            <h1>{why.title(lang)}</h1>
            <p>{why.text(lang, minutes)}</p>
            <p class="actions">
                <a class="button" href=lang.href("/missions")>{say::other_needs(lang)}</a>
                <a class="button quiet" href=lang.href("/mes-favoris")><Icon sign=Sign::Heart/>{say::title(lang)}</a>
            </p>
        </section>
    }
}
