//! `/inscriptions/{token}`: the volunteer's own page.

use super::{
    FormState, Messages, Notice, Standing,
    fields::{Purpose, SignUpFields},
    messages::MessagesToVolunteer,
    standing::{answered, badge, explained},
};
use crate::{
    domain::{
        Lang, dates,
        handling::Handling,
        need::{Address, Need, NeedCard},
        sign_up::{SignUp, SignUpState},
    },
    follow_ups::{Rated, RatingForm},
    likes::{OfVolunteer, OfVolunteerSection},
    needs::Cards,
    texts::{correspondence, sign_ups as say},
};
use jiff::civil::Date;
use leptos::prelude::*;

/// See, confirm, change, cancel, download, erase.
///
/// The form posts to `/inscriptions/{token}`; its e-mail field can't be changed there, so the handler puts
/// the stored address into the form before it checks it. Buttons post to `…/confirmation`, `…/annulation`
/// and `…/effacement`; the data is at `…/donnees.json`.
#[component]
pub fn VolunteerPage(
    lang: Lang,
    token: String,
    need: Need,
    sign_up: SignUp,
    standing: Standing,
    state: FormState,
    notice: Option<Notice>,
    /// Needs nearby, for those whose sign-up is over.
    others: Vec<NeedCard>,
    /// What the association made of it. Once it has said that they came there is a certificate.
    handling: Handling,
    /// Whether the association cancelled the slot.
    slot_cancelled: bool,
    /// What they said of it, once their slot is over.
    rated: Option<Rated>,
    /// What the association writes to them.
    messages: Messages,
    /// What they like.
    likes: OfVolunteer,
    /// The day it is, where the need happens: years are only said where they differ.
    today: Date,
) -> impl IntoView {
    let own = lang.href(&format!("/inscriptions/{token}"));
    let over = sign_up.state.is_over();
    let came = handling == Handling::Came;
    let changeable = !over && !came && need.coming_slots().any(|slot| slot.id == sign_up.slot_id);
    let association = need.association.name.clone();
    let (word, colour) = badge(lang, sign_up.state);
    let offered = likes.offered;
    let favorites = view! { <OfVolunteerSection lang own=own.clone() likes/> };
    let (now, later) = if offered { (Some(favorites), None) } else { (None, Some(favorites)) };
    view! {
        <div class="volunteer narrow">
            {notice.map(|notice| view! { <p class="notice" role="status">{notice.say(lang)}</p> })}
            <h1>{say::volunteer_title(lang, &sign_up.first_name)}</h1>
            <section class="standing">
                <p class=format!("badge {colour}")>{word}</p>
                <p>{if came { say::came(lang).to_owned() } else { explained(lang, &sign_up, standing, today) }}</p>
                <Confirm lang own=own.clone() sign_up=sign_up.clone()/>
                <Facts lang need=need.clone() sign_up=sign_up.clone() handling slot_cancelled today/>
            </section>
            {now}
            {came
                .then(|| {
                    let words = crate::texts::attestation::download(lang);
                    view! { <p><a class="button" href=format!("{own}/attestation.pdf") download>{words}</a></p> }
                })}
            {rated.map(|rated| view! { <RatingForm lang action=format!("{own}/avis") rated/> })}
            {changeable
                .then(|| {
                    let purpose = Purpose::Change(sign_up.slot_id);
                    let open = !state.errors.is_empty();
                    view! {
                        <details class="fold" open=open>
                            <summary>{say::change(lang)}</summary>
                            <SignUpFields lang need=need.clone() state action=own.clone() purpose today/>
                        </details>
                    }
                })}
            {(!over && !came).then(|| view! { <Cancel lang own=own.clone() waiting=sign_up.state == SignUpState::Waiting/> })}
            <MessagesToVolunteer lang own=own.clone() association messages/>
            {later}
            <OwnData lang own/>
            {(over && !others.is_empty()).then(|| view! { <Others lang others today/> })}
        </div>
    }
}

/// The big button, as long as something waits for the volunteer's yes.
#[component]
fn Confirm(lang: Lang, own: String, sign_up: SignUp) -> impl IntoView {
    let words = match sign_up.state {
        SignUpState::Unconfirmed if sign_up.awaits_parent() => None,
        SignUpState::Unconfirmed => Some(say::confirm(lang)),
        SignUpState::Offered => Some(say::take_place(lang)),
        _ => None,
    };
    words.map(|words| {
        view! {
            <form method="post" action=format!("{own}/confirmation")>
                <button class="button big" r#type="submit">{words}</button>
            </form>
        }
    })
}

#[component]
fn Facts(
    lang: Lang,
    need: Need,
    sign_up: SignUp,
    handling: Handling,
    slot_cancelled: bool,
    today: Date,
) -> impl IntoView {
    let when = sign_up
        .times
        .map(|times| dates::slot(lang, &times, today))
        .or_else(|| need.schedule.clone())
        .unwrap_or_else(|| say::any_time(lang).to_owned());
    let place = need.addresses.first().map(Address::line);
    let answer =
        if slot_cancelled { Some(correspondence::slot_cancelled(lang)) } else { answered(lang, handling) };
    let calendar = (sign_up.times.is_some() && !sign_up.state.is_over())
        .then(|| lang.href(&format!("{}/creneaux/{}.ics", need.path(), sign_up.slot_id)));
    let parent = sign_up.minor.then(|| {
        if sign_up.parent_consented { say::parent_has_agreed(lang) } else { say::parent_is_asked(lang) }
    });
    view! {
        <dl class="facts">
            <dt>{say::what(lang)}</dt>
            <dd><a href=lang.href(&need.path())>{need.title.clone()}</a></dd>
            <dt>{say::association(lang)}</dt>
            <dd>{need.association.name.clone()}</dd>
            <dt>{say::when(lang)}</dt>
            <dd>
                {when}
                {calendar
                    .map(|href| {
                        view! {
                            <br/>
                            <a href=href download>{say::to_calendar(lang)}</a>
                        }
                    })}
            </dd>
            {answer
                .map(|words| view! { <dt>{correspondence::its_answer(lang)}</dt> <dd>{words}</dd> })}
            {place.map(|place| view! { <dt>{say::place(lang)}</dt> <dd>{place}</dd> })}
            {parent.map(|parent| view! { <dt>{say::parent(lang)}</dt> <dd>{parent}</dd> })}
        </dl>
    }
}

/// Withdrawing: unfolds first, so that no stray click does it.
#[component]
fn Cancel(lang: Lang, own: String, waiting: bool) -> impl IntoView {
    let (title, text) = if waiting {
        (say::leave_list(lang), say::leave_list_text(lang))
    } else {
        (say::cancel(lang), say::cancel_text(lang))
    };
    view! {
        <details class="fold">
            <summary>{title}</summary>
            <p>{text}</p>
            <form method="post" action=format!("{own}/annulation")>
                <button class="button danger" r#type="submit">{say::cancel_really(lang)}</button>
            </form>
        </details>
    }
}

/// Download and erase.
#[component]
fn OwnData(lang: Lang, own: String) -> impl IntoView {
    view! {
        <details class="fold">
            <summary>{say::my_data(lang)}</summary>
            <p>{say::download_text(lang)}</p>
            <p class="actions">
                <a class="button quiet" href=format!("{own}/donnees.json") download>{say::download(lang)}</a>
            </p>
            <details class="fold">
                <summary>{say::erase(lang)}</summary>
                <p>{say::erase_text(lang)}</p>
                <form method="post" action=format!("{own}/effacement")>
                    <button class="button danger" r#type="submit">{say::erase_really(lang)}</button>
                </form>
            </details>
        </details>
    }
}

#[component]
fn Others(lang: Lang, others: Vec<NeedCard>, today: Date) -> impl IntoView {
    view! {
        <section class="others">
            <h2>{say::others(lang)}</h2>
            <Cards lang cards=others today wide=true/>
        </section>
    }
}
