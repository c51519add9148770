//! When a form was given out, signed, so that a form sent faster than a person types shows a robot.

use crate::store::secrets::Key;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A person needs longer than this many seconds.
pub const LEAST_AGE: i64 = 2;
/// A form can be sent for this many seconds: 24 hours.
pub const MOST_AGE: i64 = 24 * 3600;
/// Bytes of the signature that are kept.
const SIGNED: usize = 16;

/// Why a form with this stamp isn't taken as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StampError {
    /// Sent faster than a person types. The same stamp is good in a moment.
    TooFast,
    /// Given out too long ago, or not by us.
    Stale,
}

/// A stamp that says `now`, epoch seconds.
#[must_use]
pub fn fresh(key: &Key, now: i64) -> String {
    let signature = URL_SAFE_NO_PAD.encode(sign(key, now));
    format!("{now}.{signature}")
}

/// A stamp in place of a stale one; the form may be sent again at once.
#[must_use]
pub fn renewed(key: &Key, now: i64) -> String {
    fresh(key, now - LEAST_AGE)
}

/// Reads the stamp of a form sent at `now`.
///
/// # Errors
/// When it is too young, too old or not signed by us.
pub fn check(key: &Key, stamp: &str, now: i64) -> Result<(), StampError> {
    let (time, signature) = stamp.split_once('.').ok_or(StampError::Stale)?;
    let time: i64 = time.parse().map_err(|_| StampError::Stale)?;
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| StampError::Stale)?;
    let mac = mac(key, time).ok_or(StampError::Stale)?;
    if signature.len() != SIGNED || mac.verify_truncated_left(&signature).is_err() {
        return Err(StampError::Stale);
    }
    // Another server's clock may be a little ahead.
    match now.saturating_sub(time) {
        age if age < LEAST_AGE => Err(StampError::TooFast),
        age if age > MOST_AGE => Err(StampError::Stale),
        _ => Ok(()),
    }
}

fn sign(key: &Key, time: i64) -> Vec<u8> {
    let mut signature = mac(key, time).map(|mac| mac.finalize().into_bytes().to_vec()).unwrap_or_default();
    signature.truncate(SIGNED);
    signature
}

fn mac(key: &Key, time: i64) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
    mac.update(b"form ");
    mac.update(&time.to_be_bytes());
    Some(mac)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Key = [7; 32];

    #[test]
    fn a_stamp_is_good_from_two_seconds_to_a_day() {
        let stamp = fresh(&KEY, 1000);
        for (now, outcome) in [
            (1000, Err(StampError::TooFast)),
            (1001, Err(StampError::TooFast)),
            (990, Err(StampError::TooFast)),
            (1002, Ok(())),
            (1000 + MOST_AGE, Ok(())),
            (1001 + MOST_AGE, Err(StampError::Stale)),
        ] {
            assert_eq!(check(&KEY, &stamp, now), outcome, "{now}");
        }
        assert_eq!(check(&KEY, &renewed(&KEY, 1000), 1000), Ok(()));
    }

    #[test]
    fn nobody_else_can_make_one() {
        let stamp = fresh(&KEY, 1000);
        let other = fresh(&[8; 32], 1000);
        let later = stamp.replacen("1000", "1900", 1);
        for wrong in ["", ".", "1000", "1000.", "1000.AAAA", "x.y", &other, &later] {
            assert_eq!(check(&KEY, wrong, 2000), Err(StampError::Stale), "{wrong}");
        }
    }
}
