//! `/invitation/{token}`: who invites whom to what. One button accepts; looking doesn't, for mail scanners look too.

use super::{role_about, role_words};
use crate::{
    domain::{Lang, association::Role},
    texts::team as say,
};
use leptos::prelude::*;

/// One button (POST to the same address).
#[component]
pub fn InvitationPage(
    lang: Lang,
    token: String,
    /// Name of the association.
    association: String,
    /// Who invites; nobody for one who is gone.
    inviter: Option<String>,
    /// Who is invited.
    email: String,
    role: Role,
) -> impl IntoView {
    let by = match inviter {
        Some(inviter) => say::invitation_by(lang, inviter, &association),
        None => say::invitation_plain(lang, &association),
    };
    view! {
        <section class="sign-in narrow">
            <h1>{say::invitation_title(lang, association)}</h1>
            <p>{by}</p>
            <p>{say::invitation_role(lang, role_words(lang, role), role_about(lang, role))}</p>
            <p>{say::invitation_as(lang, email)}</p>
            <form method="post" action=lang.href(&format!("/invitation/{token}"))>
                <button class="button big" type="submit">{say::accept(lang)}</button>
            </form>
            <p class="aside">{say::not_wanted(lang)}</p>
        </section>
    }
}
