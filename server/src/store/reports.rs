//! Reports of needs, as visitors send them; what moderators decide of them, what waits, what a month comes to.

pub mod decisions;
pub mod queue;
pub mod summary;

use super::{Db, StoreError, Tx, execute, tx_row, tx_rows};
use app::domain::{
    Lang,
    email::Email,
    report::{Reason, Told, WORDS},
};

/// How long the words of a report are kept once it is answered, in seconds: a year.
const WORDS_KEPT_FOR: i64 = 365 * 86_400;

/// Bytes of a reporter's hash that stand for their network; the one after them tells people of one network apart.
const NETWORK: usize = 15;

/// How many networks reported something, in SQL: what counts, however many people of each did.
macro_rules! networks {
    ($column:literal) => {
        concat!("COUNT(DISTINCT substr(", $column, ", 1, 15))")
    };
}
pub(crate) use networks;

/// What waits for a moderator, as a table in SQL: `need_id`, and since when, `at`.
macro_rules! waiting {
    () => {
        "(SELECT need_id, created_at AS at FROM reports WHERE decision_id IS NULL
            UNION ALL SELECT need_id, asked_at FROM need_holds WHERE asked_at IS NOT NULL AND wanted = (1 = 1)) AS waiting"
    };
}
pub(crate) use waiting;

/// A report to keep.
#[derive(Clone)]
pub struct NewReport {
    /// Of which need.
    pub need_id: i64,
    /// Why.
    pub reason: Reason,
    /// In their words; may be empty.
    pub words: String,
    /// Where the decision is told, if they want to know.
    pub email: Option<Email>,
    /// Of their mail.
    pub lang: Lang,
    /// A keyed hash of need and network.
    pub reporter: [u8; 16],
}

/// Personal data stays out of logs.
impl std::fmt::Debug for NewReport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewReport({}, {})", self.need_id, self.reason.code())
    }
}

/// Most people of one network whose addresses are kept for one need, each told what was decided.
const OF_NETWORK: u8 = 4;
/// Most signs that the words of one report come to, by those who add to it.
const WORDS_ADDED: usize = 3 * WORDS;

/// A report that another one adds to.
#[derive(sqlx::FromRow)]
struct Known {
    id: i64,
    reason: String,
    words: String,
    /// How often something was said in it.
    version: i64,
    /// Somebody else's address than the one that is given now, if one is.
    others: bool,
}

/// Keeps a report. The same people tell of the same need once until it is decided: what they say again is added to
/// what they said, `false`. Who gives an address of their own from a network that was heard already is kept beside the
/// others of it, and answered; a network counts once all the same (`networks!`).
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, report: &NewReport, now: i64) -> Result<bool, StoreError> {
    loop {
        if put(tx, report, 0, now).await? {
            return Ok(true);
        }
        let known = known(tx, report).await?;
        if known.first().is_none_or(|known| known.others) {
            for place in 1..OF_NETWORK {
                if put(tx, report, place, now).await? {
                    return Ok(true);
                }
            }
        }
        // One that was answered or added to meanwhile is another by now.
        if let Some(known) = known.first()
            && add_to(tx, known, report).await?
        {
            return Ok(false);
        }
    }
}

/// Keeps it as the one of its network at that place; `false` if there is one, or one of its address.
async fn put(tx: &mut Tx, report: &NewReport, place: u8, now: i64) -> Result<bool, StoreError> {
    let (email, key) = (report.email.as_ref().map(Email::as_str), report.email.as_ref().map(Email::key));
    let mut reporter = report.reporter;
    reporter[NETWORK] = place;
    let added = execute!(
        tx,
        "INSERT INTO reports (need_id, reason, words, email, email_key, lang, reporter, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
        report.need_id,
        report.reason.code(),
        &report.words,
        email,
        &key,
        report.lang.code(),
        &reporter[..],
        now
    )?;
    Ok(added == 1)
}

/// The open reports that this one may add to: of its address, else of its network, best without an address.
async fn known(tx: &mut Tx, report: &NewReport) -> Result<Vec<Known>, StoreError> {
    let key = report.email.as_ref().map(Email::key).unwrap_or_default();
    tx_rows!(
        tx,
        Known,
        "SELECT id, reason, words, version, email_key IS NOT NULL AND email_key <> $3 AND $3 <> '' AS others FROM reports
         WHERE need_id = $1 AND decision_id IS NULL AND (email_key = $3 OR substr(reporter, 1, 15) = $2)
         ORDER BY CASE WHEN email_key = $3 THEN 0 WHEN email_key IS NULL THEN 1 ELSE 2 END, id",
        report.need_id,
        &report.reporter[..NETWORK],
        &key
    )
}

/// Adds what it says to what is known: its words, its reason if that weighs more, its address if there is none. Who has
/// read it before has not read all of it then. `false` if it isn't as it is known any more.
async fn add_to(tx: &mut Tx, known: &Known, report: &NewReport) -> Result<bool, StoreError> {
    let reason = Reason::from_code(&known.reason).map_or(report.reason, |one| one.graver(report.reason));
    let words = match known.words.as_str() {
        "" => report.words.clone(),
        said if said.contains(&report.words) => said.to_owned(),
        said => format!("{said}\n{}", report.words).chars().take(WORDS_ADDED).collect(),
    };
    let (email, key) = (report.email.as_ref().map(Email::as_str), report.email.as_ref().map(Email::key));
    let added = execute!(
        tx,
        "UPDATE reports SET version = version + CASE
                WHEN reason <> $1 OR words <> $2 OR COALESCE(email, $3, '') <> COALESCE(email, '') THEN 1 ELSE 0 END,
            reason = $1, words = $2, email = COALESCE(email, $3), email_key = COALESCE(email_key, $4)
         WHERE id = $5 AND version = $6 AND decision_id IS NULL",
        reason.code(),
        words,
        email,
        &key,
        known.id,
        known.version
    )?;
    Ok(added == 1)
}

/// Somebody to be told what was decided.
#[derive(Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reporter {
    /// Their address.
    pub email: String,
    /// Code of their language.
    pub lang: String,
}

/// Addresses stay out of logs.
impl std::fmt::Debug for Reporter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reporter(…)")
    }
}

/// The open reports of a need: of how many networks, and what they tell.
///
/// # Errors
/// When the database fails.
pub async fn open(tx: &mut Tx, need_id: i64) -> Result<(i64, Told), StoreError> {
    let found = tx_row!(
        tx,
        (i64, i64, i64),
        concat!(
            "SELECT ",
            networks!("reporter"),
            ", COALESCE(MAX(id), 0), CAST(COALESCE(SUM(version), 0) AS BIGINT)
             FROM reports WHERE need_id = $1 AND decision_id IS NULL"
        ),
        need_id
    )?;
    let (networks, last, times) = found.unwrap_or_default();
    Ok((networks, Told { last, times }))
}

/// Those who want to know what becomes of a need that they reported.
///
/// # Errors
/// When the database fails.
pub async fn to_answer(tx: &mut Tx, need_id: i64) -> Result<Vec<Reporter>, StoreError> {
    tx_rows!(
        tx,
        Reporter,
        "SELECT email, lang FROM reports WHERE need_id = $1 AND decision_id IS NULL AND email IS NOT NULL ORDER BY id",
        need_id
    )
}

/// The open reports of a need are answered; who sent them is forgotten. Answers what they told.
///
/// # Errors
/// When the database fails.
pub async fn answered(tx: &mut Tx, need_id: i64, decision_id: i64) -> Result<Told, StoreError> {
    let answered = tx_rows!(
        tx,
        (i64, i64),
        "UPDATE reports SET decision_id = $1, email = NULL, email_key = NULL, reporter = NULL
         WHERE need_id = $2 AND decision_id IS NULL RETURNING id, version",
        decision_id,
        need_id
    )?;
    let told =
        |told: Told, (id, version): (i64, i64)| Told { last: told.last.max(id), times: told.times + version };
    Ok(answered.into_iter().fold(Told::default(), told))
}

/// Forgets the words of reports that were answered long ago; what remains is counted.
///
/// # Errors
/// When the database fails.
pub async fn forget_words(db: &Db, now: i64) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let forgotten = execute!(
        &mut tx,
        "UPDATE reports SET words = '' WHERE created_at < $1 AND decision_id IS NOT NULL AND words <> ''",
        now - WORDS_KEPT_FOR
    )?;
    tx.commit().await?;
    Ok(forgotten)
}
