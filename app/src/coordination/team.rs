//! `/espace/{association}/equipe`: who acts for an association. Everybody sees it, owners change it.

use super::{DeskFrame, Tab, role_words};
use crate::{
    domain::{
        Lang,
        association::{Association, Role},
    },
    forms::{Choice, ErrorSummary, Problems, TextInput},
    texts::team as say,
};
use leptos::prelude::*;

/// Somebody of the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Teammate {
    /// Their id.
    pub id: i64,
    /// The name they are shown by; may be empty.
    pub name: String,
    /// Their address.
    pub email: String,
    /// As what.
    pub role: Role,
}

/// An invitation that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// Its id.
    pub id: i64,
    /// Who is invited.
    pub email: String,
    /// As what.
    pub role: Role,
    /// When, in words.
    pub day: String,
}

/// What a role may do, in words.
#[must_use]
pub fn role_about(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Reader => say::about_reader(lang),
        Role::Coordinator => say::about_coordinator(lang),
        Role::Owner => say::about_owner(lang),
    }
}

/// The page.
#[component]
pub fn TeamPage(
    lang: Lang,
    association: Association,
    role: Role,
    /// Who reads it.
    you: i64,
    team: Vec<Teammate>,
    invited: Vec<Invited>,
    /// The invitation that was typed: address and code of the role.
    typed: (String, String),
    problems: Problems,
    notice: Option<String>,
) -> impl IntoView {
    let owner = role == Role::Owner;
    let path = lang.href(&format!("{}/equipe", association.desk()));
    let members = team.into_iter().map(|one| member(lang, &path, owner, one.id == you, one)).collect_view();
    let waiting = (owner && !invited.is_empty()).then(|| {
        let rows = invited.into_iter().map(|one| waiting(lang, &path, one)).collect_view();
        view! {
            <h2>{say::open_title(lang)}</h2>
            <ul class="team" role="list">{rows}</ul>
        }
    });
    let summary = problems.clone();
    view! {
        <DeskFrame lang association role tab=Tab::Team notice=notice>
            <h1>{say::title(lang)}</h1>
            <p>{say::intro(lang)}</p>
            <ErrorSummary lang problems=summary/>
            <ul class="team" role="list">{members}</ul>
            {waiting}
            {owner.then(|| invite(lang, &path, typed, problems))}
            <form class="team-leave" method="post" action=format!("{path}/depart")>
                <p class="small">{say::leave_hint(lang)}</p>
                <button class="button quiet" type="submit">{say::leave(lang)}</button>
            </form>
        </DeskFrame>
    }
}

fn member(lang: Lang, path: &str, owner: bool, is_you: bool, one: Teammate) -> AnyView {
    let shown = if one.name.is_empty() { one.email.clone() } else { one.name.clone() };
    let email = (!one.name.is_empty()).then(|| one.email.clone());
    let options = Role::ALL
        .into_iter()
        .map(|role| {
            let selected = role == one.role;
            view! { <option value=role.code() selected=selected>{role_words(lang, role)}</option> }
        })
        .collect_view();
    let change = owner.then(|| {
        view! {
            <form class="team-role" method="post" action=format!("{path}/{}/role", one.id)>
                <select name="role" aria-label=say::role_of(lang, &shown)>{options}</select>
                <button class="button quiet" type="submit">{say::change_role(lang)}</button>
            </form>
        }
    });
    // Who wants to go themselves leaves, below.
    let remove = (owner && !is_you).then(|| {
        view! {
            <form method="post" action=format!("{path}/{}/retrait", one.id)>
                <button class="button quiet" type="submit" aria-label=say::remove_of(lang, &shown)>
                    {say::remove(lang)}
                </button>
            </form>
        }
    });
    view! {
        <li>
            <p class="team-who">
                <strong>{shown.clone()}</strong>
                {is_you.then(|| view! { " " <span class="badge calm">{say::you(lang)}</span> })}
                {email.map(|email| view! { <span class="small">{email}</span> })}
                <span class="small">{role_words(lang, one.role)} " · " {role_about(lang, one.role)}</span>
            </p>
            {change}
            {remove}
        </li>
    }
    .into_any()
}

fn waiting(lang: Lang, path: &str, one: Invited) -> AnyView {
    let words = say::withdraw_of(lang, &one.email);
    view! {
        <li>
            <p class="team-who">
                <strong>{one.email}</strong>
                <span class="small">{say::invited_on(lang, role_words(lang, one.role), one.day)}</span>
            </p>
            <form method="post" action=format!("{path}/invitations/retrait")>
                <input type="hidden" name="invitation" value=one.id.to_string()/>
                <button class="button quiet" type="submit" aria-label=words>{say::withdraw(lang)}</button>
            </form>
        </li>
    }
    .into_any()
}

fn invite(lang: Lang, path: &str, (email, role): (String, String), problems: Problems) -> AnyView {
    let options = Role::ALL
        .into_iter()
        .map(|role| {
            let words = format!("{} : {}", role_words(lang, role), role_about(lang, role));
            let words =
                if lang == Lang::Fr { words.replace(" :", "\u{202f}:") } else { words.replace(" :", ":") };
            (role.code().to_owned(), words)
        })
        .collect::<Vec<_>>();
    view! {
        <section class="team-invite">
            <h2>{say::invite_title(lang)}</h2>
            <form class="plain-form" method="post" action=format!("{path}/invitations")>
                <TextInput lang name="email" label=say::invite_email(lang) hint=say::invite_email_hint(lang)
                    value=email problems=problems.clone() kind="email" most=254/>
                <Choice lang name="role" label=say::role(lang) value=role problems options/>
                <button class="button" type="submit">{say::invite(lang)}</button>
            </form>
        </section>
    }
    .into_any()
}
