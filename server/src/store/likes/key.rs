//! Who likes: known by what their cookie carries, or by a hash of their address.

use crate::store::secrets::Key;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Bytes of a [`LikerKey`].
pub const BYTES: usize = 16;

/// What tells one browser from all others, or the browsers of one account from all others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LikerKey([u8; BYTES]);

impl LikerKey {
    /// One that nobody has.
    // The very point is that nobody, a test neither, chooses it.
    #[allow(clippy::disallowed_methods)]
    #[must_use]
    pub fn fresh() -> Self {
        Self(rand::random())
    }

    /// Out of its bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Some(Self(bytes.try_into().ok()?))
    }

    /// As stored.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// Whose account: a keyed hash of an address, which can't be read out of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccountId([u8; 32]);

impl AccountId {
    /// That of an address, by its key ([`app::domain::email::Email::key`]).
    #[must_use]
    pub fn of(key: &Key, email_key: &str) -> Self {
        let mut out = [0; 32];
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) {
            mac.update(b"account ");
            mac.update(email_key.as_bytes());
            out.copy_from_slice(&mac.finalize().into_bytes());
        }
        Self(out)
    }

    /// As stored.
    #[must_use]
    pub const fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// Somebody who likes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Who {
    /// Whoever uses a browser that carries this.
    Browser(LikerKey),
    /// Whoever this account belongs to.
    Account(AccountId),
}

/// Keys stay out of logs.
impl std::fmt::Debug for LikerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LikerKey(…)")
    }
}

/// Accounts stay out of logs.
impl std::fmt::Debug for AccountId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AccountId(…)")
    }
}
