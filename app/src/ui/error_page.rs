//! What went wrong, and what to do now.

use super::Door;
use crate::{domain::Lang, texts};
use leptos::prelude::*;

/// The kinds of trouble a page can tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No such page (404).
    NotFound,
    /// A mailed link that is wrong, used up or expired (404).
    DeadLink,
    /// The request makes no sense (400).
    BadRequest,
    /// A link to sign in that is wrong, used up or expired (404).
    DeadSignInLink,
    /// An invitation that is wrong, taken up, withdrawn or expired (404).
    DeadInvitation,
    /// A claim that is wrong, used up, expired or too late (404).
    DeadClaim,
    /// A link to a new contact address that is wrong, used up or expired (404).
    DeadContactLink,
    /// A link to an alert that was stopped, or never confirmed (404).
    DeadAlert,
    /// A need that the moderators took down (410).
    TakenDown,
    /// A need that waits for a moderator (404).
    InReview,
    /// Not for this person, or asked from another site (403).
    Forbidden,
    /// The request is larger than 64 kB (413).
    TooLarge,
    /// Too many requests; seconds to wait (429).
    TooMany(i64),
    /// The database is gone or busy (503).
    Unavailable,
    /// A fault of ours (500).
    Fault,
}

impl Trouble {
    /// The HTTP status.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::NotFound
            | Self::DeadLink
            | Self::DeadSignInLink
            | Self::DeadInvitation
            | Self::DeadClaim
            | Self::DeadContactLink
            | Self::DeadAlert
            | Self::InReview => 404,
            Self::TakenDown => 410,
            Self::BadRequest => 400,
            Self::Forbidden => 403,
            Self::TooLarge => 413,
            Self::TooMany(_) => 429,
            Self::Unavailable => 503,
            Self::Fault => 500,
        }
    }

    /// What happened, in a line.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::NotFound => texts::errors::not_found_title(lang),
            Self::DeadLink => texts::errors::dead_link_title(lang),
            Self::DeadSignInLink => texts::sign_in::dead_title(lang),
            Self::DeadInvitation => texts::team::dead_title(lang),
            Self::DeadClaim => texts::claims::dead_title(lang),
            Self::DeadContactLink => texts::contact::dead_title(lang),
            Self::DeadAlert => texts::alerts::dead_title(lang),
            Self::TakenDown => texts::reports::gone_title(lang),
            Self::InReview => texts::reports::review_title(lang),
            Self::BadRequest => texts::errors::bad_request_title(lang),
            Self::Forbidden => texts::errors::forbidden_title(lang),
            Self::TooLarge => texts::errors::too_large_title(lang),
            Self::TooMany(_) => texts::errors::too_many_title(lang),
            Self::Unavailable => texts::errors::unavailable_title(lang),
            Self::Fault => texts::errors::fault_title(lang),
        }
    }

    /// What to do now.
    #[must_use]
    pub fn advice(self, lang: Lang) -> String {
        match self {
            Self::NotFound => texts::errors::not_found_advice(lang).to_owned(),
            Self::DeadLink => texts::errors::dead_link_advice(lang).to_owned(),
            Self::DeadSignInLink => texts::sign_in::dead_text(lang).to_owned(),
            Self::DeadInvitation => texts::team::dead_text(lang).to_owned(),
            Self::DeadClaim => texts::claims::dead_text(lang).to_owned(),
            Self::DeadContactLink => texts::contact::dead_text(lang).to_owned(),
            Self::DeadAlert => texts::alerts::dead_text(lang).to_owned(),
            Self::TakenDown => texts::reports::gone_advice(lang).to_owned(),
            Self::InReview => texts::reports::review_advice(lang).to_owned(),
            Self::BadRequest => texts::errors::bad_request_advice(lang).to_owned(),
            Self::Forbidden => texts::errors::forbidden_advice(lang).to_owned(),
            Self::TooLarge => texts::errors::too_large_advice(lang).to_owned(),
            Self::TooMany(seconds) => texts::errors::too_many_advice(lang, (seconds + 59) / 60),
            Self::Unavailable => texts::errors::unavailable_advice(lang).to_owned(),
            Self::Fault => texts::errors::fault_advice(lang).to_owned(),
        }
    }
}

/// The page shown with any status from 400 up that has no page of its own.
#[component]
pub fn ErrorPage(lang: Lang, trouble: Trouble) -> impl IntoView {
    let way = match trouble {
        Trouble::DeadLink => Some(("/inscriptions/lien-perdu", texts::errors::new_link(lang))),
        Trouble::DeadSignInLink => Some(("/connexion", texts::sign_in::another(lang))),
        Trouble::DeadInvitation | Trouble::DeadClaim => Some(("/connexion", texts::sign_in::title(lang))),
        Trouble::DeadContactLink => Some(("/espace", texts::contact::to_space(lang))),
        _ => None,
    };
    view! {
        <section class="error-page narrow">
            <Door/>
            <p class="status">{trouble.status()}</p>
            <h1>{trouble.title(lang)}</h1>
            <p>{trouble.advice(lang)}</p>
            <p class="actions">
                {way.map(|(path, words)| view! { <a class="button" href=lang.href(path)>{words}</a> })}
                <a class="button quiet" href=lang.href("/missions")>{texts::common::all_needs(lang)}</a>
            </p>
        </section>
    }
}
