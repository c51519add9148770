//! `/espace/{association}/missions/{need}/creneaux/{slot}`: before a slot is cancelled, the coordinator is asked.

use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
    },
    texts::slot_cancelled as say,
};
use leptos::prelude::*;

/// The question, or why it can't be asked.
#[component]
pub fn CancelSlotPage(
    lang: Lang,
    association: Association,
    role: Role,
    /// The need's id.
    need: i64,
    /// The slot's id.
    of: i64,
    /// The need's title.
    title: String,
    /// The slot, in words.
    when: String,
    /// How many are in, or wait for a place.
    people: i64,
    /// Why it isn't cancelled here.
    refused: Option<String>,
) -> AnyView {
    let back = lang.href(&format!("{}/missions/{need}", association.desk()));
    let action = format!("{back}/creneaux/{of}");
    let may = refused.is_none();
    let text = refused.unwrap_or_else(|| match people {
        0 => say::nobody(lang).to_owned(),
        people => say::people(lang, people),
    });
    view! {
        <DeskFrame lang association role tab=Tab::Needs>
            <section class="narrow">
                <h1>{say::title(lang)}</h1>
                <p><strong>{title}</strong> <br/> {when}</p>
                <p>{text}</p>
                <form method="post" action=action>
                    <p class="actions">
                        {may.then(|| view! { <button class="button" type="submit">{say::cancel(lang)}</button> })}
                        <a class="button quiet" href=back>{say::keep(lang)}</a>
                    </p>
                </form>
            </section>
        </DeskFrame>
    }
    .into_any()
}
