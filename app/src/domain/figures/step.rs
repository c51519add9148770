//! The steps between a need and somebody who comes.

use crate::domain::handling::Handling;

/// A step, as it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The need's page was seen.
    Seen,
    /// Liked.
    Liked,
    /// Shared; by which channel is the detail.
    Shared,
    /// The association's own page was gone to.
    Followed,
    /// The form was begun.
    Begun,
    /// The form was left; at which field is the detail.
    Left,
    /// The form was sent, and taken.
    Finished,
    /// The volunteer confirmed.
    Confirmed,
    /// The association accepted them.
    Accepted,
    /// They came.
    Came,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Seen,
        Self::Liked,
        Self::Shared,
        Self::Followed,
        Self::Begun,
        Self::Left,
        Self::Finished,
        Self::Confirmed,
        Self::Accepted,
        Self::Came,
    ];

    /// Those that lead from one to the next.
    pub const WAY: [Self; 6] =
        [Self::Seen, Self::Begun, Self::Finished, Self::Confirmed, Self::Accepted, Self::Came];

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Liked => "liked",
            Self::Shared => "shared",
            Self::Followed => "followed",
            Self::Begun => "begun",
            Self::Left => "left",
            Self::Finished => "finished",
            Self::Confirmed => "confirmed",
            Self::Accepted => "accepted",
            Self::Came => "came",
        }
    }

    /// The one stored as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// What a coordinator's answer adds to the figures, and what a correction takes away again. Who came, or was expected
/// in vain, had been accepted, whether or not that was ever written down.
#[must_use]
pub fn handled(from: Handling, to: Handling) -> Vec<(Step, i64)> {
    let accepted = |handling| matches!(handling, Handling::Accepted | Handling::Came | Handling::Absent);
    let change = |was: bool, is: bool| i64::from(is) - i64::from(was);
    [
        (Step::Accepted, change(accepted(from), accepted(to))),
        (Step::Came, change(from == Handling::Came, to == Handling::Came)),
    ]
    .into_iter()
    .filter(|(_, change)| *change != 0)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_read_back() {
        for step in Step::ALL {
            assert_eq!(Step::from_code(step.code()), Some(step));
        }
        assert_eq!(Step::from_code("clicked"), None);
    }

    #[test]
    fn a_correction_takes_away_what_it_corrects() {
        assert_eq!(handled(Handling::New, Handling::Accepted), [(Step::Accepted, 1)]);
        assert_eq!(handled(Handling::Accepted, Handling::Came), [(Step::Came, 1)]);
        assert_eq!(handled(Handling::New, Handling::Came), [(Step::Accepted, 1), (Step::Came, 1)]);
        assert_eq!(handled(Handling::Came, Handling::Absent), [(Step::Came, -1)]);
        assert_eq!(handled(Handling::Accepted, Handling::Declined), [(Step::Accepted, -1)]);
        assert_eq!(handled(Handling::New, Handling::Contacted), []);
        for from in Handling::ALL {
            for to in Handling::ALL {
                let there: i64 = handled(from, to).iter().map(|(_, change)| change).sum();
                let back: i64 = handled(to, from).iter().map(|(_, change)| change).sum();
                assert_eq!(there + back, 0, "{from:?} {to:?}");
            }
        }
    }
}
