//! Personal links. What a mail carries is a token; what is kept is its SHA-256.

use super::{Db, StoreError, Tx, execute, insert_all, row};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// How long a link works, in seconds: a year.
pub const LINK_LIFE: i64 = 365 * 86_400;

/// Whom a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// The volunteer: may do everything with their sign-up.
    Volunteer,
    /// A parent: may agree.
    Parent,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Volunteer => "volunteer",
            Self::Parent => "parent",
        }
    }
}

/// What a personal link carries: 32 random bytes, in base64 for addresses.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Tokens stay out of logs.
impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token(…)")
    }
}

impl Token {
    /// One that nobody can guess.
    // The very point is that nobody, a test neither, chooses it.
    #[allow(clippy::disallowed_methods)]
    #[must_use]
    pub fn fresh() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>()))
    }

    /// Reads a token out of an address; `None` for what can't be one.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        (bytes.len() == 32).then(|| Self(text.to_owned()))
    }

    /// As it stands in an address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

/// A link to be.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// What it carries.
    pub token: Token,
    /// The sign-up that it leads to.
    pub sign_up_id: i64,
    /// Whom it is for.
    pub purpose: Purpose,
}

/// Makes links.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, links: &[NewLink], now: i64) -> Result<(), StoreError> {
    insert_all!(tx, "INSERT INTO links (hash, sign_up_id, purpose, created_at)", links, |link| [
        link.token.hash().to_vec(),
        link.sign_up_id,
        link.purpose.code(),
        now,
    ])
}

/// The links of a parent who isn't asked any more stop working.
///
/// # Errors
/// When the database fails.
pub async fn forget_parents(tx: &mut Tx, sign_up_id: i64) -> Result<(), StoreError> {
    execute!(tx, "DELETE FROM links WHERE sign_up_id = $1 AND purpose = 'parent'", sign_up_id)?;
    Ok(())
}

/// The sign-up that `token` leads to; `None` for one that is wrong, for something else or too old.
///
/// # Errors
/// When the database fails.
pub async fn follow(db: &Db, token: &Token, purpose: Purpose, now: i64) -> Result<Option<i64>, StoreError> {
    let found = row!(
        db,
        (i64,),
        "SELECT sign_up_id FROM links WHERE hash = $1 AND purpose = $2 AND created_at > $3",
        token.hash().as_slice(),
        purpose.code(),
        now - LINK_LIFE
    )?;
    Ok(found.map(|(id,)| id))
}

/// Deletes links that are too old to be followed; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db, now: i64) -> Result<u64, StoreError> {
    let mut tx = db.begin().await?;
    let gone = execute!(&mut tx, "DELETE FROM links WHERE created_at <= $1", now - LINK_LIFE)?;
    tx.commit().await?;
    Ok(gone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_nothing_else_is_one() {
        let token = Token::fresh();
        assert_eq!(token.as_str().len(), 43);
        assert_eq!(Token::read(token.as_str()), Some(token.clone()));
        assert_ne!(Token::fresh(), token);
        for wrong in ["", "x", "../../etc/passwd", "aaaa", &"a".repeat(64)] {
            assert_eq!(Token::read(wrong), None, "{wrong}");
        }
        assert_eq!(format!("{token:?}"), "Token(…)");
    }
}
