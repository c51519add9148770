//! What a key is made of: `cdm_`, forty random letters and digits, and six that check them. Whoever finds one in a text
//! knows whose it is, and one that was mistyped or cut off is known as such without a look into the database.

pub use app::domain::api_key::Scope;

use crate::store::api_keys::KeyHash;
use sha2::{Digest, Sha256};

/// How every key begins.
pub const PREFIX: &str = "cdm_";
/// Random signs: some 238 bits.
const RANDOM: usize = 40;
/// Signs that check the others.
const CHECK: usize = 6;
/// Signs that owners see of a key later.
const SHOWN: usize = 10;
const SIGNS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A key. Shown once, never kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

/// Keys stay out of logs.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// One that nobody can guess.
    // The very point is that nobody, a test neither, chooses it.
    #[allow(clippy::disallowed_methods)]
    #[must_use]
    pub fn fresh() -> Self {
        let mut signs = String::with_capacity(RANDOM);
        while signs.len() < RANDOM {
            // What doesn't divide evenly is thrown away, so that every sign is as likely as any other.
            let [byte] = rand::random::<[u8; 1]>();
            if let Some(sign) = SIGNS.get(usize::from(byte >> 2)) {
                signs.push(char::from(*sign));
            }
        }
        let check = check(&signs);
        Self(format!("{PREFIX}{signs}{check}"))
    }

    /// Reads what was sent; `None` for what can't be a key.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(PREFIX)?;
        let plain = rest.len() == RANDOM + CHECK && rest.bytes().all(|sign| SIGNS.contains(&sign));
        let (signs, sum) = rest.split_at_checked(RANDOM)?;
        (plain && check(signs) == sum).then(|| Self(text.to_owned()))
    }

    /// As it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How it begins, for its owners to know it by.
    #[must_use]
    pub fn begins(&self) -> &str {
        self.0.get(..SHOWN).unwrap_or_default()
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> KeyHash {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

/// The first 32 bits of the SHA-256 of the random signs, in base 62.
fn check(signs: &str) -> String {
    let hash = Sha256::digest(signs.as_bytes());
    let mut number = hash.iter().take(4).fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte));
    let mut out = [b'0'; CHECK];
    for place in out.iter_mut().rev() {
        let digit = usize::try_from(number % 62).unwrap_or(0);
        *place = SIGNS.get(digit).copied().unwrap_or(b'0');
        number /= 62;
    }
    out.iter().map(|sign| char::from(*sign)).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_key_is_known_by_its_looks() {
        let key = Key::fresh();
        assert_eq!(key.as_str().len(), 50);
        assert_eq!(Key::read(key.as_str()), Some(key.clone()));
        assert_ne!(Key::fresh(), key);
        assert_eq!(format!("{key:?}"), "Key(…)");
        assert!(key.as_str().starts_with(key.begins()) && key.begins().len() == 10);
    }

    #[test]
    fn scopes_are_whole_words() {
        assert!(Scope::NeedsWrite.is_in("sign_ups:read needs:write"));
        assert!(!Scope::SignUpsRead.is_in("sign_ups:reader") && !Scope::SignUpsRead.is_in(""));
    }

    proptest! {
        #[test]
        fn a_slip_is_noticed(at in 0..46_usize, sign in 0..62_usize) {
            let mut typed = Key::fresh().as_str().as_bytes().to_vec();
            prop_assume!(typed[4 + at] != SIGNS[sign]);
            typed[4 + at] = SIGNS[sign];
            prop_assert_eq!(Key::read(std::str::from_utf8(&typed).unwrap()), None);
        }

        #[test]
        fn nothing_typed_makes_it_stumble(text in "\\PC{0,60}") {
            prop_assert_eq!(Key::read(&text), None);
            prop_assert_eq!(Key::read(&format!("cdm_{text}")), None);
        }
    }
}
