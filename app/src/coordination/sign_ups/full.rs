//! Before a full slot grows: the coordinator is asked.

use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
        numbers::whole,
    },
    texts::sign_up_table as say,
};
use leptos::prelude::*;

/// A slot that would have to grow.
#[derive(Clone, Debug)]
pub struct FullSlot {
    /// Need and time, in words.
    pub words: String,
    /// Its places.
    pub capacity: i64,
    /// How many more it would need.
    pub more: i64,
}

/// The question.
#[component]
pub fn FullPage(
    lang: Lang,
    association: Association,
    role: Role,
    slots: Vec<FullSlot>,
    /// Ids of the sign-ups.
    people: Vec<i64>,
    /// Where one came from.
    back: String,
) -> impl IntoView {
    let action = lang.href(&format!("{}/inscriptions/reponse", association.desk()));
    let people = people
        .into_iter()
        .map(|id| view! { <input type="hidden" name="personne" value=id.to_string()/> })
        .collect_view();
    let slots = slots
        .into_iter()
        .map(|slot| {
            let (now, then) = (whole(lang, slot.capacity), whole(lang, slot.capacity + slot.more));
            view! { <li>{slot.words} <br/> {say::grows(lang, now, then)}</li> }
        })
        .collect_view();
    view! {
        <DeskFrame lang association role tab=Tab::SignUps>
            <section class="narrow">
                <h1>{say::full_title(lang)}</h1>
                <p>{say::full_text(lang)}</p>
                <ul>{slots}</ul>
                <form method="post" action=action>
                    {people}
                    <input type="hidden" name="retour" value=back.clone()/>
                    <input type="hidden" name="agrandir" value="oui"/>
                    <p class="actions">
                        <button class="button" type="submit" name="faire" value="accepted">{say::full_yes(lang)}</button>
                        <a class="button quiet" href=back>{say::full_no(lang)}</a>
                    </p>
                </form>
            </section>
        </DeskFrame>
    }
}
