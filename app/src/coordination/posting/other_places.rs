//! Where else: a need may have several places, each a row of its own.

use super::NeedForm;
use crate::{
    domain::Lang,
    forms::{Problem, Problems, field_class, note_id},
    texts::posting as say,
};
use leptos::prelude::*;

/// Most places of a need.
const MOST_PLACES: usize = 10;
/// Longest line that says where.
const PLACE_LENGTH: usize = 160;

/// Lengths and number of the other places; what they mean is left to who knows places.
pub(super) fn check_places(form: &NeedForm, problems: &mut Problems) {
    let rows = form.other_places();
    for (index, (place, street)) in rows.iter().enumerate() {
        for (name, typed) in [("autre_lieu", place), ("autre_rue", street)] {
            if typed.chars().count() > PLACE_LENGTH {
                problems.add(&format!("{name}-{index}"), Problem::TooLong(160));
            }
        }
    }
    let filled = rows.iter().filter(|(place, _)| !place.trim().is_empty()).count();
    if filled + 1 > MOST_PLACES {
        problems.add("autre_lieu-0", Problem::TooManyPlaces(10));
    }
}

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
