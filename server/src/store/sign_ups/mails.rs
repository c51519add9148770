//! The letters about a sign-up, as its history shows them.

use crate::{
    mail::LetterKind,
    store::{Db, StoreError, rows},
};
use app::domain::delivery::Delivery;

/// A letter about a sign-up, without what it says.
#[derive(sqlx::FromRow)]
pub struct MailRow {
    /// What for.
    pub kind: String,
    /// To whom.
    pub to_address: String,
    /// Its subject.
    pub subject: String,
    /// Epoch seconds.
    pub created_at: i64,
    /// Epoch seconds, once it has gone.
    pub sent_at: Option<i64>,
    /// Epoch seconds, once it was given up.
    pub gave_up_at: Option<i64>,
}

impl MailRow {
    /// Where it is.
    #[must_use]
    pub const fn delivery(&self) -> Delivery {
        Delivery::of(self.sent_at, self.gave_up_at)
    }

    /// When it left or was given up; until then, when it was written.
    #[must_use]
    pub fn moment(&self) -> i64 {
        self.sent_at.or(self.gave_up_at).unwrap_or(self.created_at)
    }

    /// Whether it went to the volunteer, and not to a parent or the association.
    #[must_use]
    pub fn is_to_volunteer(&self) -> bool {
        let others = [LetterKind::Parent, LetterKind::Association, LetterKind::FromVolunteer];
        !others.iter().any(|kind| kind.code() == self.kind)
    }
}

/// The letters about a sign-up, in the order in which they were written.
///
/// # Errors
/// When the database fails.
pub async fn mails(db: &Db, id: i64) -> Result<Vec<MailRow>, StoreError> {
    rows!(
        db,
        MailRow,
        "SELECT kind, to_address, subject, created_at, sent_at, gave_up_at FROM outbox WHERE sign_up_id = $1 ORDER BY id",
        id
    )
}
