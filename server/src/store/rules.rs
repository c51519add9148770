//! Messages that go out by themselves: what associations changed of them, and who is to get one now.

use super::{Db, StoreError, Tx, execute, rows, tx_row, tx_rows};
use app::domain::rule::{Rule, RuleKind};

#[derive(sqlx::FromRow)]
struct RuleRow {
    kind: String,
    active: bool,
    days: i64,
    subject: String,
    body: String,
}

/// The rules that an association changed.
///
/// # Errors
/// When the database fails.
pub async fn changed(db: &Db, association_id: i64) -> Result<Vec<Rule>, StoreError> {
    let found = rows!(
        db,
        RuleRow,
        "SELECT kind, active, days, subject, body FROM rules WHERE association_id = $1",
        association_id
    )?;
    Ok(found
        .into_iter()
        .filter_map(|row| {
            let kind = RuleKind::from_code(&row.kind)?;
            Some(Rule { kind, active: row.active, days: row.days, subject: row.subject, body: row.body })
        })
        .collect())
}

/// Changes a rule.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, association_id: i64, rule: &Rule) -> Result<(), StoreError> {
    execute!(
        tx,
        "INSERT INTO rules (association_id, kind, active, days, subject, body) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (association_id, kind) DO UPDATE SET active = excluded.active, days = excluded.days,
            subject = excluded.subject, body = excluded.body",
        association_id,
        rule.kind.code(),
        rule.active,
        rule.days,
        &rule.subject,
        &rule.body
    )?;
    Ok(())
}

/// Somebody who is to get a message now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Due {
    /// Their sign-up.
    pub sign_up_id: i64,
    /// The association's id.
    pub association_id: i64,
    /// The slot that it is about.
    pub slot_id: i64,
}

/// What they have in common: they are in (who was accepted, or came, is so without having confirmed), the association's
/// coordinators are here, their mails are wanted, and they were not told so far. `$1` is now.
macro_rules! due {
    ($what:literal, $reason:literal, $which:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM sign_ups s JOIN slots t ON t.id = s.slot_id JOIN needs n ON n.id = s.need_id
             LEFT JOIN rules r ON r.association_id = n.association_id AND r.kind = '",
            $reason,
            "' WHERE (s.state = 'confirmed' OR s.state IN ('unconfirmed', 'offered') AND s.due_at IS NULL
                AND s.handling IN ('accepted', 'came')) AND ",
            $which,
            " AND NOT EXISTS (SELECT 1 FROM unsubscribed u WHERE u.association_id = n.association_id
                AND u.email_key = s.email_key)
             AND EXISTS (SELECT 1 FROM members m WHERE m.association_id = n.association_id)
             AND NOT EXISTS (SELECT 1 FROM told WHERE told.sign_up_id = s.id AND told.reason = '",
            $reason,
            ":' || CAST(s.slot_id AS TEXT))"
        )
    };
}

/// Who is to be told now that they are in.
///
/// # Errors
/// When the database fails.
pub async fn signed_up(db: &Db, now: i64, limit: i64) -> Result<Vec<Due>, StoreError> {
    rows!(
        db,
        Due,
        concat!(
            due!(
                "s.id AS sign_up_id, n.association_id, s.slot_id",
                "signed_up",
                "r.active = (1 = 1) AND s.confirmed_at > $1 - 86400"
            ),
            " ORDER BY s.id LIMIT $2"
        ),
        now,
        limit
    )
}

/// Who is to be thanked now: for slots that ended before `today` began (epoch seconds), and for five days. Not for a
/// need that somebody closed before its slot.
///
/// # Errors
/// When the database fails.
pub async fn to_thank(db: &Db, now: i64, today: i64, limit: i64) -> Result<Vec<Due>, StoreError> {
    rows!(
        db,
        Due,
        concat!(
            due!(
                "s.id AS sign_up_id, n.association_id, s.slot_id",
                "after",
                "(r.active IS NULL OR r.active = (1 = 1)) AND s.handling NOT IN ('declined', 'absent')
                 AND (n.state = 'open' OR n.over_at IS NOT NULL OR n.updated_at >= t.starts_at)
                 AND COALESCE(t.ends_at, t.starts_at) >= $1 - 432000 AND COALESCE(t.ends_at, t.starts_at) < $2"
            ),
            " ORDER BY s.id LIMIT $3"
        ),
        now,
        today,
        limit
    )
}

/// The addresses that are to be reminded now, of those that weren't since `since`. A reminder goes to those who
/// confirmed at least a day before, and not to those who are due to come within three hours.
///
/// # Errors
/// When the database fails.
pub async fn to_remind(db: &Db, now: i64, since: i64, limit: i64) -> Result<Vec<String>, StoreError> {
    let found = rows!(
        db,
        (String,),
        concat!(
            due!(
                "DISTINCT s.email_key",
                "before",
                "(r.active IS NULL OR r.active = (1 = 1)) AND (n.state = 'open' OR n.over_at IS NOT NULL)
                 AND COALESCE(s.confirmed_at, s.updated_at) < $1 - 86400
                 AND t.starts_at > $1 + 10800 AND t.starts_at < $1 + 86400 * COALESCE(r.days, 2)"
            ),
            " AND NOT EXISTS (SELECT 1 FROM sign_ups o JOIN told d ON d.sign_up_id = o.id
                WHERE o.email_key = s.email_key AND d.reason LIKE 'before:%' AND d.at >= $2)
             ORDER BY s.email_key LIMIT $3"
        ),
        now,
        since,
        limit
    )?;
    Ok(found.into_iter().map(|(key,)| key).collect())
}

/// What an address is reminded of now: what it must be, and whatever else of the same association its turn would be for
/// within a day, so that one letter is enough. Nothing if it was reminded since `since`. Of what is another
/// association's it says nothing: an answer that quotes it would tell them, and hand them the links.
///
/// # Errors
/// When the database fails.
pub async fn reminders(tx: &mut Tx, email_key: &str, now: i64, since: i64) -> Result<Vec<Due>, StoreError> {
    let mut found: Vec<Due> = tx_rows!(
        tx,
        Due,
        concat!(
            due!(
                "s.id AS sign_up_id, n.association_id, s.slot_id",
                "before",
                "s.email_key = $2 AND (r.active IS NULL OR r.active = (1 = 1))
                 AND (n.state = 'open' OR n.over_at IS NOT NULL)
                 AND t.starts_at > $1 + 10800 AND t.starts_at < $1 + 86400 * (COALESCE(r.days, 2) + 1)"
            ),
            " AND NOT EXISTS (SELECT 1 FROM sign_ups o JOIN told d ON d.sign_up_id = o.id
                WHERE o.email_key = $2 AND d.reason LIKE 'before:%' AND d.at >= $3)
             ORDER BY CASE WHEN COALESCE(s.confirmed_at, s.updated_at) < $1 - 86400
                AND t.starts_at < $1 + 86400 * COALESCE(r.days, 2) THEN 0 ELSE 1 END, t.starts_at, s.id"
        ),
        now,
        email_key,
        since
    )?;
    if let Some(first) = found.first().copied() {
        found.retain(|due| due.association_id == first.association_id);
    }
    Ok(found)
}

/// Notes that somebody is told for a reason; `false` if they were already.
///
/// # Errors
/// When the database fails.
pub async fn tell(tx: &mut Tx, due: Due, kind: RuleKind, now: i64) -> Result<bool, StoreError> {
    let told = execute!(
        tx,
        "INSERT INTO told (sign_up_id, reason, at) VALUES ($1, $2, $3) ON CONFLICT (sign_up_id, reason) DO NOTHING",
        due.sign_up_id,
        format!("{}:{}", kind.code(), due.slot_id),
        now
    )?;
    Ok(told == 1)
}

/// Where answers to an association go: its contact address.
///
/// # Errors
/// When the database fails.
pub async fn reply_to(tx: &mut Tx, association_id: i64) -> Result<Option<String>, StoreError> {
    let found = tx_row!(
        tx,
        (Option<String>,),
        "SELECT contact_email FROM associations WHERE id = $1",
        association_id
    )?;
    Ok(found.and_then(|(address,)| address).filter(|address| !address.is_empty()))
}
