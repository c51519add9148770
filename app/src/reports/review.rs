//! What an association reads of a need that looks like fraud, or that the public doesn't see.

use crate::{
    domain::{Lang, flags::Flag, report::Withheld},
    texts::reports as say,
};
use leptos::prelude::*;

/// Where a need stands, for those who may change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Why the public doesn't see it.
    pub withheld: Withheld,
    /// What its words raise.
    pub flags: Vec<Flag>,
    /// What the moderators last wrote.
    pub words: Option<String>,
}

/// Flags by kind, each with the words that raised it.
#[component]
pub fn FlagList(lang: Lang, flags: Vec<Flag>) -> AnyView {
    let lines = flags
        .into_iter()
        .map(|flag| view! { <li>{flag.kind.label(lang)} " " <mark class="flagged">{flag.words}</mark></li> })
        .collect_view();
    view! { <ul class="flags">{lines}</ul> }.into_any()
}

/// Above the form of a need that the public doesn't see: what to do.
#[component]
pub fn ReviewNote(lang: Lang, review: Review) -> AnyView {
    let Review { withheld, flags, words } = review;
    let (title, text) = match withheld {
        Withheld::Held => (say::held_title(lang), say::held_text(lang)),
        Withheld::Down => (say::down_title(lang), say::down_text(lang)),
        Withheld::Corrected => (say::corrected_title(lang), say::corrected_text(lang)),
    };
    view! {
        <section class="review" aria-labelledby="review">
            <h2 id="review">{title}</h2>
            <p>{text}</p>
            {words.map(|words| view! { <blockquote class="lines">{say::moderators_words(lang, words)}</blockquote> })}
            {(!flags.is_empty()).then(|| view! { <FlagList lang flags/> })}
        </section>
    }
    .into_any()
}

/// Beside the form, before it is sent: what will have to be read first.
#[component]
pub fn Hint(lang: Lang, flags: Vec<Flag>) -> AnyView {
    if flags.is_empty() {
        return ().into_any();
    }
    view! {
        <section class="review" aria-labelledby="review-hint">
            <h3 id="review-hint">{say::hint_title(lang)}</h3>
            <FlagList lang flags/>
            <p class="small">{say::hint_text(lang)}</p>
        </section>
    }
    .into_any()
}
