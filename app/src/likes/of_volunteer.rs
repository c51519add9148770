//! What a volunteer likes, on their own page.

use crate::{domain::Lang, texts::likes as say};
use leptos::prelude::*;

/// What an address likes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfVolunteer {
    /// Address without language and title of each need, the last liked first.
    pub needs: Vec<(String, String)>,
    /// How many there are in all.
    pub total: usize,
    /// Whether it is the moment to offer it: they have just said yes in a browser that likes something.
    pub offered: bool,
}

/// The section; `own` is the volunteer's page.
#[component]
pub fn OfVolunteerSection(lang: Lang, own: String, likes: OfVolunteer) -> impl IntoView {
    let (none, offered) = (likes.needs.is_empty(), likes.offered);
    let last = (likes.total > likes.needs.len()).then(|| say::own_last(lang, likes.needs.len()));
    let last = last.map(|last| view! { <p>{last}</p> });
    let needs = likes.needs.into_iter().map(|(path, title)| {
        view! { <li><a href=lang.href(&path)>{title}</a></li> }
    });
    let list = (!none).then(|| view! { <p>{say::own_some(lang)}</p> <ul>{needs.collect_view()}</ul> {last} });
    let words = if none { say::own_none(lang) } else { say::own_more(lang) };
    let button = if none { say::own_keep(lang) } else { say::own_show(lang) };
    view! {
        <details class="fold" id="favoris" open=offered>
            <summary>{say::own_title(lang)}</summary>
            {list}
            <p>{words}</p>
            <form method="post" action=format!("{own}/favoris")>
                <button class="button quiet" type="submit">{button}</button>
            </form>
        </details>
    }
}
