//! What every page of figures shows, a section for each question: how far people come, when, from where, by what they
//! share, where they leave.

use super::{
    chart_columns::ColumnChart,
    chart_rows::RowChart,
    page::Shown,
    tables,
    words::{channel_words, field_words, source_words, step_words},
};
use crate::{
    domain::{
        figures::{Counts, Period, Source, Step},
        numbers::whole,
    },
    texts::figures as say,
};
use leptos::prelude::*;

/// Sources that are named; the others are one row.
const NAMED: usize = 9;

/// The choice of a period, and the file.
pub(super) fn choice(shown: &Shown) -> AnyView {
    let lang = shown.lang;
    let buttons = Period::ALL.map(|period| {
        let words = match period {
            Period::Days => say::days(lang),
            Period::Year => say::year(lang),
            Period::All => say::all(lang),
        };
        let current = (period == shown.period).then_some("true");
        view! { <button class="button quiet" type="submit" name="periode" value=period.code() aria-current=current>{words}</button> }
    });
    let action = lang.href(&shown.path);
    let file = format!("{action}.csv?periode={}", shown.period.code());
    view! {
        <form class="periods" method="get" action=action aria-label=say::period(lang)>
            {buttons.collect_view()}
            <a class="csv" href=file download="">{say::csv(lang)}</a>
        </form>
    }
    .into_any()
}

/// All sections; in their place, where there is nothing to show, what to do.
pub(super) fn sections(shown: &Shown, nothing: &'static str) -> AnyView {
    let lang = shown.lang;
    if shown.figures.all.is_empty() {
        return view! {
            <section class="panel nothing">
                <h2>{say::nothing_title(lang)}</h2>
                <p>{nothing}</p>
            </section>
        }
        .into_any();
    }
    view! {
        {way(shown)}
        {over_time(shown)}
        {sources(shown)}
        {channels(shown)}
        {left(shown)}
    }
    .into_any()
}

/// A heading, a chart, a table beside it.
fn section(id: &'static str, title: &'static str, chart: AnyView, table: AnyView) -> AnyView {
    view! {
        <section class="figures-part" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <div class="figures-pair">
                <div>{chart}</div>
                <div>{table}</div>
            </div>
        </section>
    }
    .into_any()
}

/// A heading, and why there is nothing.
fn empty(id: &'static str, title: &'static str, words: &'static str) -> AnyView {
    view! {
        <section class="figures-part" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <p class="small">{words}</p>
        </section>
    }
    .into_any()
}

fn way(shown: &Shown) -> AnyView {
    let (lang, all) = (shown.lang, shown.figures.all);
    let rows = Step::WAY.map(|step| (step_words(lang, step).to_owned(), all[step])).to_vec();
    let also = [Step::Liked, Step::Shared, Step::Followed].map(|step| {
        view! { <div><dt>{step_words(lang, step)}</dt><dd>{whole(lang, all[step])}</dd></div> }
    });
    let table = view! {
        {tables::way(shown)}
        <h3 class="also-title">{say::also(lang)}</h3>
        <dl class="also">{also.collect_view()}</dl>
    };
    let title = say::way(lang);
    section("way", title, view! { <RowChart lang id="way-chart" title rows/> }.into_any(), table.into_any())
}

fn over_time(shown: &Shown) -> AnyView {
    let (lang, period, today) = (shown.lang, shown.period, shown.today);
    let values = |step: Step| {
        shown.figures.columns.iter().map(|(column, counts)| (*column, counts[step])).collect::<Vec<_>>()
    };
    let title = match period {
        Period::Days => say::over_time_days(lang),
        Period::Year | Period::All => say::over_time_months(lang),
    };
    let charts = view! {
        <ColumnChart lang period today id="seen-chart" title=say::chart_seen(lang) tone="first" values=values(Step::Seen)/>
        <ColumnChart lang period today id="finished-chart" title=say::chart_finished(lang) tone="second"
            values=values(Step::Finished)/>
    };
    section("over-time", title, charts.into_any(), tables::columns(shown))
}

fn sources(shown: &Shown) -> AnyView {
    let lang = shown.lang;
    let sources = named(&shown.figures.sources);
    let title = say::sources(lang);
    if sources.is_empty() {
        return empty("sources", title, say::sources_none(lang));
    }
    let rows = sources
        .iter()
        .map(|(source, counts)| (source_words(lang, source), counts[Step::Seen]))
        .collect::<Vec<_>>();
    let chart = view! { <RowChart lang id="sources-chart" title rows/> };
    section("sources", title, chart.into_any(), tables::sources(shown, &sources))
}

/// The sources that count most, and one row for all others.
fn named(sources: &[(Source, Counts)]) -> Vec<(Source, Counts)> {
    let came = |counts: &Counts| counts[Step::Seen] + counts[Step::Finished] > 0;
    let (mut named, mut others): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for (source, counts) in sources.iter().filter(|(_, counts)| came(counts)) {
        let place = if *source == Source::Other || named.len() >= NAMED { &mut others } else { &mut named };
        place.push((source.clone(), *counts));
    }
    if !others.is_empty() {
        let mut rest = Counts::default();
        for (step, (_, counts)) in
            Step::ALL.into_iter().flat_map(|step| others.iter().map(move |one| (step, one)))
        {
            rest[step] += counts[step];
        }
        named.push((Source::Other, rest));
    }
    named
}

fn channels(shown: &Shown) -> AnyView {
    let lang = shown.lang;
    let title = say::channels(lang);
    let rows: Vec<_> = shown
        .figures
        .channels
        .iter()
        .map(|(channel, count)| (channel_words(lang, *channel), *count))
        .collect();
    if rows.is_empty() {
        return empty("channels", title, say::channels_none(lang));
    }
    let table = tables::pairs(shown, say::channels_caption(lang), say::channel(lang), &rows);
    section("channels", title, view! { <RowChart lang id="channels-chart" title rows/> }.into_any(), table)
}

fn left(shown: &Shown) -> AnyView {
    let lang = shown.lang;
    let title = say::where_left(lang);
    let rows: Vec<_> =
        shown.figures.left.iter().map(|(name, count)| (field_words(lang, name).to_owned(), *count)).collect();
    if rows.is_empty() {
        return empty("left", title, say::where_left_none(lang));
    }
    let table = tables::pairs(shown, say::where_left_caption(lang), say::field(lang), &rows);
    section("left", title, view! { <RowChart lang id="left-chart" title rows/> }.into_any(), table)
}
