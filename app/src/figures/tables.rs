//! The tables beside the charts: the same numbers, to be read and copied.

use super::{
    page::{NeedLine, Shown},
    words::{column_words, short_step_words, source_words, step_words},
};
use crate::{
    domain::{
        Lang,
        figures::{Counts, Period, Source, Step, rate},
        numbers::whole,
    },
    texts::figures as say,
};
use leptos::prelude::*;

/// The way from being seen to coming, each step with its share of the one before.
pub(super) fn way(shown: &Shown) -> AnyView {
    let (lang, all) = (shown.lang, shown.figures.all);
    let rows = Step::WAY.into_iter().enumerate().map(|(index, step)| {
        let before = index.checked_sub(1).and_then(|index| Step::WAY.get(index));
        let share = match before {
            None => say::first_step(lang).to_owned(),
            Some(before) => rate(lang, all[step], all[*before])
                .unwrap_or_else(|| if all[step] > 0 { say::not_comparable(lang).to_owned() } else { "–".to_owned() }),
        };
        view! { <tr><th scope="row">{step_words(lang, step)}</th><td>{whole(lang, all[step])}</td><td>{share}</td></tr> }
    });
    let rows = rows.collect_view();
    view! {
        <table class="figures">
            <caption class="heard">{say::way(lang)}</caption>
            <thead>
                <tr>
                    <th scope="col">{say::step(lang)}</th>
                    <th scope="col">{say::people(lang)}</th>
                    <th scope="col">{say::of_before(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// A line for each day or month, the newest first.
pub(super) fn columns(shown: &Shown) -> AnyView {
    let (lang, period) = (shown.lang, shown.period);
    let (caption, first) = match period {
        Period::Days => (say::table_days(lang), say::day(lang)),
        Period::Year | Period::All => (say::table_months(lang), say::month(lang)),
    };
    let heads =
        Step::WAY.map(|step| view! { <th scope="col">{short_step_words(lang, step)}</th> }).collect_view();
    let rows = shown.figures.columns.iter().rev().map(|(column, counts)| {
        let cells = Step::WAY.map(|step| view! { <td>{whole(lang, counts[step])}</td> }).collect_view();
        view! { <tr><th scope="row">{column_words(lang, period, *column, shown.today)}</th>{cells}</tr> }
    });
    let rows = rows.collect_view();
    view! {
        <div class="figures-scroll" role="region" tabindex="0" aria-label=caption>
            <table class="figures">
                <caption class="heard">{caption}</caption>
                <thead><tr><th scope="col">{first}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Where people come from, how many, and how many of them sent the form.
pub(super) fn sources(shown: &Shown, sources: &[(Source, Counts)]) -> AnyView {
    let lang = shown.lang;
    let rows = sources.iter().map(|(source, counts)| {
        (source_words(lang, source).into_any(), (counts[Step::Seen], counts[Step::Finished]))
    });
    shares(lang, say::sources_caption(lang), say::source(lang), rows)
}

/// A table of how many saw something, how many of them sent the form, and what share that is.
fn shares(
    lang: Lang,
    caption: &'static str,
    first: &'static str,
    rows: impl Iterator<Item = (AnyView, (i64, i64))>,
) -> AnyView {
    let rows = rows.map(|(name, (seen, sent))| {
        let share = rate(lang, sent, seen).unwrap_or_else(|| "–".to_owned());
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{whole(lang, seen)}</td>
                <td>{whole(lang, sent)}</td>
                <td>{share}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <table class="figures">
            <caption class="heard">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">{first}</th>
                    <th scope="col">{say::chart_seen(lang)}</th>
                    <th scope="col">{say::sent(lang)}</th>
                    <th scope="col">{say::rate(lang)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// Names and numbers.
pub(super) fn pairs(
    shown: &Shown,
    caption: &'static str,
    head: &'static str,
    rows: &[(String, i64)],
) -> AnyView {
    let lang = shown.lang;
    let rows = rows.iter().map(|(name, count)| {
        view! { <tr><th scope="row">{name.clone()}</th><td>{whole(lang, *count)}</td></tr> }
    });
    let rows = rows.collect_view();
    view! {
        <table class="figures">
            <caption class="heard">{caption}</caption>
            <thead><tr><th scope="col">{head}</th><th scope="col">{say::people(lang)}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// An association's needs, each with the way to its own figures.
pub(super) fn needs(shown: &Shown, desk: &str, needs: &[NeedLine]) -> AnyView {
    let lang = shown.lang;
    let rows = needs.iter().map(|need| {
        let href = format!(
            "{}?periode={}",
            lang.href(&format!("{desk}/missions/{}/chiffres", need.id)),
            shown.period.code()
        );
        let name = view! { <a href=href>{need.title.clone()}</a> }.into_any();
        (name, (need.seen, need.sent))
    });
    shares(lang, say::needs_caption(lang), say::need(lang), rows)
}
