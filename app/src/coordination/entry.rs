//! `/espace/{association}/fiche`: what an association says of itself, changed by its owners.

use super::{DeskFrame, Tab};
use crate::{
    associations::{EntryForm, EntryPage, LogoPart},
    domain::{
        Lang,
        association::{Association, Logo, Role},
    },
    forms::{Difference, Problems},
};
use leptos::prelude::*;

/// The form of the first entry, in the space.
#[component]
pub fn ChangeEntryPage(
    lang: Lang,
    association: Association,
    role: Role,
    logo: Option<Logo>,
    form: EntryForm,
    problems: Problems,
    /// What somebody else changed since this form was given out.
    differences: Vec<Difference>,
    /// That a new contact address waits for its click.
    waiting: Option<String>,
    notice: Option<String>,
) -> impl IntoView {
    let action = lang.href(&format!("{}/fiche", association.desk()));
    view! {
        <DeskFrame lang association=association.clone() role tab=Tab::Entry notice=notice>
            <EntryPage lang form problems=problems.clone() action=Some(action) differences waiting/>
            <LogoPart lang association logo problems/>
        </DeskFrame>
    }
}
