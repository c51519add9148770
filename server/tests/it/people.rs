//! People who sign up in tests: what they send, what they find in their mail.

use crate::harness::{Answer, Portal};
use axum::{
    body::Body,
    http::{Request, header},
};
use server::http::form_stamp;

/// Runs `$do` with a pool that may write, whichever database it is.
macro_rules! on_pool {
    ($portal:expr, |$pool:ident| $do:expr) => {
        match &$portal.app.db {
            server::store::Db::Sqlite { write: $pool, .. } => $do,
            server::store::Db::Postgres($pool) => $do,
        }
    };
}

pub(crate) use on_pool;

/// A mail as it waits in the outbox.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Mail {
    pub kind: String,
    pub to_address: String,
    pub subject: String,
    pub body_text: String,
    pub body_html: String,
    pub calendar: Option<String>,
}

impl Mail {
    /// The token in its first link of this kind.
    #[track_caller]
    pub fn token(&self, path: &str) -> String {
        let (_, rest) = self.body_text.split_once(path).expect("no link in the mail");
        rest.chars().take_while(|sign| sign.is_ascii_alphanumeric() || "-_".contains(*sign)).collect()
    }

    /// The volunteer's own token.
    #[track_caller]
    pub fn own(&self) -> String {
        self.token("/inscriptions/")
    }
}

impl Portal {
    /// A stamp that is old enough.
    pub fn stamp(&self) -> String {
        form_stamp::fresh(&self.app.secrets.forms, self.clock.now() - 10)
    }

    /// Sends a form from a network of one's own.
    pub async fn post_from(&self, network: &str, address: &str, form: &[(&str, &str)]) -> Answer {
        let request = Request::post(address)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header("x-forwarded-for", network)
            .body(Body::from(serde_html_form::to_string(form).unwrap()))
            .unwrap();
        self.send(request).await
    }

    /// Signs an adult up; each address comes from its own network.
    pub async fn sign_up(&self, need: i64, slot: i64, email: &str) -> Answer {
        self.sign_up_with(need, slot, email, &[]).await
    }

    /// The same with more fields.
    pub async fn sign_up_with(&self, need: i64, slot: i64, email: &str, more: &[(&str, &str)]) -> Answer {
        let (stamp, slot) = (self.stamp(), slot.to_string());
        let mut form = vec![
            ("given-name", "Camille"),
            ("email", email),
            ("creneau", &slot),
            ("site", ""),
            ("t", &stamp),
        ];
        form.extend_from_slice(more);
        let sum: u32 = email.bytes().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let [_, b, c, d] = sum.to_be_bytes();
        self.post_from(&format!("10.{b}.{c}.{d}"), &format!("/missions/{need}/inscription"), &form).await
    }

    /// A button on a volunteer's page.
    pub async fn press(&self, address: &str) -> Answer {
        self.post(address, &[]).await
    }

    /// The slots of a need, in order of time.
    pub async fn slots(&self, need: i64) -> Vec<i64> {
        on_pool!(self, |pool| sqlx::query_scalar(
            "SELECT id FROM slots WHERE need_id = $1 ORDER BY starts_at, id"
        )
        .bind(need)
        .fetch_all(pool)
        .await
        .unwrap())
    }

    /// Places taken in a slot.
    pub async fn taken(&self, slot: i64) -> i64 {
        on_pool!(self, |pool| sqlx::query_scalar("SELECT taken FROM slots WHERE id = $1")
            .bind(slot)
            .fetch_one(pool)
            .await
            .unwrap())
    }

    /// State of an address's only sign-up.
    pub async fn state_of(&self, email: &str) -> Option<String> {
        on_pool!(self, |pool| sqlx::query_scalar("SELECT state FROM sign_ups WHERE email_key = $1")
            .bind(email)
            .fetch_optional(pool)
            .await
            .unwrap())
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &'static str) -> i64 {
        let sql = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        on_pool!(self, |pool| sqlx::query_scalar(sql).fetch_one(pool).await.unwrap())
    }

    /// Runs a statement.
    pub async fn sql(&self, sql: &'static str) {
        on_pool!(self, |pool| sqlx::query(sql).execute(pool).await.map(|_| ()).unwrap())
    }

    /// Mails written to an address, the last one last.
    pub async fn mails_to(&self, address: &str) -> Vec<Mail> {
        on_pool!(self, |pool| sqlx::query_as(
            "SELECT kind, to_address, subject, body_text, body_html, calendar FROM outbox
             WHERE to_address = $1 ORDER BY id"
        )
        .bind(address)
        .fetch_all(pool)
        .await
        .unwrap())
    }

    /// Their kinds.
    pub async fn kinds_to(&self, address: &str) -> Vec<String> {
        self.mails_to(address).await.into_iter().map(|mail| mail.kind).collect()
    }

    /// The token in the last mail to an address.
    pub async fn own_token(&self, address: &str) -> String {
        self.mails_to(address).await.last().expect("no mail").own()
    }

    /// Signs up and confirms; the token.
    pub async fn confirmed(&self, need: i64, slot: i64, email: &str) -> String {
        self.sign_up(need, slot, email).await;
        let token = self.own_token(email).await;
        self.press(&format!("/inscriptions/{token}/confirmation")).await;
        token
    }
}
