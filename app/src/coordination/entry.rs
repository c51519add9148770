//! `/espace/{association}/fiche`: what an association says of itself, changed by its owners.

use super::{DeskFrame, Tab};
use crate::{
    associations::{EntryForm, EntryPage},
    domain::{
        Lang,
        association::{Association, Role},
    },
    forms::Problems,
};
use leptos::prelude::*;

/// The form of the first entry, in the space.
#[component]
pub fn ChangeEntryPage(
    lang: Lang,
    association: Association,
    role: Role,
    form: EntryForm,
    problems: Problems,
    notice: Option<String>,
) -> impl IntoView {
    let action = lang.href(&format!("{}/fiche", association.desk()));
    view! {
        <DeskFrame lang association role tab=Tab::Entry notice=notice>
            <EntryPage lang form problems action=Some(action)/>
        </DeskFrame>
    }
}
