//! What stands in an address after the `?`, taken strictly: what a program asks for and doesn't get it should know of.

use super::problem::{Kind, Problem, Wrong};
use app::domain::search::address::pairs;
use jiff::{Timestamp, civil::Date};

/// Rows of a page, where the address doesn't say.
pub const LIMIT: usize = 20;
/// Most rows of a page.
pub const MOST: usize = 100;

/// The parameters, and what is wrong with them so far.
#[derive(Debug, Default)]
pub struct Parameters {
    left: Vec<(String, String)>,
    wrong: Vec<Wrong>,
}

impl Parameters {
    /// Reads an address.
    #[must_use]
    pub fn of(raw: Option<&str>) -> Self {
        let left = pairs(raw.unwrap_or_default());
        let left = left.into_iter().map(|(name, value)| (name, value.trim().to_owned())).collect();
        Self { left, wrong: Vec::new() }
    }

    /// Whether a parameter says anything.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.left.iter().any(|(other, value)| other == name && !value.is_empty())
    }

    /// Takes all values of a parameter; empty ones are none.
    pub fn all(&mut self, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        self.left.retain(|(other, value)| {
            if other == name && !value.is_empty() {
                found.push(value.clone());
            }
            other != name
        });
        found
    }

    /// Takes the value of a parameter that may come once.
    pub fn one(&mut self, name: &str) -> Option<String> {
        let mut all = self.all(name);
        if all.len() > 1 {
            self.wrong(name, "It may come only once.");
        }
        all.pop()
    }

    /// Takes a parameter as `read` reads it; `detail` says what it should be.
    pub fn read<T>(&mut self, name: &str, detail: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let value = self.one(name)?;
        let found = read(&value);
        if found.is_none() {
            self.wrong(name, detail);
        }
        found
    }

    /// Takes an id.
    pub fn id(&mut self, name: &str) -> Option<i64> {
        self.read(name, "It is a whole number from 1.", |value| {
            value.parse().ok().filter(|id: &i64| *id > 0 && value.bytes().all(|byte| byte.is_ascii_digit()))
        })
    }

    /// Takes how many rows are wanted.
    pub fn limit(&mut self) -> usize {
        let bounds = "It is a whole number from 1 to 100.";
        let read = |value: &str| value.parse().ok().filter(|limit| (1..=MOST).contains(limit));
        self.read("limit", bounds, read).unwrap_or(LIMIT)
    }

    /// Takes a moment: `2026-11-20T09:00:00Z`, or a day, which begins at midnight UTC. Epoch seconds.
    pub fn moment(&mut self, name: &str) -> Option<i64> {
        let form =
            "It is a moment with its offset, as 2026-11-20T09:00:00Z (a plus sign is written %2B), or a day.";
        self.read(name, form, |value| {
            let at = value.parse::<Timestamp>().ok();
            // `parse` would take a moment without its offset for a day.
            let day = || Date::strptime("%Y-%m-%d", value).ok()?.to_zoned(jiff::tz::TimeZone::UTC).ok();
            at.or_else(|| Some(day()?.timestamp())).map(Timestamp::as_second).filter(|at| *at >= 0)
        })
    }

    /// Notes that a parameter is wrong.
    pub fn wrong(&mut self, name: &str, detail: &str) {
        self.wrong.push(Wrong::parameter(name, detail));
    }

    /// Ends: whatever wasn't taken is unknown here.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn end(mut self, known: &[&str]) -> Result<(), Box<Problem>> {
        for (name, _) in std::mem::take(&mut self.left) {
            let name: String = name.chars().take(40).collect();
            let choices = known.iter().map(|&known| known.to_owned()).collect();
            self.wrong.push(Wrong { choices, ..Wrong::parameter(&name, "There is no such parameter.") });
        }
        if self.wrong.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = self.wrong.iter().filter_map(|wrong| wrong.parameter.clone()).collect();
        let detail = format!("Look at: {}.", names.join(", "));
        Err(Kind::Parameters.with(detail).listing(self.wrong).into())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn wrong(raw: &str) -> Vec<String> {
        let mut parameters = Parameters::of(Some(raw));
        parameters.limit();
        parameters.moment("updated_since");
        parameters.id("association");
        let problem = parameters.end(&["limit"]).err();
        problem
            .map(|problem| problem.errors)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|one| one.parameter)
            .collect()
    }

    #[test]
    fn what_makes_no_sense_is_named() {
        for right in [
            "",
            "limit=1",
            "limit=100",
            "limit=",
            "updated_since=2026-11-20",
            "association=7",
            "updated_since=2026-11-20T09:00:00Z",
            "updated_since=2026-11-20T09:00:00%2B01:00",
        ] {
            assert!(wrong(right).is_empty(), "{right}");
        }
        for bad in ["0", "101", "-1", "x", "1.5", "99999999999999999999999"] {
            assert_eq!(wrong(&format!("limit={bad}")), ["limit"], "{bad}");
        }
        for bad in ["hier", "2026-13-01", "2026-11-20T09:00:00", "1900-01-01"] {
            assert_eq!(wrong(&format!("updated_since={bad}")), ["updated_since"], "{bad}");
        }
        assert_eq!(wrong("association=0&association=x"), ["association", "association"]);
        assert_eq!(wrong("limit=1&limit=2"), ["limit"]);
        assert_eq!(wrong("page=2&raduis=3"), ["page", "raduis"]);
    }

    #[test]
    fn a_day_begins_at_midnight_utc() {
        let mut day = Parameters::of(Some("t=1970-01-02"));
        assert_eq!(day.moment("t"), Some(86_400));
        assert!(day.end(&[]).is_ok());
    }
}
