//! A chart of rows: each a name, a bar and a number, the longest bar as wide as the chart.

use crate::{
    domain::{Lang, numbers::whole},
    texts::figures as say,
};
use leptos::prelude::*;

/// Pixels from one row to the next.
const ROW: usize = 44;

/// The chart. Its numbers stand in the table beside it.
#[component]
pub(super) fn RowChart(
    lang: Lang,
    /// Of its own on the page.
    id: &'static str,
    /// What it shows.
    title: &'static str,
    rows: Vec<(String, i64)>,
) -> AnyView {
    let most = rows.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    let said = rows.iter().map(|(name, count)| say::way_step(lang, name, whole(lang, *count)));
    let desc = say::chart_rows_desc(lang, said.collect::<Vec<_>>().join(", "));
    let height = (rows.len() * ROW).to_string();
    let bars = rows.into_iter().enumerate().map(|(index, (name, count))| {
        let top = index * ROW;
        // In hundredths of a percent; whoever is there is seen, however few.
        let share = (count * 10_000 / most).max(i64::from(count > 0) * 50);
        let width = format!("{}.{:02}%", share / 100, share % 100);
        view! {
            <text class="name" x="0" y=(top + 15).to_string()>{name}</text>
            <text class="number" x="100%" y=(top + 15).to_string() text-anchor="end">{whole(lang, count)}</text>
            <rect class="track" x="0" y=(top + 22).to_string() width="100%" height="10" rx="3"></rect>
            <rect x="0" y=(top + 22).to_string() width=width height="10" rx="3"></rect>
        }
    });
    let bars = bars.collect_view();
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let named_by = format!("{title_id} {desc_id}");
    view! {
        <figure class="chart">
            <svg class="rows" role="img" width="100%" height=height aria-labelledby=named_by>
                <title id=title_id>{title}</title>
                <desc id=desc_id>{desc}</desc>
                {bars}
            </svg>
        </figure>
    }
    .into_any()
}
