//! `/accord-parental/{token}`: a parent agrees.

use crate::{
    domain::{
        Lang, dates,
        need::{Need, SlotTimes},
    },
    texts::sign_ups as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// What the child signed up for, and one button (POST to the same address).
#[component]
pub fn ParentPage(
    lang: Lang,
    need: Need,
    child_first_name: String,
    /// When, if the slot is dated.
    times: Option<SlotTimes>,
    consented: bool,
    token: String,
    today: Date,
) -> impl IntoView {
    let when = times.map(|times| dates::slot(lang, &times, today)).or_else(|| need.schedule.clone());
    let title = if consented {
        say::parent_thanks(lang).to_owned()
    } else {
        say::parent_title(lang, &child_first_name)
    };
    view! {
        <section class="parent narrow">
            <h1>{title}</h1>
            <dl class="facts">
                <dt>{say::what(lang)}</dt>
                <dd><a href=lang.href(&need.path())>{need.title.clone()}</a></dd>
                <dt>{say::association(lang)}</dt>
                <dd>{need.association.name.clone()}</dd>
                {when.map(|when| view! { <dt>{say::when(lang)}</dt> <dd>{when}</dd> })}
            </dl>
            {if consented {
                view! { <p>{say::parent_agreed(lang, &child_first_name)}</p> }.into_any()
            } else {
                view! {
                    <p>{say::parent_text(lang)}</p>
                    <form method="post" action=lang.href(&format!("/accord-parental/{token}"))>
                        <button class="button big" r#type="submit">{say::parent_agree(lang)}</button>
                    </form>
                    <p class="aside">{say::parent_refuse(lang)}</p>
                }
                .into_any()
            }}
        </section>
    }
}
