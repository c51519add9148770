//! Where a list goes on: opaque, and signed together with what was asked, so that one that was mistyped, cut off or
//! taken from another question is known at once.

use crate::store::secrets::Key;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Bytes of the signature that are kept.
const SIGNED: usize = 10;

/// The cursor at `place` of the list that `asked` gives.
#[must_use]
pub fn write(key: &Key, asked: &str, place: u128) -> String {
    let mut bytes = place.to_be_bytes().to_vec();
    let signature = mac(key, asked, place).map(|mac| mac.finalize().into_bytes()).unwrap_or_default();
    bytes.extend(signature.iter().take(SIGNED));
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The place that a cursor of this list says, if it is one.
#[must_use]
pub fn read(key: &Key, asked: &str, cursor: &str) -> Option<u128> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (place, signature) = bytes.split_first_chunk::<16>()?;
    let place = u128::from_be_bytes(*place);
    let right = signature.len() == SIGNED && mac(key, asked, place)?.verify_truncated_left(signature).is_ok();
    right.then_some(place)
}

/// A place in the order of (when it changed, id).
#[must_use]
pub fn place((at, id): (i64, i64)) -> u128 {
    u128::from(at.cast_unsigned()) << 64 | u128::from(id.cast_unsigned())
}

/// That place again.
#[allow(clippy::cast_possible_truncation)]
#[must_use]
pub fn changed(place: u128) -> (i64, i64) {
    (((place >> 64) as u64).cast_signed(), (place as u64).cast_signed())
}

fn mac(key: &Key, asked: &str, place: u128) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(&place.to_be_bytes());
    mac.update(asked.as_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KEY: Key = [7; 32];

    proptest! {
        #[test]
        fn a_cursor_is_read_back_for_the_same_question_alone(at in 0..i64::MAX, id in 0..i64::MAX) {
            let cursor = write(&KEY, "q=soupe", place((at, id)));
            prop_assert_eq!(read(&KEY, "q=soupe", &cursor).map(changed), Some((at, id)));
            prop_assert_eq!(read(&KEY, "q=pain", &cursor), None);
            prop_assert_eq!(read(&[8; 32], "q=soupe", &cursor), None);
            prop_assert_eq!(read(&KEY, "q=soupe", &cursor[..cursor.len() - 1]), None);
        }

        #[test]
        fn nothing_typed_is_one(text in "\\PC{0,60}") {
            prop_assert_eq!(read(&KEY, "", &text), None);
        }
    }
}
