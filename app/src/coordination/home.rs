//! `/espace`: the associations that one acts for, and signing out.

use super::{Waiting, WaitingLine};
use crate::{
    domain::{
        Lang,
        association::{Association, Role},
    },
    texts::{coordination as say, sign_in, team},
};
use leptos::prelude::*;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YourAssociation {
    /// Its entry.
    pub association: Association,
    /// As what.
    pub role: Role,
    /// What waits there.
    pub waiting: Waiting,
}

/// What a role is called.
#[must_use]
pub fn role_words(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Reader => say::reader(lang),
        Role::Coordinator => say::coordinator(lang),
        Role::Owner => say::owner(lang),
    }
}

/// The page.
#[component]
pub fn SpacePage(
    lang: Lang,
    /// The address that one is signed in with.
    email: String,
    associations: Vec<YourAssociation>,
    moderator: bool,
) -> impl IntoView {
    let none = associations.is_empty();
    let list = associations
        .into_iter()
        .map(|one| {
            let href = lang.href(&one.association.desk());
            view! {
                <li>
                    <h2><a href=href>{one.association.name.clone()}</a></h2>
                    <span class="small">{role_words(lang, one.role)}</span>
                    <WaitingLine lang association=one.association waiting=one.waiting/>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="space narrow">
            <h1>{say::space_title(lang)}</h1>
            {none.then(|| view! { <p>{say::none_yet(lang)}</p> })}
            <ul class="your-associations" role="list">{list}</ul>
            <p class="actions">
                <a class=if none { "button" } else { "button quiet" } href=lang.href("/associations/inscription")>
                    {say::add_association(lang)}
                </a>
                {moderator
                    .then(|| view! { <a class="button quiet" href=lang.href("/moderation")>{say::moderation(lang)}</a> })}
            </p>
            <div class="sign-out">
                <p class="small">{say::signed_in_as(lang, email)}</p>
                <a class="button quiet" href=lang.href("/espace/compte")>{team::account(lang)}</a>
                <form method="post" action=lang.href("/deconnexion")>
                    <button class="button quiet" type="submit">{sign_in::sign_out(lang)}</button>
                </form>
                <form method="post" action=lang.href("/deconnexion/partout")>
                    <button class="button quiet" type="submit">{sign_in::sign_out_everywhere(lang)}</button>
                </form>
            </div>
        </section>
    }
}
