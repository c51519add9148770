//! The sign-ups of an association as its coordinators see them: filtered, sorted, a page or a batch at a time.
//!
//! Whatever the filter, hardly more than an index is read to find the page: those of `sign_ups` hold all that can be
//! asked, and `sign_up_words` holds it beside each word. Counting ends at [`Filter::counted`], and so do pages: further on a filter
//! helps more. Counting, and a first batch, begin with listing whoever has just signed up.

mod answers;
mod choices;
mod query;
mod words;

pub use answers::{
    Answered, accept_more, assign, give_hours, handle, handle_from, member_in_tx, members_who_act, nudge,
    standing_of, to_nudge,
};

pub use choices::{SlotChoice, members, need_title, needs, slots};

use super::{Db, StoreError, dialect, row, rows, sign_ups};
use app::domain::{
    handling::{Handling, Seen},
    sign_up::SignUpState,
};
use words::Found;

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The last to sign up first.
    #[default]
    Newest,
    /// The first to sign up first.
    Oldest,
    /// By name, then first name, then address.
    Name,
}

/// Which sign-ups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of which association.
    pub association_id: i64,
    /// For which of its needs.
    pub need_id: Option<i64>,
    /// For which of its slots.
    pub slot_id: Option<i64>,
    /// In which state.
    pub seen: Option<Seen>,
    /// Whom somebody looks after; `Some(None)`: nobody does.
    pub assigned_to: Option<Option<i64>>,
    /// How words of names and addresses begin, as [`app::domain::person_words::searched`] makes them.
    pub words: Vec<String>,
    /// In which order.
    pub order: Order,
}

impl Filter {
    /// Whether the index of words leads to them: not where a slot leads to fewer.
    fn by_words(&self) -> bool {
        !self.words.is_empty() && self.slot_id.is_none()
    }

    /// How far sign-ups are counted, and paged through.
    #[must_use]
    pub fn counted(&self) -> i64 {
        if self.words.is_empty() { 10_000 } else { 2_000 }
    }
}

/// A sign-up as a line of the table or the export.
#[derive(Clone, sqlx::FromRow)]
pub struct Line {
    /// Its id.
    pub id: i64,
    /// The need's id.
    pub need_id: i64,
    /// The need's title.
    pub need: String,
    /// INSEE code of the department whose clocks count.
    pub department: Option<String>,
    /// When the slot begins, if it is dated.
    pub starts_at: Option<i64>,
    /// When it ends, where known.
    pub ends_at: Option<i64>,
    /// First name.
    pub first_name: String,
    /// Last name, if given.
    pub last_name: Option<String>,
    /// The address.
    pub email: String,
    /// E.164, if given.
    pub phone: Option<String>,
    /// Word to the association.
    pub message: Option<String>,
    /// Under 18.
    pub minor: bool,
    /// The parent's address.
    pub parent_email: Option<String>,
    /// When the parent agreed.
    pub parent_consented_at: Option<i64>,
    /// Code of the place's state.
    pub state: String,
    /// Code of what the association made of it.
    pub handling: String,
    /// Who looks after them: name or address.
    pub assigned: Option<String>,
    /// When they signed up.
    pub created_at: i64,
    /// What it is sorted by where names sort.
    pub name_key: String,
    /// Whether the same address is in another slot of the association at the same time.
    pub twice: bool,
    /// Whether somebody called the same is in for the same need by another address.
    pub namesake: bool,
}

/// Personal data stays out of logs.
impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Line({})", self.id)
    }
}

impl Line {
    /// What coordinators see of it.
    #[must_use]
    pub fn seen(&self) -> Seen {
        Seen::of(Handling::from_code(&self.handling).unwrap_or(Handling::New), self.state())
    }

    /// Where the place stands.
    #[must_use]
    pub fn state(&self) -> SignUpState {
        SignUpState::from_code(&self.state).unwrap_or(SignUpState::Unconfirmed)
    }

    /// First and last name.
    #[must_use]
    pub fn name(&self) -> String {
        self.last_name
            .as_ref()
            .map_or_else(|| self.first_name.clone(), |last| format!("{} {last}", self.first_name))
    }
}

/// Where a batch goes on: after this line.
#[derive(Clone, Debug)]
pub struct After {
    created_at: i64,
    name_key: String,
    id: i64,
}

impl From<&Line> for After {
    fn from(line: &Line) -> Self {
        Self { created_at: line.created_at, name_key: line.name_key.clone(), id: line.id }
    }
}

/// A page of the table.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its lines.
    pub lines: Vec<Line>,
    /// How many people there are, counted no further than one more than [`Filter::counted`].
    pub people: i64,
    /// Which page it is, from 1.
    pub at: i64,
    /// Of how many.
    pub of: i64,
}

/// The page `asked` for (from 1), of `size` lines; the last one if there are fewer.
///
/// # Errors
/// When the database fails.
pub async fn page(db: &Db, filter: &Filter, asked: i64, size: i64) -> Result<Page, StoreError> {
    sign_ups::list_all(db).await?;
    let most = filter.counted();
    let pages = |people: i64| ((people.min(most) + size - 1) / size).max(1);
    let mut at = asked.clamp(1, pages(most));
    if !filter.by_words() {
        let people = query::count(db, filter, most + 1).await?;
        at = at.min(pages(people));
        let lines = query::walk(db, filter, None, ((at - 1) * size, size), true).await?;
        return Ok(Page { lines, people, at, of: pages(people) });
    }
    loop {
        let range = ((at - 1) * size, size);
        let Found { people, page } = words::find(db, filter, most + 1, range).await?;
        if at > pages(people) {
            at = pages(people);
            continue;
        }
        let lines = match page {
            Some(ids) => query::lines_of(db, &ids, filter.order).await?,
            None => query::walk(db, filter, None, range, true).await?,
        };
        return Ok(Page { lines, people, at, of: pages(people) });
    }
}

/// How many there are.
///
/// # Errors
/// When the database fails.
pub async fn count(db: &Db, filter: &Filter) -> Result<i64, StoreError> {
    sign_ups::list_all(db).await?;
    if filter.by_words() { words::count(db, filter).await } else { query::count(db, filter, i64::MAX).await }
}

/// The lines after another, for the export: the next costs as much as the first.
///
/// # Errors
/// When the database fails.
pub async fn batch(
    db: &Db,
    filter: &Filter,
    after: Option<&After>,
    limit: i64,
) -> Result<Vec<Line>, StoreError> {
    if after.is_none() {
        sign_ups::list_all(db).await?;
    }
    query::walk(db, filter, after, (0, limit), false).await
}

/// The ids of all whom somebody who writes to "these people" means: unless the filter says so, not those who withdrew or
/// were declined.
///
/// # Errors
/// When the database fails.
pub async fn ids(db: &Db, filter: &Filter) -> Result<Vec<i64>, StoreError> {
    sign_ups::list_all(db).await?;
    if filter.by_words() { words::ids(db, filter).await } else { query::ids(db, filter).await }
}

/// One sign-up of an association.
///
/// # Errors
/// When the database fails.
pub async fn line(db: &Db, association_id: i64, id: i64) -> Result<Option<Line>, StoreError> {
    query::line_by(db, association_id, id).await
}

/// Who looks after a volunteer.
///
/// # Errors
/// When the database fails.
pub async fn assigned(db: &Db, id: i64) -> Result<Option<i64>, StoreError> {
    let found = row!(db, (Option<i64>,), "SELECT assigned_to FROM sign_ups WHERE id = $1", id)?;
    Ok(found.and_then(|(assigned,)| assigned))
}

/// The other sign-ups of the same address for the association's needs, the newest first: need, slot and id.
///
/// # Errors
/// When the database fails.
pub async fn others_of(db: &Db, association_id: i64, id: i64) -> Result<Vec<(i64, String)>, StoreError> {
    rows!(
        db,
        (i64, String),
        "SELECT o.id, n.title FROM sign_ups s JOIN sign_ups o ON o.email_key = s.email_key AND o.id <> s.id
            JOIN needs n ON n.id = o.need_id
         WHERE s.id = $2 AND n.association_id = $1 ORDER BY o.id DESC LIMIT 20",
        association_id,
        id
    )
}
