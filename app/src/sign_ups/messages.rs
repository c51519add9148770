//! On the volunteer's own page: what passed between them and the association, whether it may write, and a few words
//! back to it.

use crate::{
    domain::{Lang, delivery::Delivery},
    forms::{LongInput, Problems},
    texts::{correspondence as say, unsubscribe},
};
use leptos::prelude::*;

/// A mail that somebody got, or will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Got {
    /// When it left or was written, in words.
    pub when: String,
    /// Its subject; nothing for one that left before subjects were kept.
    pub subject: String,
    /// Where it is.
    pub delivery: Delivery,
}

/// What passed between somebody and an association.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Messages {
    /// Whether they want what it writes of its own accord.
    pub wanted: bool,
    /// The mails to them, the newest first.
    pub mails: Vec<Got>,
    /// What they wrote: when, in words, and what.
    pub words: Vec<(String, String)>,
    /// What they type now.
    pub typed: String,
    /// What is wrong with it.
    pub problems: Problems,
}

/// The subject of a mail, or that it was one.
#[must_use]
pub fn subject(lang: Lang, subject: &str) -> String {
    if subject.is_empty() { say::a_message(lang).to_owned() } else { subject.to_owned() }
}

/// The words post to `…/mot`, the choice to `…/messages`.
#[component]
pub fn MessagesToVolunteer(
    lang: Lang,
    own: String,
    association: String,
    messages: Messages,
) -> impl IntoView {
    let open = !messages.wanted || !messages.problems.is_empty();
    let mails = messages.mails.into_iter().map(|mail| got(lang, mail)).collect_view();
    let has_words = !messages.words.is_empty();
    let words = messages
        .words
        .into_iter()
        .map(|(when, text)| {
            view! {
                <li>
                    <span class="small">{when}</span>
                    <span class="lines">{text}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <details class="fold" open=open id="messages">
            <summary>{say::title(lang)}</summary>
            <ul class="history" role="list">{mails}</ul>
            {has_words
                .then(|| {
                    view! {
                        <p class="label">{say::you_wrote(lang)}</p>
                        <ul class="history" role="list">{words}</ul>
                    }
                })}
            <form class="plain-form" method="post" action=format!("{own}/mot")>
                <LongInput lang name="words" label=say::write(lang) hint=say::write_hint(lang) value=messages.typed
                    problems=messages.problems rows=3/>
                <p class="actions"><button class="button" type="submit">{say::send(lang)}</button></p>
            </form>
            {choice(lang, &own, &association, messages.wanted)}
        </details>
    }
}

fn got(lang: Lang, mail: Got) -> AnyView {
    view! {
        <li>
            <span>{subject(lang, &mail.subject)}</span>
            <span class="small">{mail.when}</span>
            <span class=format!("badge {}", mail.delivery.tone())>{mail.delivery.label(lang)}</span>
        </li>
    }
    .into_any()
}

/// Whether the association may write of its own accord.
fn choice(lang: Lang, own: &str, association: &str, wanted: bool) -> AnyView {
    let (text, button, value) = if wanted {
        (unsubscribe::comes(lang, association), unsubscribe::no_more(lang), "non")
    } else {
        (unsubscribe::comes_no_more(lang, association), unsubscribe::again(lang), "oui")
    };
    view! {
        <form class="wanted" method="post" action=format!("{own}/messages")>
            <p>{text}</p>
            <button class="button quiet" type="submit" name="recevoir" value=value>{button}</button>
        </form>
    }
    .into_any()
}
