//! The choice of a slot, each with its places left.

use super::{
    FormField, FormState,
    field::{Note, field_class, note_id},
    places_left,
};
use crate::{
    domain::{
        Lang, dates,
        need::{Need, Slot},
    },
    texts::sign_ups as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// Radio buttons where there are several slots to come, one line where there is one.
#[component]
pub fn SlotChoice(
    lang: Lang,
    need: Need,
    state: FormState,
    /// The slot that this person has already, which can't be full for them.
    own: Option<i64>,
    today: Date,
) -> impl IntoView {
    let slots: Vec<Slot> = need.coming_slots().cloned().collect();
    let when = move |slot: &Slot| when(lang, &need, slot, today);
    if let [only] = slots.as_slice() {
        return view! {
            <div class="only-slot">
                <span class="when">{when(only)}</span>
                {left(lang, only, own == Some(only.id))}
                <input r#type="hidden" name=FormField::Slot.name() value=only.id/>
            </div>
        }
        .into_any();
    }
    let error = state.error(FormField::Slot);
    let chosen = state.form.slot;
    let choices = slots.into_iter().enumerate().map(|(index, slot)| {
        let mine = own == Some(slot.id);
        // The first bears the field's own name, so that the list of errors can point to it.
        let id = if index == 0 { FormField::Slot.name().to_owned() } else { format!("creneau-{}", slot.id) };
        view! {
            <label class="slot" class:full=slot.left() == 0 && !mine>
                <input
                    id=id
                    r#type="radio"
                    name=FormField::Slot.name()
                    value=slot.id
                    checked=chosen == slot.id.to_string()
                    required
                />
                <span class="when">{when(&slot)}</span>
                {left(lang, &slot, mine)}
            </label>
        }
    });
    view! {
        <fieldset
            class=format!("{} slots", field_class(error))
            data-field=FormField::Slot.name()
            aria-describedby=note_id(FormField::Slot)
        >
            <legend>{say::slot(lang)}</legend>
            <Note lang field=FormField::Slot hint=say::slot_hint(lang).to_owned() error/>
            <div class="slot-list">{choices.collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// The places left of a slot; the island keeps the figure fresh, save for the slot that is one's own.
fn left(lang: Lang, slot: &Slot, own: bool) -> impl IntoView + use<> {
    let text =
        if own { say::your_slot(lang).to_owned() } else { places_left(lang, slot.left(), slot.capacity) };
    let id = (!own).then_some(slot.id);
    view! { <span class="left" data-slot=id>{text}</span> }
}

/// When a slot is; for one without dates, the need's own words.
pub fn when(lang: Lang, need: &Need, slot: &Slot, today: Date) -> String {
    match (&slot.times, &need.schedule) {
        (Some(times), _) => dates::slot(lang, times, today),
        (None, Some(schedule)) => schedule.clone(),
        (None, None) => say::any_time(lang).to_owned(),
    }
}
