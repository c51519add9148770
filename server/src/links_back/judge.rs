//! What an answer says of a link: it lives, it is dead, or nobody knows.

use crate::outward::{Answer, Outward, OutwardError, Question};
use app::links_back::Why;
use std::{io, time::Duration};

/// A page that takes longer is slow, not dead.
const WITHIN: Duration = Duration::from_secs(15);
/// Enough to know that there is a page.
const MOST_BYTES: u64 = 64 * 1024;

/// What became of a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A page.
    Alive,
    /// Nothing, and it says so.
    Dead(Why),
    /// No connection, no answer in time, or an error of its own: that may pass, and is dead if it doesn't for weeks.
    Silent,
    /// There is somebody, who doesn't want to be asked or sends us where we don't go.
    Unsure,
}

/// Tries an address: by `HEAD`, and by `GET` where that is refused, since many sites know no `HEAD`. Blocks.
#[must_use]
pub fn try_out(outward: &Outward, url: &str) -> Found {
    match of(&outward.ask(&Question::head(url, WITHIN), &mut io::sink())) {
        // What can't be reached by one can't by the other.
        found @ (Found::Alive | Found::Dead(Why::Name | Why::Certificate)) => found,
        Found::Dead(_) | Found::Silent | Found::Unsure => {
            of(&outward.ask(&Question::get(url, WITHIN, MOST_BYTES), &mut io::sink()))
        }
    }
}

fn of(result: &Result<Answer, OutwardError>) -> Found {
    match result {
        Ok(answer) => match answer.status.as_u16() {
            200..=399 => Found::Alive,
            404 => Found::Dead(Why::NotFound),
            410 => Found::Dead(Why::Gone),
            500..=599 => Found::Silent,
            _ => Found::Unsure,
        },
        // There is so much of it that it is there.
        Err(OutwardError::TooLarge(_)) => Found::Alive,
        Err(OutwardError::NoSuchHost(_)) => Found::Dead(Why::Name),
        Err(OutwardError::Unreachable(cause)) if cause.to_lowercase().contains("certificate") => {
            Found::Dead(Why::Certificate)
        }
        Err(OutwardError::Unreachable(_) | OutwardError::TimedOut(_)) => Found::Silent,
        Err(_) => Found::Unsure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_that_stands_for_nothing_is_dead_without_an_answer() {
        let found = |error| of(&Err(error));
        assert_eq!(found(OutwardError::NoSuchHost("exemple.fr".into())), Found::Dead(Why::Name));
        for passing in ["Temporary failure in name resolution", "Connection refused"] {
            assert_eq!(found(OutwardError::Unreachable(passing.into())), Found::Silent, "{passing}");
        }
        assert_eq!(found(OutwardError::Address), Found::Unsure);
    }
}
