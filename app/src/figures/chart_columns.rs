//! A chart over time: a column for each day or month. Drawn in percent of its width, so that its words keep their size
//! on every screen, and without a script.

use super::words::{column_mark, column_words};
use crate::{
    domain::{Lang, figures::Period, numbers::whole},
    texts::figures as say,
};
use jiff::civil::Date;
use leptos::prelude::*;

/// Of the whole width, what the scale takes on the left.
const LEFT: f64 = 11.0;
/// Pixels from the top to the highest value, and to the line on which columns stand.
const TOP: f64 = 14.0;
const FLOOR: f64 = 150.0;
/// How much of its room a column takes.
const FILLED: f64 = 0.72;

/// The chart. Its numbers stand in the table beside it.
#[component]
pub(super) fn ColumnChart(
    lang: Lang,
    period: Period,
    today: Date,
    /// Of its own on the page.
    id: &'static str,
    /// What is counted.
    title: &'static str,
    /// Whose colour it has.
    tone: &'static str,
    /// The day's or month's number, and how many.
    values: Vec<(i64, i64)>,
) -> AnyView {
    let total: i64 = values.iter().map(|(_, count)| count).sum();
    let Some((when, most)) =
        values.iter().copied().max_by_key(|(_, count)| *count).filter(|(_, most)| *most > 0)
    else {
        return view! {
            <figure class="chart">
                <figcaption>{title}</figcaption>
                <p class="small">{say::chart_none(lang)}</p>
            </figure>
        }
        .into_any();
    };
    let when = column_words(lang, period, when, today);
    let desc = match period {
        Period::Days => say::chart_desc_days(lang, total, when, whole(lang, most)),
        Period::Year | Period::All => say::chart_desc_months(lang, total, when, whole(lang, most)),
    };
    let top = scale(most);
    let mut marks = vec![0, top / 2, top];
    marks.dedup();
    let lines = marks.into_iter().map(|mark| {
        let y = format!("{:.1}", height(mark, top));
        let words = whole(lang, mark);
        let text_y = format!("{:.1}", height(mark, top) + 4.0);
        view! {
            <line class="grid" x1=percent(LEFT) x2="100%" y1=y.clone() y2=y></line>
            <text class="scale" x=percent(LEFT - 1.5) y=text_y text-anchor="end">{words}</text>
        }
    });
    let lines = lines.collect_view();
    let count = values.len();
    let step = match (period, count) {
        (Period::Days, _) => 7,
        (_, 0..=13) => 1,
        _ => 3,
    };
    let columns = values.iter().enumerate().map(|(index, (column, value))| {
        let room = (100.0 - LEFT) / as_f64(count);
        let left = LEFT + room * as_f64(index);
        let y = height(*value, top);
        let bar = (*value > 0).then(|| {
            view! {
                <rect x=percent(left + room * (1.0 - FILLED) / 2.0) width=percent(room * FILLED) y=format!("{y:.1}")
                    height=format!("{:.1}", FLOOR - y) rx="2"></rect>
            }
        });
        // Counted from the end, so that today has its word.
        let back = count - 1 - index;
        let mark = back.is_multiple_of(step).then(|| {
            let class = if back.is_multiple_of(step * 2) { "mark" } else { "mark second" };
            let middle = percent(left + room / 2.0);
            let words = column_mark(lang, period, *column);
            view! { <text class=class x=middle y="170" text-anchor="middle">{words}</text> }
        });
        view! { {bar} {mark} }
    });
    let columns = columns.collect_view();
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let named_by = format!("{title_id} {desc_id}");
    view! {
        <figure class="chart">
            <figcaption aria-hidden="true">{title}</figcaption>
            <svg class=format!("columns {tone}") role="img" width="100%" height="180"
                aria-labelledby=named_by>
                <title id=title_id>{title}</title>
                <desc id=desc_id>{desc}</desc>
                {lines}
                {columns}
            </svg>
        </figure>
    }
    .into_any()
}

/// The end of the scale: the next of 1, 2, 4, 6, 8, 10, 20… that `most` fits under; its half is whole, but of 1.
fn scale(most: i64) -> i64 {
    let mut unit = 1;
    while unit < i64::MAX / 100 {
        if let Some(times) = [1, 2, 4, 6, 8].into_iter().find(|times| times * unit >= most) {
            return times * unit;
        }
        unit *= 10;
    }
    most
}

/// Pixels from the top at which a value ends.
fn height(value: i64, top: i64) -> f64 {
    FLOOR - (FLOOR - TOP) * to_f64(value) / to_f64(top.max(1))
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

#[allow(clippy::cast_precision_loss, reason = "drawn to a tenth of a pixel")]
fn to_f64(value: i64) -> f64 {
    value as f64
}

#[allow(clippy::cast_precision_loss, reason = "at most some dozens")]
fn as_f64(value: usize) -> f64 {
    value as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_just_above() {
        for (most, end) in
            [(1, 1), (2, 2), (3, 4), (5, 6), (9, 10), (10, 10), (11, 20), (41, 60), (801, 1000)]
        {
            assert_eq!(scale(most), end, "{most}");
        }
        assert_eq!((height(0, 10), height(10, 10)), (FLOOR, TOP));
    }
}
