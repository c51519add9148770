//! The departments as a list of links: what the map says, for everybody.

use super::{drawing::DRAWN, france_map::escape};
use crate::{domain::Lang, texts};
use leptos::prelude::*;
use std::{collections::HashMap, fmt::Write};

/// « Par département »: a closed `<details>` with every department that has needs, by name.
#[component]
pub fn DepartmentList(
    /// Language of the headings.
    lang: Lang,
    /// Needs by department code.
    counts: Vec<(String, u32)>,
    /// Codes of the departments that the search looks at.
    #[prop(optional)]
    selected: Vec<String>,
    /// Where a department's link goes.
    href: Box<dyn Fn(&str) -> String>,
) -> impl IntoView {
    let list = items(lang, &counts, &selected, &*href);
    view! {
        <details class="department-list">
            <summary>{texts::places::by_department(lang)}</summary>
            <ul inner_html=list></ul>
        </details>
    }
}

fn items(lang: Lang, counts: &[(String, u32)], selected: &[String], href: &dyn Fn(&str) -> String) -> String {
    let by_code: HashMap<&str, u32> = counts.iter().map(|(code, count)| (&**code, *count)).collect();
    let mut departments: Vec<_> = DRAWN
        .iter()
        .filter_map(|department| {
            Some((department, *by_code.get(department.code).filter(|count| **count > 0)?))
        })
        .collect();
    departments.sort_by_cached_key(|(department, _)| crate::domain::text::fold(department.name));
    let mut out = String::new();
    for (department, count) in departments {
        let current =
            if selected.iter().any(|code| code == department.code) { r#" aria-current="true""# } else { "" };
        let (href, code, name) = (escape(&href(department.code)), department.code, department.name);
        let count = crate::domain::numbers::whole(lang, i64::from(count));
        // Writing to a string can't fail.
        let _ = write!(
            out,
            r#"<li><a href="{href}"{current}>{name} <small>({code})</small></a> <span class="count">{count}</span></li>"#
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_by_name_what_has_needs() {
        let counts =
            [("35".to_owned(), 1240), ("01".to_owned(), 3), ("988".to_owned(), 2), ("02".to_owned(), 0)];
        let html = items(Lang::Fr, &counts, &["35".to_owned()], &|code| format!("?lieu=dep-{code}"));
        assert_eq!(html.matches("<li>").count(), 3);
        assert!(html.find("Ain").is_some_and(|ain| Some(ain) < html.find("Ille-et-Vilaine")));
        assert!(html.contains(r#"href="?lieu=dep-35" aria-current="true""#) && html.contains("1\u{202f}240"));
    }
}
