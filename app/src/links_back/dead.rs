//! Links that don’t answer any more.

use crate::{domain::Lang, texts::links_back as say};
use leptos::prelude::*;

/// Why a link is dead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// 404.
    NotFound,
    /// 410.
    Gone,
    /// There is no host of that name.
    Name,
    /// Its certificate isn't one for it.
    Certificate,
    /// For weeks no connection, no answer in time, or errors of its own.
    Silent,
}

impl Why {
    /// All.
    pub const ALL: [Self; 5] = [Self::NotFound, Self::Gone, Self::Name, Self::Certificate, Self::Silent];

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotFound => "404",
            Self::Gone => "410",
            Self::Name => "name",
            Self::Certificate => "certificate",
            Self::Silent => "silent",
        }
    }

    /// The reason of this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.code() == code)
    }
}

/// A dead link, as a coordinator reads of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadLink {
    /// The address.
    pub url: String,
    /// Why, and since which day, in words.
    pub reason: String,
}

/// The line beside what has a dead link, with the way to mend it.
#[component]
pub fn DeadLine(
    dead: DeadLink,
    #[prop(into)] title: String,
    /// Where it is mended, and what that is called.
    mend: Option<(String, &'static str)>,
) -> AnyView {
    let DeadLink { url, reason } = dead;
    let href = url.clone();
    view! {
        <p class="dead-link">
            <span class="badge warn">{title}</span> " "
            <a href=href rel="nofollow noopener" referrerpolicy="strict-origin">{url}</a> " "
            <span class="small">{reason}</span> " "
            {mend.map(|(href, words)| view! { <a href=href>{words}</a> })}
        </p>
    }
    .into_any()
}

/// The words of a dead link: why, and when it was seen, or since when there is silence.
#[must_use]
pub fn dead_reason(lang: Lang, why: Why, day: impl std::fmt::Display) -> String {
    let why = match why {
        Why::NotFound => say::why_not_found(lang),
        Why::Gone => say::why_gone(lang),
        Why::Name => say::why_name(lang),
        Why::Certificate => say::why_certificate(lang),
        Why::Silent => return say::why_silent(lang, day),
    };
    say::dead_reason(lang, why, day)
}
