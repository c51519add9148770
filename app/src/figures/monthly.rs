//! The monthly letter: one stops it from the letter itself or from one's account.

use crate::{domain::Lang, texts::figures as say, ui::StopPage};
use leptos::prelude::*;

/// One button (POST to the same address), or that it is done.
#[component]
pub fn StopMonthlyPage(lang: Lang, action: String, done: bool) -> impl IntoView {
    let (title, text) = if done {
        (say::stopped_title(lang), say::stopped_text(lang))
    } else {
        (say::stop_title(lang), say::stop_text(lang))
    };
    let button = (!done).then(|| (action, say::stop_button(lang)));
    view! { <StopPage class="parent narrow" title text button/> }
}

/// In one's account: whether it comes, and a button for the other way.
#[component]
pub fn MonthlySwitch(lang: Lang, comes: bool) -> impl IntoView {
    let (words, button, value) = if comes {
        (say::account_on(lang), say::account_stop(lang), "non")
    } else {
        (say::account_off(lang), say::account_start(lang), "oui")
    };
    view! {
        <section class="monthly" aria-labelledby="monthly">
            <h2 id="monthly">{say::account_title(lang)}</h2>
            <p>{words}</p>
            <form method="post" action=lang.href("/espace/compte/chiffres")>
                <button class="button quiet" type="submit" name="recevoir" value=value>{button}</button>
            </form>
        </section>
    }
}
