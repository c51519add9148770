//! What the addresses of an alert carry: the alert and what may be done with it, signed.

use crate::store::secrets::Key;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Bytes of the signature that are kept.
const SIGNED: usize = 16;

/// What an address allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Everything: confirm, see, change, stop.
    Manage,
    /// To stop, and nothing else.
    Stop,
}

impl Purpose {
    const fn salt(self) -> &'static [u8] {
        match self {
            Self::Manage => b"manage ",
            Self::Stop => b"stop ",
        }
    }
}

/// The token of an alert for one purpose.
#[must_use]
pub fn token(key: &Key, purpose: Purpose, id: i64) -> String {
    let signature = mac(key, purpose, id).map(|mac| mac.finalize().into_bytes()).unwrap_or_default();
    let mut bytes = id.to_be_bytes().to_vec();
    bytes.extend(signature.iter().take(SIGNED));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The alert that a token is of, if we signed it for this purpose.
#[must_use]
pub fn read(key: &Key, purpose: Purpose, token: &str) -> Option<i64> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, signature) = bytes.split_first_chunk::<8>()?;
    let id = i64::from_be_bytes(*id);
    let right = signature.len() == SIGNED && mac(key, purpose, id)?.verify_truncated_left(signature).is_ok();
    right.then_some(id)
}

fn mac(key: &Key, purpose: Purpose, id: i64) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(purpose.salt());
    mac.update(&id.to_be_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: Key = [7; 32];

    #[test]
    fn a_token_does_what_it_is_for_and_nobody_else_can_make_one() {
        let stop = token(&KEY, Purpose::Stop, 12);
        assert_eq!(read(&KEY, Purpose::Stop, &stop), Some(12));
        assert_eq!(read(&KEY, Purpose::Manage, &stop), None, "it opens nothing else");
        let manage = token(&KEY, Purpose::Manage, 13);
        let mixed = format!("{}{}", &manage[..11], &token(&KEY, Purpose::Manage, 12)[11..]);
        for wrong in ["", "x", &"A".repeat(32), &mixed, &token(&[8; 32], Purpose::Manage, 13)] {
            assert_eq!(read(&KEY, Purpose::Manage, wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_token_is_read_back(id in any::<i64>()) {
            prop_assert_eq!(read(&KEY, Purpose::Manage, &token(&KEY, Purpose::Manage, id)), Some(id));
        }

        #[test]
        fn nothing_typed_makes_it_stumble(text in "\\PC{0,60}") {
            prop_assert_eq!(read(&KEY, Purpose::Manage, &text), None);
        }
    }
}
