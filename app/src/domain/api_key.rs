//! Keys of associations' own programs: what one may do.

/// Longest name of a key, in signs.
pub const LONGEST_NAME: u32 = 60;

/// What a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Push needs, change and withdraw them.
    NeedsWrite,
    /// Fetch sign-ups, with names and addresses.
    SignUpsRead,
    /// Answer sign-ups.
    SignUpsWrite,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::NeedsWrite, Self::SignUpsRead, Self::SignUpsWrite];

    /// As stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NeedsWrite => "needs:write",
            Self::SignUpsRead => "sign_ups:read",
            Self::SignUpsWrite => "sign_ups:write",
        }
    }

    /// Whether the stored `scopes` have it.
    #[must_use]
    pub fn is_in(self, scopes: &str) -> bool {
        scopes.split(' ').any(|scope| scope == self.code())
    }
}
