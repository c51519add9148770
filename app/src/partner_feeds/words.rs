//! What came of a reading, in words: what happened, and what to do now.

use super::{FeedState, FeedTrouble, LeftOut, Mended, Outcome, RefusedLine};
use crate::{domain::Lang, texts::partner_feeds as say};

/// Why nothing was taken, and what to do now.
pub(super) fn trouble(lang: Lang, why: FeedTrouble, detail: &str) -> (String, &'static str) {
    match why {
        FeedTrouble::Address => (say::t_address(lang).to_owned(), say::d_fix_address(lang)),
        FeedTrouble::Inside => (say::t_inside(lang, detail), say::d_fix_address(lang)),
        FeedTrouble::Port => (say::t_port(lang, detail), say::d_fix_address(lang)),
        FeedTrouble::Ourselves => (say::t_ourselves(lang).to_owned(), say::d_fix_address(lang)),
        FeedTrouble::NoHost => (say::t_no_host(lang, detail), say::d_fix_address(lang)),
        FeedTrouble::NotAFeed => (say::t_not_a_feed(lang).to_owned(), say::d_fix_address(lang)),
        FeedTrouble::Redirects => (say::t_redirects(lang).to_owned(), say::d_look(lang)),
        FeedTrouble::Status => (say::t_status(lang, detail), say::d_look(lang)),
        FeedTrouble::TooLarge => (say::t_too_large(lang, detail), say::d_smaller(lang)),
        FeedTrouble::Empty => (say::t_empty(lang).to_owned(), say::d_file(lang)),
        FeedTrouble::Broken => (say::t_broken(lang, detail), say::d_file(lang)),
        FeedTrouble::Encoding => (say::t_encoding(lang).to_owned(), say::d_file(lang)),
        FeedTrouble::Doctype => (say::t_doctype(lang).to_owned(), say::d_file(lang)),
        FeedTrouble::NoMission => (say::t_no_mission(lang).to_owned(), say::d_meant(lang)),
        FeedTrouble::Halved => (say::t_halved(lang, detail.replace('/', " / ")), say::d_meant(lang)),
        FeedTrouble::AllRefused => (say::t_all_refused(lang, detail), say::d_refused(lang)),
        FeedTrouble::TimedOut => (say::t_timed_out(lang, detail), say::d_wait(lang)),
        FeedTrouble::Unreachable => (say::t_unreachable(lang).to_owned(), say::d_wait(lang)),
        FeedTrouble::Here => (say::t_here(lang).to_owned(), say::d_wait(lang)),
    }
}

/// Whether somebody may say that it is meant so.
pub(super) fn may_be_meant(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Failed(FeedTrouble::NoMission | FeedTrouble::Halved, _))
}

/// Why a mission was left out.
pub(super) fn refused(lang: Lang, one: &RefusedLine) -> String {
    let what = one.detail.as_str();
    match one.reason {
        Some(LeftOut::Missing) => say::r_missing(lang, element(lang, what)),
        Some(LeftOut::TooLong) => say::r_too_long(lang, element(lang, what)),
        Some(LeftOut::Duplicate) => say::r_duplicate(lang).to_owned(),
        Some(LeftOut::Link) => say::r_link(lang, what),
        Some(LeftOut::Date) => say::r_date(lang, what),
        Some(LeftOut::EndsBefore) => say::r_ends_before(lang).to_owned(),
        Some(LeftOut::Ended) => say::r_ended(lang, what),
        Some(LeftOut::Domain) => say::r_domain(lang, what),
        Some(LeftOut::Remote) => say::r_remote(lang, what),
        Some(LeftOut::Places) => say::r_places(lang, what),
        Some(LeftOut::Nowhere) => say::r_nowhere(lang, what),
        Some(LeftOut::TooManyAddresses) => say::r_too_many_addresses(lang).to_owned(),
        Some(LeftOut::TooManySlots) => say::r_too_many_slots(lang).to_owned(),
        // Noted by a newer version.
        None => say::r_other(lang).to_owned(),
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
pub(super) fn note(lang: Lang, what: Mended, count: i64) -> String {
    match what {
        Mended::Activity => say::n_activity(lang, count),
        Mended::Coordinates => say::n_coordinates(lang, count),
        Mended::Address => say::n_address(lang, count),
        Mended::Flag => say::n_flag(lang, count),
        Mended::PostedAt => say::n_posted_at(lang, count),
        Mended::AssociationLink => say::n_association_link(lang, count),
        Mended::Slot => say::n_slot(lang, count),
    }
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
        for why in FeedTrouble::ALL {
            for lang in Lang::ALL {
                let (what, then) = trouble(lang, *why, "6/8");
                assert!(!what.is_empty() && !then.is_empty(), "{}", why.code());
            }
            assert_eq!(FeedTrouble::from_code(why.code()), Some(*why));
        }
        assert_eq!(trouble(Lang::En, FeedTrouble::Halved, "6/8").1, say::d_meant(Lang::En));
        assert_eq!(counts(Lang::En, [2, 0, 10, 0], 1), "2 new, 10 unchanged, 1 refused");
        assert_eq!(counts(Lang::Fr, [0; 4], 0), say::same(Lang::Fr));
        assert_eq!((FeedTrouble::from_code("licorne"), Mended::from_code("licorne")), (None, None));
    }
}
