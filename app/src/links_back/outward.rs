//! A link that leads away.

use crate::{
    domain::{Lang, figures::Source},
    texts::needs,
    ui::{Icon, Sign},
};
use leptos::prelude::*;

/// Where a followed link is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// As the way from this need.
    Need(i64),
    /// As the way to this association's own site.
    Association(i64),
}

impl Followed {
    /// The address that is told; of a need's with where its reader came from.
    #[must_use]
    pub fn path(self, from: &str) -> String {
        match self {
            Self::Need(id) => Source::carried(format!("/missions/{id}/suivi"), from),
            Self::Association(id) => format!("/associations/{id}/suivi"),
        }
    }
}

/// A link away from here. What lies there learns which portal its visitor comes from, and nothing more: no page, no
/// person.
#[component]
pub fn OutwardLink(
    lang: Lang,
    href: String,
    /// Nowhere for links that aren't theirs alone, as to networks.
    #[prop(into)]
    followed: Option<Followed>,
    #[prop(into)] words: String,
    /// As a wide button; a line of text without.
    #[prop(default = false)]
    button: bool,
    /// Code of where the reader came from.
    #[prop(optional)]
    from: String,
) -> AnyView {
    let class = if button { "button wide" } else { "outward" };
    let heard = button.then(|| view! { <span class="heard">" ("{needs::opens_there(lang)}")"</span> });
    view! {
        <a class=class href=href rel="nofollow noopener ugc" referrerpolicy="strict-origin" target="_blank"
            data-followed=followed.map(|followed| followed.path(&from))>
            {words} " " <Icon sign=Sign::ExternalLink/> {heard}
        </a>
    }
    .into_any()
}
