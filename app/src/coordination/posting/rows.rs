//! When people come: regularly, or at the times of these rows.

use super::NeedForm;
use crate::{
    domain::Lang,
    forms::{Problems, TextInput, field_class, note_id},
    texts::{posting as say, slot_cancelled},
};
use leptos::prelude::*;

/// A slot that people are signed up for.
pub(super) struct Held {
    /// Its id.
    pub slot: i64,
    /// How many.
    pub people: i64,
    /// Where it is cancelled.
    pub href: String,
}

/// Both ways, of which the style sheet hides the one that isn't chosen.
#[component]
pub(super) fn Times(lang: Lang, form: NeedForm, held: Vec<Held>, problems: Problems) -> AnyView {
    let slots = form.kind == "slots";
    let wrong = problems.get("kind").map(|problem| problem.say(lang));
    let class = field_class(wrong.is_some());
    let radio = |value: &'static str, id: &'static str, words: &'static str, checked: bool| {
        view! {
            <label for=id>
                <input id=id type="radio" name="kind" value=value checked=checked/>
                <span>{words}</span>
            </label>
        }
    };
    let rows = form
        .rows()
        .into_iter()
        .enumerate()
        .map(|(index, row)| {
            let cell = |name: &'static str, kind: &'static str, label: &'static str, value: String| {
                cell(lang, index, (name, kind, label), value, &problems)
            };
            let held = held.iter().find(|held| held.slot.to_string() == row.slot).map(|held| {
                let words = slot_cancelled::way(lang, held.people);
                let of = say::of_slot(lang, index + 1);
                view! { <p class="slot-held"><a href=held.href.clone()>{words} <span class="heard">{of}</span></a></p> }
            });
            view! {
                <fieldset class="slot-row">
                    <legend class="heard">{say::slot_number(lang, index + 1)}</legend>
                    <input type="hidden" name="slot" value=row.slot/>
                    {cell("day", "date", say::day(lang), row.day)}
                    {cell("from", "time", say::from(lang), row.from)}
                    {cell("until", "time", say::until(lang), row.until)}
                    {cell("places", "number", say::places(lang), row.places)}
                    {held}
                </fieldset>
            }
        })
        .collect_view();
    view! {
        <fieldset class=class id="kind" data-field="kind">
            <legend>{say::when(lang)}</legend>
            <p class="note" id=note_id("kind") data-hint="">{wrong}</p>
            <div class="either">
                {radio("regular", "kind-regular", say::regular(lang), !slots)}
                {radio("slots", "kind-slots", say::slots(lang), slots)}
            </div>
        </fieldset>
        <div class="times-regular">
            <TextInput lang name="schedule" label=say::schedule(lang) hint=say::schedule_hint(lang)
                value=form.schedule problems=problems.clone() optional=true most=160/>
            <TextInput lang name="seats" label=say::seats(lang) value=form.seats problems=problems.clone()
                kind="number" optional=true most=5/>
        </div>
        <div class="times-slots">
            <p class="small">{say::slots_hint(lang)}</p>
            {rows}
            <button class="button quiet" type="submit" name="act" value="rows">{say::more_rows(lang)}</button>
            <TextInput lang name="repeat" label=say::repeat(lang) hint=say::repeat_hint(lang)
                value=form.repeat problems=problems.clone() kind="date" optional=true most=20/>
        </div>
    }
    .into_any()
}

/// One cell of a row; what is wrong with it stands under it.
fn cell(
    lang: Lang,
    index: usize,
    (name, kind, label): (&'static str, &'static str, &'static str),
    value: String,
    problems: &Problems,
) -> AnyView {
    let id = format!("{name}-{index}");
    let words = problems.get(&id).map(|problem| problem.say(lang));
    let wrong = words.is_some();
    let least = (kind == "number").then_some("1");
    view! {
        <div class=field_class(wrong) data-field=id.clone()>
            <label for=id.clone()>
                {label} <span class="heard">{say::of_slot(lang, index + 1)}</span>
            </label>
            <div class="input">
                <input id=id.clone() name=name type=kind value=value min=least
                    aria-describedby=note_id(&id) aria-invalid=wrong.then_some("true")/>
            </div>
            <p class="note" id=note_id(&id) data-hint="" aria-live="polite">{words}</p>
        </div>
    }
    .into_any()
}
