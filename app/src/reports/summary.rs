//! `/moderation/signalements/bilan`: every report of a month and what was done about it.

use crate::{domain::Lang, texts::reports as say};
use leptos::prelude::*;

/// A line of the table, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryLine {
    /// The day it came in.
    pub day: String,
    /// The need's address without language, and its title.
    pub need: (String, String),
    /// Whose.
    pub association: String,
    /// Why.
    pub reason: String,
    /// What was written.
    pub words: String,
    /// What was decided.
    pub verdict: String,
    /// When; empty while it waits.
    pub decided: String,
    /// By whom.
    pub who: String,
}

impl SummaryLine {
    /// What stands above the columns.
    #[must_use]
    pub fn header(lang: Lang) -> [&'static str; 8] {
        [
            say::column_day(lang),
            say::column_need(lang),
            say::column_association(lang),
            say::column_reason(lang),
            say::column_words(lang),
            say::column_verdict(lang),
            say::column_decided(lang),
            say::column_by(lang),
        ]
    }

    /// Its cells, in the order of the columns.
    #[must_use]
    pub fn cells(&self) -> [&str; 8] {
        [
            &self.day,
            &self.need.1,
            &self.association,
            &self.reason,
            &self.words,
            &self.verdict,
            &self.decided,
            &self.who,
        ]
    }
}

/// The page.
#[component]
pub fn SummaryPage(
    lang: Lang,
    /// In words.
    month: String,
    /// The codes of this month, the one before, and the one after if it has begun.
    months: (String, String, Option<String>),
    /// What it comes to, in words.
    totals: Vec<String>,
    lines: Vec<SummaryLine>,
) -> AnyView {
    let (this, before, after) = months;
    let empty = lines.is_empty();
    let to = |code: &str| lang.href(&format!("/moderation/signalements/bilan?mois={code}"));
    let csv = lang.href(&format!("/moderation/signalements/bilan.csv?mois={this}"));
    let rows = lines
        .into_iter()
        .map(|line| {
            let header = SummaryLine::header(lang);
            let cells = line
                .cells()
                .into_iter()
                .zip(header)
                .enumerate()
                .map(|(index, (cell, name))| {
                    let cell = (!cell.is_empty()).then(|| cell.to_owned());
                    if index == 1 {
                        let href = lang.href(&line.need.0);
                        view! { <td data-label=name><a href=href>{cell}</a></td> }.into_any()
                    } else {
                        view! { <td data-label=name>{cell}</td> }.into_any()
                    }
                })
                .collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <section class="moderation reports-summary">
            <h1>{say::summary_title(lang, month)}</h1>
            <p>{say::summary_intro(lang)}</p>
            <p class="links-in-a-row">
                <a href=to(&before)>{say::summary_previous(lang)}</a>
                {after.map(|after| view! { <a href=to(&after)>{say::summary_next(lang)}</a> })}
                <a href=lang.href("/moderation/signalements")>{say::queue_link_none(lang)}</a>
                {(!empty).then(|| view! { <a href=csv download="">{say::summary_csv(lang)}</a> })}
            </p>
            {if empty {
                view! { <p>{say::summary_empty(lang)}</p> }.into_any()
            } else {
                view! {
                    <ul class="totals" role="list">
                        {totals.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
                    </ul>
                    <table class="summary-table">
                        <thead>
                            <tr>
                                {SummaryLine::header(lang)
                                    .into_iter()
                                    .map(|name| view! { <th scope="col">{name}</th> })
                                    .collect_view()}
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                }
                    .into_any()
            }}
        </section>
    }
    .into_any()
}
