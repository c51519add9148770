//! Sign-ups: what is stored of them, and how they are read; changes are in `write`.

mod listing;
mod mails;
mod write;

pub use listing::{list_all, list_some};
pub use mails::{MailRow, mails};
pub use write::{change, erase, insert, note_confirmed, note_consent, revive, set_state};

use super::{Db, StoreError, Tx, dialect, row, rows, scalar, tx_row, tx_rows};
use app::domain::{
    Lang,
    handling::Handling,
    need::SlotTimes,
    sign_up::{SignUp, SignUpState},
};

/// A sign-up as it is stored.
#[derive(Clone, sqlx::FromRow)]
pub struct SignUpRow {
    /// Its id.
    pub id: i64,
    /// The need's id.
    pub need_id: i64,
    /// The slot's id.
    pub slot_id: i64,
    /// The address, as typed.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name, if given.
    pub last_name: Option<String>,
    /// E.164, if given.
    pub phone: Option<String>,
    /// Word to the association, if given.
    pub message: Option<String>,
    /// Code of the language of the mails.
    pub lang: String,
    /// Under 18.
    pub minor: bool,
    /// The parent's address, for those under 18.
    pub parent_email: Option<String>,
    /// Epoch seconds.
    pub parent_consented_at: Option<i64>,
    /// Code of [`SignUpState`].
    pub state: String,
    /// Epoch seconds.
    pub created_at: i64,
    /// Epoch seconds.
    pub updated_at: i64,
    /// When the volunteer confirmed; with a minor the parent may still be missing.
    pub confirmed_at: Option<i64>,
    /// When it joined the waiting list.
    pub waiting_since: Option<i64>,
    /// When it gives its place back.
    pub due_at: Option<i64>,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for SignUpRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SignUpRow({}, {})", self.id, self.state)
    }
}

impl SignUpRow {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> SignUpState {
        SignUpState::from_code(&self.state).unwrap_or(SignUpState::Expired)
    }

    /// Language of its mails.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.lang)
    }

    /// Whether all have agreed who must.
    #[must_use]
    pub const fn allowed(&self) -> bool {
        !self.minor || self.parent_consented_at.is_some()
    }

    /// As its page shows it.
    #[must_use]
    pub fn shown(&self, times: Option<SlotTimes>) -> SignUp {
        SignUp {
            id: self.id,
            need_id: self.need_id,
            slot_id: self.slot_id,
            times,
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            message: self.message.clone(),
            lang: self.lang(),
            minor: self.minor,
            parent_email: self.parent_email.clone(),
            parent_consented: self.parent_consented_at.is_some(),
            confirmed: self.confirmed_at.is_some(),
            state: self.state(),
            created_at: self.created_at,
            due_at: self.due_at,
        }
    }
}

macro_rules! select {
    ($($rest:literal)*) => {
        concat!(
            "SELECT id, need_id, slot_id, email, first_name, last_name, phone, message, lang, minor, parent_email,
                parent_consented_at, state, created_at, updated_at, confirmed_at, waiting_since, due_at
             FROM sign_ups ", $($rest),*
        )
    };
}

/// What a volunteer says of themself.
#[derive(Clone)]
pub struct Person {
    /// [`app::domain::email::Email::key`].
    pub email_key: String,
    /// The address.
    pub email: String,
    /// First name.
    pub first_name: String,
    /// Last name, if given.
    pub last_name: Option<String>,
    /// E.164, if given.
    pub phone: Option<String>,
    /// Word to the association, if given.
    pub message: Option<String>,
    /// Of their mails.
    pub lang: Lang,
    /// A parent's address: given exactly by those under 18.
    pub parent_email: Option<String>,
}

impl Person {
    /// What coordinators find them by.
    fn key(&self) -> String {
        app::domain::person_words::key(self.last_name.as_deref(), &self.first_name, &self.email)
    }
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(…)")
    }
}

/// A place, or a place in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands.
    pub state: SignUpState,
    /// When it joined the waiting list.
    pub waiting_since: Option<i64>,
    /// When it gives its place back.
    pub due_at: Option<i64>,
}

/// The sign-up of an address for a need, inside a transaction; `None` too if the need takes nobody any more.
///
/// # Errors
/// When the database fails.
pub async fn of_address(tx: &mut Tx, need_id: i64, email_key: &str) -> Result<Option<SignUpRow>, StoreError> {
    tx_row!(
        tx,
        SignUpRow,
        select!(
            "WHERE need_id = $1 AND email_key = $2 AND EXISTS
                (SELECT 1 FROM needs WHERE needs.id = sign_ups.need_id AND needs.state = 'open')"
        ),
        need_id,
        email_key
    )
}

/// The sign-ups of an address, the newest twenty first.
///
/// # Errors
/// When the database fails.
pub async fn all_of_address(db: &Db, email_key: &str) -> Result<Vec<SignUpRow>, StoreError> {
    rows!(db, SignUpRow, select!("WHERE email_key = $1 ORDER BY id DESC LIMIT 20"), email_key)
}

/// One sign-up.
///
/// # Errors
/// When the database fails.
pub async fn sign_up(db: &Db, id: i64) -> Result<Option<SignUpRow>, StoreError> {
    row!(db, SignUpRow, select!("WHERE id = $1"), id)
}

/// One sign-up, inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn in_tx(tx: &mut Tx, id: i64) -> Result<Option<SignUpRow>, StoreError> {
    tx_row!(tx, SignUpRow, select!("WHERE id = $1"), id)
}

/// Several sign-ups, inside a transaction.
///
/// # Errors
/// When the database fails.
pub async fn several_in_tx(tx: &mut Tx, ids: &[i64]) -> Result<Vec<SignUpRow>, StoreError> {
    const SELECT: (&str, &str) = dialect::among!(select!("WHERE id IN "), "$1", " ORDER BY id");
    let sql = dialect::pick_in(tx, SELECT);
    tx_rows!(tx, SignUpRow, sql, dialect::ids(ids))
}

/// What the association made of a sign-up.
///
/// # Errors
/// When the database fails.
pub async fn handling(db: &Db, id: i64) -> Result<Handling, StoreError> {
    let found = row!(db, (String,), "SELECT handling FROM sign_ups WHERE id = $1", id)?;
    Ok(found.and_then(|(code,)| Handling::from_code(&code)).unwrap_or(Handling::New))
}

/// Whether the association has said that somebody came.
///
/// # Errors
/// When the database fails.
pub async fn came(db: &Db, id: i64) -> Result<bool, StoreError> {
    Ok(row!(db, (i64,), "SELECT id FROM sign_ups WHERE id = $1 AND handling = 'came'", id)?.is_some())
}

/// How long the association says that somebody has helped, in minutes, where that isn't the slot's length.
///
/// # Errors
/// When the database fails.
pub async fn minutes(db: &Db, id: i64) -> Result<Option<i64>, StoreError> {
    let found = row!(db, (Option<i64>,), "SELECT minutes FROM sign_ups WHERE id = $1", id)?;
    Ok(found.and_then(|(minutes,)| minutes))
}

/// Ids of sign-ups whose time to give their place back has come.
///
/// # Errors
/// When the database fails.
pub async fn due(db: &Db, now: i64, limit: i64) -> Result<Vec<i64>, StoreError> {
    let found =
        rows!(db, (i64,), "SELECT id FROM sign_ups WHERE due_at <= $1 ORDER BY due_at LIMIT $2", now, limit)?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Place in the waiting list of its slot, from 1.
///
/// # Errors
/// When the database fails.
pub async fn rank(db: &Db, sign_up: &SignUpRow) -> Result<i64, StoreError> {
    let before: i64 = scalar!(
        db,
        "SELECT COUNT(*) FROM sign_ups WHERE slot_id = $1 AND state = 'waiting'
            AND (waiting_since < $2 OR (waiting_since = $2 AND id < $3))",
        sign_up.slot_id,
        sign_up.waiting_since.unwrap_or(0),
        sign_up.id
    )?;
    Ok(before + 1)
}

/// The first in the waiting list of a slot, inside a transaction that has locked the slot.
///
/// # Errors
/// When the database fails.
pub async fn first_waiting(tx: &mut Tx, slot_id: i64) -> Result<Option<SignUpRow>, StoreError> {
    tx_row!(
        tx,
        SignUpRow,
        select!("WHERE slot_id = $1 AND state = 'waiting' ORDER BY waiting_since, id LIMIT 1"),
        slot_id
    )
}
