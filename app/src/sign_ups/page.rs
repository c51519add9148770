//! The page of the form: `/missions/{id}-{slug}/inscription`.

use super::{FormState, SignUpCard};
use crate::{
    domain::{
        Lang,
        need::{Address, Need, SignUpAt},
    },
    texts::sign_ups as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// The form with what it is for, all in sight at once.
#[component]
pub fn SignUpPage(lang: Lang, need: Need, state: FormState, today: Date) -> impl IntoView {
    view! {
        <div class="sign-up-page">
            <NeedLine lang need=need.clone()/>
            <SignUpCard lang need state today/>
        </div>
    }
}

/// What it is about: title, association, where.
#[component]
pub fn NeedLine(lang: Lang, need: Need) -> impl IntoView {
    let (first, more) = (need.addresses.first(), need.addresses.len().saturating_sub(1));
    let place = match first {
        Some(address) if more == 0 => address.city.clone(),
        Some(address) => say::and_more_places(lang, &address.city, more),
        None => say::from_home(lang).to_owned(),
    };
    view! {
        <div class="about-need">
            <p class="kicker"><a href=lang.href(&need.path())>{say::back_to_need(lang)}</a></p>
            <h1>{need.title.clone()}</h1>
            <p class="who-where">
                <span>{need.association.name.clone()}</span>
                " · "
                <span>{place}</span>
            </p>
            <More lang need=need.clone()/>
        </div>
    }
}

/// Where there is room for it: the address, what it takes, the first lines of what one will do.
#[component]
fn More(lang: Lang, need: Need) -> impl IntoView {
    let place = need.addresses.first().map(Address::line);
    let facts = [(say::place(lang), place), (say::requirements(lang), need.requirements)];
    let facts = facts.into_iter().filter_map(|(term, text)| {
        let text = text.filter(|text| !text.is_empty())?;
        Some(view! { <dt>{term}</dt> <dd>{text}</dd> })
    });
    view! {
        <div class="about-more">
            <p class="told">{need.description_text}</p>
            <dl class="facts">{facts.collect_view()}</dl>
        </div>
    }
}

/// In the form's place where nobody can sign up any more (closed, over) or only on the association's site.
#[component]
pub fn ClosedSignUp(lang: Lang, need: Need) -> impl IntoView {
    let there = need.sign_up == SignUpAt::There;
    let (title, text) = if there {
        (say::there_title(lang), say::there_text(lang))
    } else {
        (say::closed_title(lang), say::closed_text(lang))
    };
    view! {
        <section class="sign-up-card closed" aria-labelledby="sign-up-title">
            <h2 id="sign-up-title">{title}</h2>
            <p>{text}</p>
            <p class="actions">
                {if there {
                    view! { <a class="button" href=lang.href(&need.path())>{say::see_need(lang)}</a> }
                } else {
                    view! { <a class="button" href=lang.href("/missions")>{say::other_needs(lang)}</a> }
                }}
            </p>
        </section>
    }
}
