//! What an address at which one unsubscribes carries: the sign-up, or the reader of the monthly letter, signed. It may
//! do that and nothing else.

use crate::{signed, store::secrets::Key};

/// What is signed besides, so that no token does for the other.
const SIGN_UP: &[u8] = b"unsubscribe ";
const MONTHLY: &[u8] = b"monthly ";

/// The token of a sign-up.
#[must_use]
pub fn token(key: &Key, sign_up_id: i64) -> String {
    signed::write(key, SIGN_UP, &sign_up_id.to_be_bytes())
}

/// The token of somebody who gets the monthly letter.
#[must_use]
pub fn monthly_token(key: &Key, coordinator_id: i64) -> String {
    signed::write(key, MONTHLY, &coordinator_id.to_be_bytes())
}

/// The sign-up that a token is of, if we signed it.
#[must_use]
pub fn read(key: &Key, token: &str) -> Option<i64> {
    signed::read(key, SIGN_UP, token).map(i64::from_be_bytes)
}

/// The reader of the monthly letter that a token is of, if we signed it.
#[must_use]
pub fn read_monthly(key: &Key, token: &str) -> Option<i64> {
    signed::read(key, MONTHLY, token).map(i64::from_be_bytes)
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
