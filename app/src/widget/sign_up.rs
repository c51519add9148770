//! Signing up in the frame, and what comes after: the same form and the same words as on our own pages.

use super::{
    Look,
    need::{Act, Back},
};
use crate::{
    domain::{
        Lang,
        need::{Need, Slot},
    },
    sign_ups::{FormState, SignUpCard, when},
    texts::{sign_ups as say_sign_ups, widget as say},
    ui::{Icon, Sign},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// The form with what it is for; where nobody can sign up any more, the word why.
#[component]
pub fn WidgetSignUp(lang: Lang, look: Look, need: Need, state: FormState, today: Date) -> impl IntoView {
    let place = need.addresses.first().map(|address| format!(" · {}", address.city));
    let back = look.need(lang, need.id, "");
    let action = look.need(lang, need.id, "/inscription");
    let body = if need.takes_sign_ups() {
        view! { <SignUpCard lang need=need.clone() state today action/> }.into_any()
    } else {
        view! { <Act lang look need=need.clone()/> }.into_any()
    };
    view! {
        <div class="widget-form">
            <p class="breadcrumb"><a href=back><Icon sign=Sign::ArrowLeft/>{say::back_to_need(lang)}</a></p>
            <h1>{need.title.clone()}</h1>
            <p class="who-where">{need.association.name.clone()} {place}</p>
            {body}
        </div>
    }
}

/// Thanks. It says the same whether or not the address had signed up before.
#[component]
pub fn WidgetThanks(
    lang: Lang,
    look: Look,
    need: Need,
    /// The slot chosen, where it is known.
    chosen: Option<Slot>,
    /// On the waiting list.
    waiting: bool,
    /// Under 18: a parent is asked first.
    minor: bool,
    today: Date,
) -> impl IntoView {
    let title = if waiting { say_sign_ups::thanks_waiting(lang) } else { say_sign_ups::thanks(lang) };
    let first = if waiting { say_sign_ups::next_mail_waiting(lang) } else { say_sign_ups::next_mail(lang) };
    let second = match (minor, waiting) {
        (true, _) => say_sign_ups::next_parent(lang),
        (false, true) => say_sign_ups::next_offer(lang),
        (false, false) => say_sign_ups::next_association(lang),
    };
    let third = if waiting { say_sign_ups::next_leave(lang) } else { say_sign_ups::next_day(lang) };
    let when = chosen.map(|slot| view! { <br/> <span class="when">{when(lang, &need, &slot, today)}</span> });
    let again = lang.href("/inscriptions/lien-perdu");
    view! {
        <section class="thanks widget-form">
            <h1>{title}</h1>
            <p class="what"><b>{need.title.clone()}</b> {when}</p>
            <h2>{say_sign_ups::next(lang)}</h2>
            <ol class="next-steps">
                <li>{first}</li>
                <li>{second}</li>
                <li>{third}</li>
            </ol>
            <p class="aside">
                {say_sign_ups::no_mail(lang)} " "
                <a href=again target="_blank" rel="noopener">
                    {say_sign_ups::send_again(lang)} <span class="heard">" ("{say::new_tab(lang)}")"</span>
                </a>
            </p>
            <Back lang href=look.back(lang, &need)/>
        </section>
    }
}
