//! Where a mail is.

use super::Lang;
use crate::texts::correspondence as say;

/// Where a mail is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// In the hands of the reader's mail server.
    Sent,
    /// Waiting to leave.
    OnItsWay,
    /// Given up.
    Failed,
}

impl Delivery {
    /// By when it left and when it was given up.
    #[must_use]
    pub const fn of(sent_at: Option<i64>, gave_up_at: Option<i64>) -> Self {
        match (sent_at, gave_up_at) {
            (Some(_), _) => Self::Sent,
            (None, Some(_)) => Self::Failed,
            (None, None) => Self::OnItsWay,
        }
    }

    /// In a few words.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Sent => say::sent(lang),
            Self::OnItsWay => say::on_its_way(lang),
            Self::Failed => say::failed(lang),
        }
    }

    /// The class of its colour.
    #[must_use]
    pub const fn tone(self) -> &'static str {
        match self {
            Self::Sent => "good",
            Self::OnItsWay => "calm",
            Self::Failed => "warn",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mail_is_on_its_way_until_it_left_or_was_given_up() {
        assert_eq!(Delivery::of(None, None), Delivery::OnItsWay);
        assert_eq!(Delivery::of(Some(1), None), Delivery::Sent);
        assert_eq!(Delivery::of(None, Some(1)), Delivery::Failed);
    }
}
