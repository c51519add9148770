//! The pages: of an association, of one of its needs, of the portal.

use super::{body, tables};
use crate::{
    coordination::{DeskFrame, Tab},
    domain::{
        Lang,
        association::{Association, Role},
        figures::{Figures, Period},
    },
    texts::figures as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// What a page of figures shows.
#[derive(Clone, Debug)]
pub struct Shown {
    /// Language of the page.
    pub lang: Lang,
    /// Its address, without the language.
    pub path: String,
    /// Of which period.
    pub period: Period,
    /// Today in Paris.
    pub today: Date,
    /// What was counted.
    pub figures: Figures,
}

/// A need in the list of an association's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeedLine {
    /// Its id.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// How often it was seen.
    pub seen: i64,
    /// How often its form was sent.
    pub sent: i64,
}

/// Of an association, or of one need.
#[component]
pub fn AssociationFigures(
    association: Association,
    role: Role,
    shown: Shown,
    /// The association's needs, the most seen first.
    needs: Vec<NeedLine>,
    /// Title of the need, on the page of one.
    #[prop(optional_no_strip)]
    need: Option<String>,
) -> AnyView {
    let lang = shown.lang;
    let desk = association.desk();
    let of_need = need.is_some();
    let back = need.is_some().then(|| {
        let href = format!("{}?periode={}", lang.href(&format!("{desk}/chiffres")), shown.period.code());
        view! { <p class="kicker"><a href=href>{say::back_to_all(lang)}</a></p> }
    });
    let title = need.map_or_else(|| say::title(lang).to_owned(), |need| say::title_need(lang, need));
    let needs = (!needs.is_empty()).then(|| {
        view! {
            <section class="figures-part" aria-labelledby="needs">
                <h2 id="needs">{say::needs(lang)}</h2>
                {tables::needs(&shown, &desk, &needs)}
            </section>
        }
    });
    let nothing = if of_need { say::nothing_need(lang) } else { say::nothing_association(lang) };
    view! {
        <DeskFrame lang association role tab=Tab::Figures notice=None>
            {back}
            <h1>{title}</h1>
            {(!of_need).then(|| view! { <p>{say::intro(lang)}</p> })}
            {body::choice(&shown)}
            {body::sections(&shown, nothing)}
            {needs}
            {note(lang)}
        </DeskFrame>
    }
    .into_any()
}

/// Of the portal, for its moderators.
#[component]
pub fn PortalFigures(shown: Shown) -> AnyView {
    let lang = shown.lang;
    view! {
        <div class="desk portal-figures">
            <p class="kicker"><a href=lang.href("/moderation")>{say::to_moderation(lang)}</a></p>
            <h1>{say::title_portal(lang)}</h1>
            {body::choice(&shown)}
            {body::sections(&shown, say::nothing_portal(lang))}
            {note(lang)}
        </div>
    }
    .into_any()
}

/// What isn't in the numbers, and for how long they are kept.
fn note(lang: Lang) -> impl IntoView {
    view! {
        <p class="small figures-note">
            {say::kept_note(lang)} " " <a href=lang.href("/chiffres/comment")>{say::how_link(lang)}</a>
        </p>
    }
}
