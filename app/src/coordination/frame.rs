//! What stands around every page of an association's space: its name, and the ways to the others.

use crate::{
    domain::{
        Lang,
        association::{Association, AssociationState, Role},
    },
    texts::{api, coordination as say, figures, team, widget},
};
use leptos::prelude::*;

/// Where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The needs.
    Needs,
    /// The sign-ups.
    SignUps,
    /// What was written to volunteers.
    FollowUps,
    /// What became of the needs, in numbers.
    Figures,
    /// The entry.
    Entry,
    /// Who belongs to it.
    Team,
    /// The keys of its own programs.
    Keys,
    /// The needs on the association's own site.
    Widget,
    /// What was done with people's data.
    Log,
}

impl Tab {
    const fn path(self) -> &'static str {
        match self {
            Self::Needs => "",
            Self::SignUps => "/inscriptions",
            Self::FollowUps => "/relances",
            Self::Figures => "/chiffres",
            Self::Entry => "/fiche",
            Self::Team => "/equipe",
            Self::Keys => "/cles",
            Self::Widget => "/widget",
            Self::Log => "/journal",
        }
    }

    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Needs => say::needs(lang),
            Self::SignUps => say::sign_ups(lang),
            Self::FollowUps => say::messages(lang),
            Self::Figures => figures::tab(lang),
            Self::Entry => say::entry(lang),
            Self::Team => say::team(lang),
            Self::Keys => api::keys(lang),
            Self::Widget => widget::tab(lang),
            Self::Log => team::log(lang),
        }
    }
}

/// The frame; tabs that the role doesn't open are not there.
#[component]
pub fn DeskFrame(
    lang: Lang,
    association: Association,
    role: Role,
    tab: Tab,
    /// What has just been done.
    #[prop(optional_no_strip)]
    notice: Option<String>,
    children: Children,
) -> impl IntoView {
    let tabs = [
        Tab::Needs,
        Tab::SignUps,
        Tab::FollowUps,
        Tab::Figures,
        Tab::Widget,
        Tab::Team,
        Tab::Entry,
        Tab::Keys,
        Tab::Log,
    ];
    let tabs = tabs
        .into_iter()
        .filter(|tab| role == Role::Owner || !matches!(tab, Tab::Entry | Tab::Keys | Tab::Log))
        .map(|one| {
            let href = lang.href(&format!("{}{}", association.desk(), one.path()));
            view! { <li><a href=href aria-current=(one == tab).then_some("page")>{one.words(lang)}</a></li> }
        });
    let tabs = tabs.collect_view();
    let state = match association.state {
        AssociationState::Pending => Some(say::pending(lang)),
        AssociationState::Asked => Some(say::asked(lang)),
        AssociationState::Refused => Some(say::refused(lang)),
        AssociationState::Approved => None,
    };
    view! {
        <div class="desk">
            <header class="desk-head">
                <p class="desk-name">{association.name.clone()}</p>
                <nav aria-label=say::tabs(lang)><ul role="list">{tabs}</ul></nav>
            </header>
            {state.map(|words| view! { <p class="notice calm" role="note">{words}</p> })}
            {notice.map(|notice| view! { <p class="notice" role="status">{notice}</p> })}
            {children()}
        </div>
    }
}
