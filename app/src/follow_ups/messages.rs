//! `/espace/{association}/relances/messages`: the prepared messages, an association's own first.

use super::{Origin, Prepared};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
    },
    texts::messages as say,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MessagesPage(
    lang: Lang,
    association: Association,
    role: Role,
    messages: Vec<Prepared>,
    notice: Option<String>,
) -> impl IntoView {
    let here = lang.href(&format!("{}/relances/messages", association.desk()));
    let back = lang.href(&format!("{}/relances", association.desk()));
    let new = format!("{here}/nouveau");
    let other = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
    // Their own first, then those in the language that they read.
    let sections = [None, Some(lang), Some(other)].map(|of| {
        let title = match of {
            None => say::own(lang),
            Some(Lang::Fr) => say::in_french(lang),
            Some(Lang::En) => say::in_english(lang),
        };
        let lines: Vec<Prepared> = messages.iter().filter(|one| language(one) == of).cloned().collect();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|one| line(lang, &here, one)).collect_view();
            view! {
                <section>
                    <h2>{title}</h2>
                    <ul class="desk-needs" role="list">{lines}</ul>
                </section>
            }
        })
    });
    view! {
        <DeskFrame lang association role tab=Tab::FollowUps notice>
            <p class="back"><a href=back>{say::to_list(lang)}</a></p>
            <div class="desk-title">
                <h1>{say::title(lang)}</h1>
                <a class="button" href=new>{say::new(lang)}</a>
            </div>
            <p>{say::intro(lang)}</p>
            {sections.into_iter().collect_view()}
        </DeskFrame>
    }
}

const fn language(one: &Prepared) -> Option<Lang> {
    match one.origin {
        Origin::Portal(lang) | Origin::Changed(lang) => Some(lang),
        Origin::Own => None,
    }
}

fn line(lang: Lang, here: &str, one: Prepared) -> impl IntoView + use<> {
    let changed = matches!(one.origin, Origin::Changed(_));
    view! {
        <li class="message-line">
            <a href=format!("{here}/{}", one.key)>{one.name}</a>
            {changed.then(|| view! { <span class="badge calm">{say::changed(lang)}</span> })}
            <span class="small">{one.subject}</span>
        </li>
    }
}
