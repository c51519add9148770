//! Who is expected, slot by slot, to be printed and signed.

use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
    },
    texts::sign_up_table as say,
};
use leptos::prelude::*;

/// A slot's sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// When, if dated.
    pub slot: Option<String>,
    /// Name and phone of each who is expected.
    pub people: Vec<(String, String)>,
}

/// The list.
#[component]
pub fn PresencePage(
    lang: Lang,
    association: Association,
    role: Role,
    /// The need's title.
    need: String,
    sheets: Vec<Sheet>,
) -> impl IntoView {
    let none = sheets.is_empty();
    let sheets = sheets.into_iter().map(|sheet| table(lang, sheet)).collect_view();
    view! {
        <DeskFrame lang association role tab=Tab::SignUps>
            <div class="presence">
                <h1>{say::presence_title(lang)}</h1>
                <p>{need}</p>
                {none.then(|| view! { <p>{say::presence_none(lang)}</p> })}
                {sheets}
            </div>
        </DeskFrame>
    }
}

fn table(lang: Lang, sheet: Sheet) -> AnyView {
    let slot = sheet.slot.unwrap_or_else(|| say::presence_any_time(lang).to_owned());
    let rows = sheet
        .people
        .into_iter()
        .map(|(name, phone)| view! { <tr> <th scope="row">{name}</th> <td>{phone}</td> <td></td> </tr> })
        .collect_view();
    view! {
        <table>
            <caption>{slot}</caption>
            <thead>
                <tr>
                    <th scope="col">{say::col_who(lang)}</th>
                    <th scope="col">{say::col_phone(lang)}</th>
                    <th scope="col">{say::presence_sign(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
