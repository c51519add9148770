//! What the addresses of an alert carry: the alert and what may be done with it, signed.

use crate::{signed, store::secrets::Key};

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
    signed::write(key, purpose.salt(), &id.to_be_bytes())
}

/// The alert that a token is of, if we signed it for this purpose.
#[must_use]
pub fn read(key: &Key, purpose: Purpose, token: &str) -> Option<i64> {
    signed::read(key, purpose.salt(), token).map(i64::from_be_bytes)
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
