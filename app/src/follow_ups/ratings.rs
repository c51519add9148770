//! « Comment c’était ? »: the question on a volunteer's page, and what the association reads.

use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
    },
    texts::follow_ups as say,
    ui::TextArea,
};
use leptos::prelude::*;

/// What a volunteer said, or begins to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rated {
    /// From 1 to 5; 0 for nothing yet.
    pub rating: i64,
    /// A sentence, or nothing.
    pub words: String,
}

/// One click and a sentence (POST to `…/avis`).
#[component]
pub fn RatingForm(lang: Lang, action: String, rated: Rated) -> impl IntoView {
    let scale = (1..=5_i64)
        .map(|value| {
            let id = format!("rating-{value}");
            view! {
                <label for=id.clone()>
                    <input id=id.clone() name="note" type="radio" value=value.to_string() required checked=rated.rating == value/>
                    <span>{value}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <section class="standing" id="avis" aria-labelledby="rating-title">
            <h2 id="rating-title">{say::how_was_it(lang)}</h2>
            <form class="plain-form" method="post" action=action>
                <fieldset class="scale">
                    <legend>{say::scale(lang)}</legend>
                    {scale}
                </fieldset>
                <div class="field">
                    <label for="rating-words">{say::one_sentence(lang)}</label>
                    <p class="note" id="rating-words-note">{say::one_sentence_hint(lang)}</p>
                    <div class="input">
                        <TextArea id="rating-words" name="words" value=rated.words rows=2
                            described_by="rating-words-note".to_owned() invalid=false/>
                    </div>
                </div>
                <button class="button" type="submit">{say::say_it(lang)}</button>
            </form>
        </section>
    }
}

/// What one volunteer said, for the association.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Who: a first name.
    pub who: String,
    /// Of which need.
    pub need: String,
    /// When, in words.
    pub when: String,
    /// From 1 to 5.
    pub rating: i64,
    /// A sentence, or nothing.
    pub words: String,
}

/// `/espace/{association}/avis`.
#[component]
pub fn RatingsPage(lang: Lang, association: Association, role: Role, said: Vec<Said>) -> impl IntoView {
    let none = said.is_empty();
    let rows = said
        .into_iter()
        .map(|one| {
            view! {
                <li>
                    <b>{say::out_of_five(lang, one.rating)}</b>
                    <span class="small">{one.who} " · " {one.need} " · " {one.when}</span>
                    {(!one.words.is_empty()).then(|| view! { <blockquote class="lines">{one.words}</blockquote> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <DeskFrame lang association role tab=Tab::FollowUps>
            <h1>{say::ratings_title(lang)}</h1>
            {none.then(|| view! { <p>{say::no_rating_yet(lang)}</p> })}
            <ul class="desk-needs" role="list">{rows}</ul>
        </DeskFrame>
    }
}
