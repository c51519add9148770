//! Where else: a need may have several places, each a row of its own.

use super::NeedForm;
use crate::{
    domain::Lang,
    forms::{Problems, field_class, note_id},
    texts::posting as say,
};
use leptos::prelude::*;

/// The rows, and a button for one more.
#[component]
pub(super) fn OtherPlaces(lang: Lang, form: NeedForm, problems: Problems) -> AnyView {
    let rows = form
        .other_places()
        .into_iter()
        .enumerate()
        .map(|(index, (place, street))| {
            view! {
                <fieldset class="place-row">
                    <legend class="heard">{say::place_number(lang, index + 2)}</legend>
                    {cell(lang, index, ("autre_lieu", say::other_place(lang)), place, &problems)}
                    {cell(lang, index, ("autre_rue", say::street(lang)), street, &problems)}
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <div class="other-places">
            {rows}
            <button class="button quiet" type="submit" name="act" value="place">{say::add_place(lang)}</button>
        </div>
    }
    .into_any()
}

/// One cell of a row; what is wrong with it stands under it.
fn cell(
    lang: Lang,
    index: usize,
    (name, label): (&'static str, &'static str),
    value: String,
    problems: &Problems,
) -> AnyView {
    let id = format!("{name}-{index}");
    let words = problems.get(&id).map(|problem| problem.say(lang));
    let wrong = words.is_some();
    view! {
        <div class=field_class(wrong) data-field=id.clone()>
            <label for=id.clone()>{label} <span class="heard">{say::of_place(lang, index + 2)}</span></label>
            <div class="input">
                <input id=id.clone() name=name value=value autocomplete="off" maxlength="160"
                    aria-describedby=note_id(&id) aria-invalid=wrong.then_some("true")/>
            </div>
            <p class="note" id=note_id(&id) data-hint="" aria-live="polite">{words}</p>
        </div>
    }
    .into_any()
}
