//! What an address at which one unsubscribes carries: the sign-up, or the reader of the monthly letter, signed. It may
//! do that and nothing else.

use crate::store::secrets::Key;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Bytes of the signature that are kept.
const SIGNED: usize = 16;
/// What is signed besides, so that no token does for the other.
const SIGN_UP: &[u8] = b"unsubscribe ";
const MONTHLY: &[u8] = b"monthly ";

/// The token of a sign-up.
#[must_use]
pub fn token(key: &Key, sign_up_id: i64) -> String {
    signed(key, SIGN_UP, sign_up_id)
}

/// The token of somebody who gets the monthly letter.
#[must_use]
pub fn monthly_token(key: &Key, coordinator_id: i64) -> String {
    signed(key, MONTHLY, coordinator_id)
}

fn signed(key: &Key, what: &[u8], id: i64) -> String {
    let signature = mac(key, what, id).map(|mac| mac.finalize().into_bytes()).unwrap_or_default();
    let mut bytes = id.to_be_bytes().to_vec();
    bytes.extend(signature.iter().take(SIGNED));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The sign-up that a token is of, if we signed it.
#[must_use]
pub fn read(key: &Key, token: &str) -> Option<i64> {
    read_of(key, SIGN_UP, token)
}

/// The reader of the monthly letter that a token is of, if we signed it.
#[must_use]
pub fn read_monthly(key: &Key, token: &str) -> Option<i64> {
    read_of(key, MONTHLY, token)
}

fn read_of(key: &Key, what: &[u8], token: &str) -> Option<i64> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (id, signature) = bytes.split_first_chunk::<8>()?;
    let id = i64::from_be_bytes(*id);
    let right = signature.len() == SIGNED && mac(key, what, id)?.verify_truncated_left(signature).is_ok();
    right.then_some(id)
}

fn mac(key: &Key, what: &[u8], id: i64) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(what);
    mac.update(&id.to_be_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: Key = [7; 32];

    #[test]
    fn nobody_else_can_make_one() {
        let ours = token(&KEY, 12);
        assert_eq!(ours.len(), 32);
        let others = [String::new(), "x".to_owned(), "A".repeat(32), "A".repeat(43), token(&[8; 32], 12)];
        for wrong in others {
            assert_eq!(read(&KEY, &wrong), None, "{wrong}");
        }
        let swapped = format!("{}{}", &token(&KEY, 13)[..11], &ours[11..]);
        assert_eq!(read(&KEY, &swapped), None);
    }

    proptest! {
        #[test]
        fn a_token_is_read_back(id in any::<i64>()) {
            prop_assert_eq!(read(&KEY, &token(&KEY, id)), Some(id));
            prop_assert_eq!(read_monthly(&KEY, &monthly_token(&KEY, id)), Some(id));
            prop_assert_eq!(read_monthly(&KEY, &token(&KEY, id)), None);
            prop_assert_eq!(read(&KEY, &monthly_token(&KEY, id)), None);
        }

        #[test]
        fn nothing_typed_makes_it_stumble(text in "\\PC{0,60}") {
            prop_assert_eq!(read(&KEY, &text), None);
        }
    }
}
