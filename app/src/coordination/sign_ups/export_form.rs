//! The export of what the table shows.

use super::{
    TableView,
    filter::{COLUMNS, column_words},
};
use crate::{domain::Lang, texts::sign_up_table as say};
use leptos::prelude::*;

/// The export of what the filter shows, with the columns that one wants.
pub(super) fn exports(lang: Lang, table: &TableView) -> AnyView {
    let hidden = [
        ("q", &table.filter.q),
        ("etat", &table.filter.state),
        ("mission", &table.filter.need),
        ("suivi", &table.filter.assigned),
        ("tri", &table.filter.order),
    ];
    let hidden = hidden
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <input type="hidden" name=name value=value.clone()/> })
        .collect_view();
    let columns = COLUMNS
        .into_iter()
        .map(|code| {
            view! {
                <label>
                    <input type="checkbox" name="colonne" value=code checked=true/>
                    <span>{column_words(lang, code)}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <details class="more export">
            <summary>{say::export(lang)}</summary>
            <form method="get" action=format!("{}.csv", table.base)>
                <span data-swap="export">{hidden}</span>
                <fieldset class="columns">
                    <legend>{say::columns(lang)}</legend>
                    {columns}
                </fieldset>
                <p class="actions">
                    <button class="button quiet" type="submit" formaction=format!("{}.xlsx", table.base)>
                        {say::export_xlsx(lang)}
                    </button>
                    <button class="button quiet" type="submit">{say::export_csv(lang)}</button>
                </p>
            </form>
        </details>
    }
    .into_any()
}
