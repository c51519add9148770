//! What codes mean: what happened, and what to do now. A code that isn't known here is said plainly.

use super::{FeedState, Outcome, RefusedLine};
use crate::{domain::Lang, texts::partner_feeds as say};

/// Why nothing was taken, and what to do now.
pub(super) fn trouble(lang: Lang, code: &str, detail: &str) -> (String, &'static str) {
    let what = match code {
        "address" => say::t_address(lang).to_owned(),
        "inside" => say::t_inside(lang, detail),
        "port" => say::t_port(lang, detail),
        "no_host" => say::t_no_host(lang, detail),
        "redirects" => say::t_redirects(lang).to_owned(),
        "too_large" => say::t_too_large(lang, detail),
        "timed_out" => say::t_timed_out(lang, detail),
        "unreachable" => say::t_unreachable(lang).to_owned(),
        "status" => say::t_status(lang, detail),
        "empty" => say::t_empty(lang).to_owned(),
        "not_a_feed" => say::t_not_a_feed(lang).to_owned(),
        "broken" => say::t_broken(lang, detail),
        "encoding" => say::t_encoding(lang).to_owned(),
        "doctype" => say::t_doctype(lang).to_owned(),
        "no_mission" => say::t_no_mission(lang).to_owned(),
        "halved" => say::t_halved(lang, detail.replace('/', " / ")),
        "all_refused" => say::t_all_refused(lang, detail),
        _ => say::t_here(lang).to_owned(),
    };
    let then = match code {
        "address" | "inside" | "port" | "no_host" | "not_a_feed" => say::d_fix_address(lang),
        "redirects" | "status" => say::d_look(lang),
        "too_large" => say::d_smaller(lang),
        "empty" | "broken" | "encoding" | "doctype" => say::d_file(lang),
        "no_mission" | "halved" => say::d_meant(lang),
        "all_refused" => say::d_refused(lang),
        _ => say::d_wait(lang),
    };
    (what, then)
}

/// Whether somebody may say that it is meant so.
pub(super) fn may_be_meant(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Failed(code, _) if code == "no_mission" || code == "halved")
}

/// Why a mission was left out.
pub(super) fn refused(lang: Lang, one: &RefusedLine) -> String {
    let what = one.detail.as_str();
    match one.reason.as_str() {
        "missing" => say::r_missing(lang, element(lang, what)),
        "too_long" => say::r_too_long(lang, element(lang, what)),
        "duplicate" => say::r_duplicate(lang).to_owned(),
        "link" => say::r_link(lang, what),
        "date" => say::r_date(lang, what),
        "ends_before" => say::r_ends_before(lang).to_owned(),
        "ended" => say::r_ended(lang, what),
        "domain" => say::r_domain(lang, what),
        "remote" => say::r_remote(lang, what),
        "places" => say::r_places(lang, what),
        "nowhere" => say::r_nowhere(lang, what),
        "too_many_addresses" => say::r_too_many_addresses(lang).to_owned(),
        "too_many_slots" => say::r_too_many_slots(lang).to_owned(),
        _ => say::r_other(lang).to_owned(),
    }
}

/// An element of a feed, with the name it has there where that tells more.
fn element(lang: Lang, name: &str) -> &str {
    match name {
        "title" => say::e_title(lang),
        "description" => say::e_description(lang),
        "applicationUrl" => say::e_application_url(lang),
        "domain" => say::e_domain(lang),
        "clientId" => say::e_client_id(lang),
        "organizationName" => say::e_organization_name(lang),
        other => other,
    }
}

/// What was mended.
pub(super) fn note(lang: Lang, code: &str, count: i64) -> Option<String> {
    Some(match code {
        "activity" => say::n_activity(lang, count),
        "coordinates" => say::n_coordinates(lang, count),
        "address" => say::n_address(lang, count),
        "flag" => say::n_flag(lang, count),
        "posted_at" => say::n_posted_at(lang, count),
        "association_link" => say::n_association_link(lang, count),
        "slot" => say::n_slot(lang, count),
        _ => return None,
    })
}

/// What was taken, in a line: the counts that are not nought.
pub(super) fn counts(lang: Lang, [added, changed, unchanged, closed]: [i64; 4], refused: i64) -> String {
    let parts = [
        (added, say::added(lang, added)),
        (changed, say::changed(lang, changed)),
        (unchanged, say::unchanged(lang, unchanged)),
        (closed, say::closed(lang, closed)),
        (refused, say::refused(lang, refused)),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, words)| words).collect();
    if parts.is_empty() { say::same(lang).to_owned() } else { parts.join(", ") }
}

/// How a feed is: class of the badge, and words.
pub(super) fn state(lang: Lang, state: FeedState) -> (&'static str, &'static str) {
    match state {
        FeedState::New => ("badge", say::state_new(lang)),
        FeedState::Running => ("badge", say::state_running(lang)),
        FeedState::Paused => ("badge", say::state_paused(lang)),
        FeedState::Fine => ("badge good", say::state_fine(lang)),
        FeedState::Failing => ("badge warn", say::state_failing(lang)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_is_said_and_what_to_do() {
        for code in ["inside", "halved", "doctype", "licorne", ""] {
            for lang in Lang::ALL {
                let (what, then) = trouble(lang, code, "6/8");
                assert!(!what.is_empty() && !then.is_empty(), "{code}");
            }
        }
        assert_eq!(trouble(Lang::En, "halved", "6/8").1, say::d_meant(Lang::En));
        assert_eq!(counts(Lang::En, [2, 0, 10, 0], 1), "2 new, 10 unchanged, 1 refused");
        assert_eq!(counts(Lang::Fr, [0; 4], 0), say::same(Lang::Fr));
        assert!(note(Lang::Fr, "licorne", 1).is_none());
    }
}
