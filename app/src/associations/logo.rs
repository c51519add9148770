//! An association's logo: how it is shown, and how its owners put it.

use crate::{
    domain::{
        Lang,
        association::{Association, Logo},
    },
    forms::{Problem, Problems, field_class, note_id},
    texts::logos as say,
};
use leptos::prelude::*;

/// Why a file doesn't become a logo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogoProblem {
    /// No file was chosen.
    Missing,
    /// More than a megabyte.
    TooHeavy,
    /// No picture of the kinds that are taken.
    NoPicture,
    /// Too many pixels.
    TooLarge,
    /// A drawing with writing in it.
    Writing,
    /// A drawing that would take too long to draw.
    TooIntricate,
}

impl LogoProblem {
    /// In words: what to do.
    #[must_use]
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Missing => say::missing(lang),
            Self::TooHeavy => say::too_heavy(lang),
            Self::NoPicture => say::no_picture(lang),
            Self::TooLarge => say::too_large(lang),
            Self::Writing => say::writing(lang),
            Self::TooIntricate => say::too_intricate(lang),
        }
    }
}

/// The logo, in a box whose size doesn't depend on it: nothing moves when it arrives.
#[component]
pub fn LogoImage(
    logo: Logo,
    /// What it is, for those who don't see it; empty where the name stands beside it.
    alt: String,
    /// Beside a name.
    #[prop(default = false)]
    small: bool,
) -> impl IntoView {
    view! {
        <img
            class=if small { "logo small-logo" } else { "logo" }
            src=logo.path()
            width=logo.width.to_string()
            height=logo.height.to_string()
            alt=alt
            decoding="async"
        />
    }
}

/// On the entry's page: the logo as it is, a file to put in its place, a button to take it away.
#[component]
pub fn LogoPart(
    lang: Lang,
    association: Association,
    logo: Option<Logo>,
    problems: Problems,
) -> impl IntoView {
    let path = lang.href(&format!("{}/fiche/logo", association.desk()));
    let problem = problems.get("logo").map(|problem| problem.say(lang));
    let remove = logo.as_ref().map(|_| {
        view! {
            <form method="post" action=format!("{path}/retrait")>
                <button class="button quiet" type="submit">{say::remove(lang)}</button>
            </form>
        }
    });
    let shown = logo.map(|logo| view! { <LogoImage logo alt=say::alt(lang, &association.name)/> });
    let wrong = problem.is_some();
    let note = problem.unwrap_or_else(|| say::hint(lang).to_owned());
    let submit = if shown.is_some() { say::replace(lang) } else { say::put(lang) };
    view! {
        <section class="logo-part narrow" aria-labelledby="logo-title">
            <h2 id="logo-title">{say::title(lang)}</h2>
            {shown}
            <form class="plain-form" method="post" action=path enctype="multipart/form-data">
                <div class=field_class(wrong) data-field="logo">
                    <label for="logo">{say::file(lang)}</label>
                    <p class="note" id=note_id("logo")>{note}</p>
                    <div class="input">
                        <input
                            id="logo"
                            name="logo"
                            type="file"
                            accept="image/png,image/jpeg,image/webp,image/svg+xml"
                            required
                            aria-describedby=note_id("logo")
                            aria-invalid=wrong.then_some("true")
                        />
                    </div>
                </div>
                <p class="actions"><button class="button" type="submit">{submit}</button></p>
            </form>
            {remove}
        </section>
    }
}

impl From<LogoProblem> for Problem {
    fn from(problem: LogoProblem) -> Self {
        Self::Logo(problem)
    }
}
