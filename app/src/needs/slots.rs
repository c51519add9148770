//! The slots of a need, each with its places left as words and as a bar.

use crate::domain::{Lang, dates, need::Slot, numbers};
use crate::texts::needs as say;
use jiff::civil::Date;
use leptos::prelude::*;

/// Slots shown before the rest folds away.
const SHOWN: usize = 5;

/// The list; slots that are over are left out unless there are no others.
#[component]
pub(super) fn Slots(
    lang: Lang,
    slots: Vec<Slot>,
    today: Date,
    /// Nobody is wanted any more: dates only.
    closed: bool,
) -> impl IntoView {
    let any_coming = slots.iter().any(|slot| !slot.over);
    let mut lines = slots
        .into_iter()
        .filter(|slot| !slot.over || !any_coming)
        .map(|slot| line(lang, &slot, today, closed));
    let first = lines.by_ref().take(SHOWN).collect_view();
    let rest: Vec<_> = lines.collect();
    let more = i64::try_from(rest.len()).unwrap_or(i64::MAX);
    view! {
        <ul class="need-slots" role="list" aria-label=say::slots(lang)>{first}</ul>
        {(more > 0)
            .then(|| {
                view! {
                    <details class="more-slots">
                        <summary>{say::more_dates(lang, more)}</summary>
                        <ul class="need-slots" role="list">{rest}</ul>
                    </details>
                }
            })}
    }
}

fn line(lang: Lang, slot: &Slot, today: Date, closed: bool) -> impl IntoView + use<> {
    let when = slot.times.as_ref().map(|times| dates::slot(lang, times, today));
    let (class, words) = if closed {
        ("need-slot over", String::new())
    } else if slot.over {
        ("need-slot over", say::slot_over(lang).to_owned())
    } else if slot.left() == 0 {
        ("need-slot full", say::slot_full(lang).to_owned())
    } else if slot.taken == 0 {
        ("need-slot", say::people_wanted(lang, slot.capacity))
    } else {
        ("need-slot", say::places_left(lang, slot.left(), numbers::whole(lang, slot.capacity)))
    };
    view! {
        <li class=class>
            {when.map(|when| view! { <span class="slot-when">{when}</span> })}
            <span class="slot-left">{words}</span>
        </li>
    }
}
