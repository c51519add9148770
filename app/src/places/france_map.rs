//! The map of France: each department shaded by how many needs it has, each a link.

use super::drawing::{DRAWN, INSET_SIZE, INSETS, VIEW_BOX};
use crate::{domain::Lang, texts};
use leptos::prelude::*;
use std::{collections::HashMap, fmt::Write};

/// From how many needs on, as a share of the fullest department in thousandths, a shade applies:
/// five shades (`heat-0` for none), finer at the low end, where most departments are.
const SHADES: [(u64, u8); 3] = [(500, 4), (200, 3), (60, 2)];

/// A map of all departments. Hidden from screen readers and out of the keyboard's way: it always
/// stands beside a [`super::DepartmentList`] with the same links.
#[component]
pub fn FranceMap(
    /// Language of the tooltips.
    lang: Lang,
    /// Needs by department code; a department that isn't named has none and is no link.
    counts: Vec<(String, u32)>,
    /// Codes of the departments that the search looks at.
    #[prop(optional)]
    selected: Vec<String>,
    /// Where a department's link goes.
    href: Box<dyn Fn(&str) -> String>,
) -> impl IntoView {
    let drawing = drawing(lang, &counts, &selected, &*href);
    view! {
        <svg class="france-map" viewBox=VIEW_BOX aria-hidden="true" focusable="false" inner_html=drawing></svg>
    }
}

/// One string instead of two hundred components: the search page draws it every time.
fn drawing(
    lang: Lang,
    counts: &[(String, u32)],
    selected: &[String],
    href: &dyn Fn(&str) -> String,
) -> String {
    let by_code: HashMap<&str, u32> = counts.iter().map(|(code, count)| (&**code, *count)).collect();
    let most = by_code.values().copied().max().unwrap_or(0);
    let mut out = String::with_capacity(32_000);
    for (x, y) in INSETS {
        // Writing to a string can't fail, here and below.
        let _ = write!(out, r#"<rect x="{x}" y="{y}" width="{INSET_SIZE}" height="{INSET_SIZE}" rx="10"/>"#);
    }
    let is_chosen = |code: &str| selected.iter().any(|chosen| chosen == code);
    let mut departments: Vec<_> = DRAWN.iter().filter(|department| !department.path.is_empty()).collect();
    // Drawn last, so that no neighbour lies over their border.
    departments.sort_by_key(|department| is_chosen(department.code));
    for department in departments {
        let count = by_code.get(department.code).copied().unwrap_or(0);
        let chosen = is_chosen(department.code);
        let class = format!("heat-{}{}", shade(count, most), if chosen { " chosen" } else { "" });
        let path = department.path;
        if count == 0 && !chosen {
            let _ = write!(out, r#"<path class="{class}" d="{path}"/>"#);
            continue;
        }
        let title = texts::places::department_count(lang, i64::from(count), department.name);
        let (href, title) = (escape(&href(department.code)), escape(&title));
        let _ = write!(
            out,
            r#"<a href="{href}" tabindex="-1"><path class="{class}" d="{path}"><title>{title}</title></path></a>"#
        );
    }
    out
}

fn shade(count: u32, most: u32) -> u8 {
    if count == 0 {
        return 0;
    }
    let share = u64::from(count) * 1000 / u64::from(most.max(1));
    SHADES.iter().find(|(least, _)| share >= *least).map_or(1, |(_, shade)| *shade)
}

/// For text and attribute values in double quotes.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_where_there_are_needs() {
        let counts = [("35".to_owned(), 124), ("75".to_owned(), 1000)];
        let html =
            drawing(Lang::Fr, &counts, &["29".to_owned()], &|code| format!("/missions?a=1&lieu=dep-{code}"));
        assert_eq!(html.matches("<a ").count(), 3);
        assert!(
            html.contains(r#"<a href="/missions?a=1&amp;lieu=dep-35" tabindex="-1"><path class="heat-2""#)
        );
        assert!(html.contains("<title>Ille-et-Vilaine\u{202f}: 124 missions</title>"));
        assert!(html.contains(r#"class="heat-0 chosen""#));
        assert!(html.len() < 28_000, "{}", html.len());
    }

    #[test]
    fn shades_from_none_to_most() {
        assert_eq!([0, 1, 59, 60, 200, 500, 1000].map(|count| shade(count, 1000)), [0, 1, 1, 2, 3, 4, 4]);
        assert_eq!(shade(0, 0), 0);
    }
}
