//! `/missions/{id}-{slug}/amis`: friends are told by a letter of ours; and where those who got one want no more.

use super::{
    FriendsForm,
    friends_form::{FROM_MAX, MOST_FRIENDS},
};
use crate::{
    domain::Lang,
    forms::{ErrorSummary, LongInput, Problems, TextInput},
    texts::{forms as say_forms, share as say_share, share_friends as say},
    ui::StopPage,
};
use leptos::prelude::*;

/// The form, or that the letters leave.
#[component]
pub fn FriendsPage(
    lang: Lang,
    /// The need's.
    title: String,
    /// Where the form is sent.
    action: String,
    /// The need's page.
    back: String,
    form: FriendsForm,
    problems: Problems,
    /// Why none can be sent now.
    wait: Option<String>,
    /// The letters leave.
    sent: bool,
) -> AnyView {
    if sent {
        return view! {
            <section class="share-page narrow">
                <h1>{say::sent_title(lang)}</h1>
                <p>{say::sent_text(lang)}</p>
                <p class="actions">
                    <a class="button" href=back>{say_share::back(lang)}</a>
                    <a class="button quiet" href=action>{say::more(lang)}</a>
                </p>
            </section>
        }
        .into_any();
    }
    let labels: [&str; MOST_FRIENDS] = [
        say::friend_1(lang),
        say::friend_2(lang),
        say::friend_3(lang),
        say::friend_4(lang),
        say::friend_5(lang),
    ];
    let fields = form.addresses().map(|(name, _)| name).into_iter().zip(labels);
    let names = fields.chain([("prenom", say::from(lang)), ("mot", say::words(lang))]).collect();
    let most = |most: usize| u32::try_from(most).unwrap_or(u32::MAX);
    let friends = form
        .addresses()
        .into_iter()
        .zip(labels)
        .map(|((name, typed), label)| {
            let first = name == "ami1";
            view! {
                <TextInput
                    lang
                    name
                    label
                    hint=if first { say::friend_hint(lang) } else { "" }
                    value=typed.to_owned()
                    problems=problems.clone()
                    kind="email"
                    optional=!first
                    most=254
                />
            }
        })
        .collect_view();
    view! {
        <section class="share-page friends narrow">
            <p class="over-title">{title}</p>
            <h1>{say::title(lang)}</h1>
            <p>{say::intro(lang)}</p>
            {wait.map(|words| view! { <p class="notice" role="alert">{words}</p> })}
            <ErrorSummary lang problems=problems.clone() labels=names/>
            <form method="post" action=action>
                {friends}
                <TextInput
                    lang
                    name="prenom"
                    label=say::from(lang)
                    hint=say::from_hint(lang)
                    value=form.from.clone()
                    problems=problems.clone()
                    autocomplete="given-name"
                    most=most(FROM_MAX)
                />
                <LongInput
                    lang
                    name="mot"
                    label=say::words(lang)
                    hint=say::words_hint(lang)
                    value=form.words.clone()
                    problems=problems.clone()
                    optional=true
                    rows=3
                />
                <div class="away" aria-hidden="true">
                    <label for="site">{say_forms::trap(lang)}</label>
                    <input id="site" name="site" tabindex="-1" autocomplete="off" value=form.trap/>
                </div>
                <input type="hidden" name="t" value=form.stamp/>
                <button class="button" type="submit">{say::send(lang)}</button>
                <p class="small">{say::kept(lang)}</p>
            </form>
            <p class="actions"><a href=back>{say_share::back(lang)}</a></p>
        </section>
    }
    .into_any()
}

/// `/desabonnement/amis/{token}`: one button, or that it is done.
#[component]
pub fn SilencePage(lang: Lang, action: String, done: bool) -> impl IntoView {
    let (title, text) = if done {
        (say::never_done_title(lang), say::never_done_text(lang))
    } else {
        (say::never_title(lang), say::never_text(lang))
    };
    let button = (!done).then(|| (action, say::never_button(lang)));
    view! { <StopPage class="share-page narrow" title text button/> }
}
