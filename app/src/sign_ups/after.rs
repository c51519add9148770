//! After: thanks and what comes next; and the word of goodbye once all is erased.

use super::slots::when;
use crate::{
    domain::{
        Lang,
        need::{Need, Slot},
    },
    texts::sign_ups as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// `/missions/{id}-{slug}/merci`. It says the same whether or not the address had signed up before.
#[component]
pub fn ThanksPage(
    lang: Lang,
    need: Need,
    /// The slot chosen, where it is known.
    chosen: Option<Slot>,
    /// On the waiting list.
    waiting: bool,
    /// Under 18: a parent is asked first.
    minor: bool,
    today: Date,
) -> impl IntoView {
    let title = if waiting { say::thanks_waiting(lang) } else { say::thanks(lang) };
    let first = if waiting { say::next_mail_waiting(lang) } else { say::next_mail(lang) };
    let second = match (minor, waiting) {
        (true, _) => say::next_parent(lang),
        (false, true) => say::next_offer(lang),
        (false, false) => say::next_association(lang),
    };
    let third = if waiting { say::next_leave(lang) } else { say::next_day(lang) };
    let calendar = chosen
        .as_ref()
        .filter(|slot| !waiting && slot.times.is_some())
        .map(|slot| lang.href(&format!("{}/creneaux/{}.ics", need.path(), slot.id)));
    let when = chosen.map(|slot| when(lang, &need, &slot, today));
    view! {
        <section class="thanks narrow">
            <h1>{title}</h1>
            <p class="what">
                <a href=lang.href(&need.path())>{need.title.clone()}</a>
                {when.map(|when| view! { <br/> <span class="when">{when}</span> })}
            </p>
            <h2>{say::next(lang)}</h2>
            <ol class="next-steps">
                <li>{first}</li>
                <li>{second}</li>
                <li>
                    {third}
                    {calendar
                        .map(|href| {
                            view! {
                                <br/>
                                <a class="button quiet" href=href download>{say::to_calendar(lang)}</a>
                            }
                        })}
                </li>
            </ol>
            <p class="aside">
                {say::no_mail(lang)} " "
                <a href=lang.href("/inscriptions/lien-perdu")>{say::send_again(lang)}</a>
            </p>
            <p class="actions">
                <a class="button quiet" href=lang.href("/missions")>{say::other_needs(lang)}</a>
            </p>
        </section>
    }
}

/// Shown once, after a volunteer has had everything erased.
#[component]
pub fn ErasedPage(lang: Lang) -> impl IntoView {
    view! {
        <section class="thanks narrow">
            <h1>{say::erased_title(lang)}</h1>
            <p>{say::erased_text(lang)}</p>
            <p class="actions">
                <a class="button" href=lang.href("/missions")>{say::other_needs(lang)}</a>
            </p>
        </section>
    }
}
