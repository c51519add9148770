//! What was wrong with the address, in words, beside the filters.

use crate::domain::{Lang, search::SearchProblem};
use crate::texts::search as say;
use crate::ui::{Icon, Sign};
use leptos::prelude::*;

/// The list; nothing at all where all is well.
#[component]
pub(super) fn Problems(lang: Lang, problems: Vec<SearchProblem>) -> impl IntoView {
    let lines: Vec<_> = problems
        .into_iter()
        .map(|problem| {
            view! {
                <li id=id(problem.parameter())>
                    <Icon sign=Sign::TriangleAlert/>
                    {words(lang, problem)}
                </li>
            }
        })
        .collect();
    (!lines.is_empty()).then(|| view! { <ul class="problems" role="list">{lines}</ul> })
}

/// `aria-invalid` and `aria-describedby` of the field `parameter`.
pub(super) fn described_by(
    problems: &[SearchProblem],
    parameter: &str,
) -> (Option<&'static str>, Option<String>) {
    let wrong = problems.iter().any(|problem| problem.parameter() == parameter);
    (wrong.then_some("true"), wrong.then(|| id(parameter)))
}

fn id(parameter: &str) -> String {
    format!("problem-{parameter}")
}

/// A problem in a sentence.
#[must_use]
pub fn words(lang: Lang, problem: SearchProblem) -> String {
    let limit = problem.limit().unwrap_or_default();
    match problem {
        SearchProblem::WordsTooLong => say::problem_words_too_long(lang, limit),
        SearchProblem::PlaceTooLong => say::problem_place_too_long(lang).to_owned(),
        SearchProblem::RadiusUnreadable => say::problem_radius_unreadable(lang).to_owned(),
        SearchProblem::RadiusOutOfRange => say::problem_radius_out_of_range(lang, limit),
        SearchProblem::FieldUnknown => say::problem_field_unknown(lang).to_owned(),
        SearchProblem::FromUnreadable => say::problem_from_unreadable(lang).to_owned(),
        SearchProblem::UntilUnreadable => say::problem_until_unreadable(lang).to_owned(),
        SearchProblem::DatesSwapped => say::problem_dates_swapped(lang).to_owned(),
        SearchProblem::SortUnknown => say::problem_sort_unknown(lang).to_owned(),
        SearchProblem::PageUnreadable => say::problem_page_unreadable(lang).to_owned(),
        SearchProblem::PageTooFar => say::problem_page_too_far(lang, limit),
    }
}
