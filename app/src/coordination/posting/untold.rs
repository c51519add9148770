//! What people who signed up don't know yet, on the desk and on the need's own page: a way to the mail that is written
//! already, and a button for those who have told them otherwise.

use super::News;
use crate::{
    domain::{Lang, association::Association},
    texts::news as say,
};
use leptos::prelude::*;

/// News that somebody doesn't know yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    /// Its id.
    pub id: i64,
    /// The need's.
    pub need: i64,
    /// The need's title.
    pub title: String,
    /// What it is.
    pub news: News,
    /// How many don't know.
    pub people: i64,
    /// Since when, in words.
    pub when: String,
}

/// All of it.
#[component]
pub fn UntoldNews(lang: Lang, association: Association, untold: Vec<Untold>) -> AnyView {
    let desk = lang.href(&association.desk());
    untold.into_iter().map(|one| notice(lang, &desk, one)).collect_view().into_any()
}

fn notice(lang: Lang, desk: &str, untold: Untold) -> impl IntoView + use<> {
    let Untold { id, need, title, news, people, when } = untold;
    let words = match news {
        News::Moved => say::moved(lang, people, title),
        News::Closed => say::closed(lang, people, title),
        News::SlotCancelled => say::slot(lang, people, title),
    };
    view! {
        <form class="notice calm untold" method="post" action=format!("{desk}/missions/{need}/nouvelles/{id}")>
            <p>{words} " " <span class="small">{say::since(lang, when)}</span></p>
            <p class="actions in-a-row">
                <a class="button quiet" href=format!("{desk}/relances/nouvelle?nouvelle={id}")>{say::see(lang)}</a>
                <button class="button quiet" type="submit">{say::send_nothing(lang)}</button>
            </p>
        </form>
    }
}
