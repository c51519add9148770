//! An association, and what the people who act for it may do.

use super::Field;
use serde::{Deserialize, Serialize};

/// What a person may do for an association; each may do all that those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// See needs and sign-ups.
    Reader,
    /// Post needs, answer volunteers, write to them.
    Coordinator,
    /// Change the association's entry, say who belongs to it, read the log.
    Owner,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Coordinator, Self::Owner];

    /// As stored and sent.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Coordinator => "coordinator",
            Self::Owner => "owner",
        }
    }

    /// The role stored as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// Whether the moderators let an association in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AssociationState {
    /// They haven't looked yet.
    Pending,
    /// They asked something.
    Asked,
    /// They did.
    Approved,
    /// They didn't.
    Refused,
}

impl AssociationState {
    const ALL: [Self; 4] = [Self::Pending, Self::Asked, Self::Approved, Self::Refused];

    /// As stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Refused => "refused",
        }
    }

    /// The state stored as `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// An association's logo, as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// Whose.
    pub association_id: i64,
    /// Tells it from those before it.
    pub hash: String,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
}

impl Logo {
    /// Its address, the same in both languages.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/associations/{}/logo/{}", self.association_id, self.hash)
    }
}

/// All that an association's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Association {
    /// Its id.
    pub id: i64,
    /// For its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Whether visitors see it.
    pub state: AssociationState,
    /// Commune and INSEE code of its department.
    pub place: Option<(String, String)>,
    /// What it does.
    pub field: Option<Field>,
    /// What it does, in its own words: plain text.
    pub about: String,
    /// Its own web site, http(s).
    pub web_page: Option<String>,
    /// Its pages on social networks, http(s).
    pub networks: Vec<String>,
    /// Its number in the register of associations.
    pub rna: Option<String>,
    /// Its number in the register of enterprises.
    pub siren: Option<String>,
}

impl Association {
    /// Its address, without language: `/associations/7-la-soupe`.
    #[must_use]
    pub fn path(&self) -> String {
        path(self.id, &self.slug)
    }

    /// Where its coordinators work, without language.
    #[must_use]
    pub fn desk(&self) -> String {
        format!("/espace/{}", self.id)
    }
}

/// The address of an association's page, without language.
#[must_use]
pub fn path(id: i64, slug: &str) -> String {
    if slug.is_empty() { format!("/associations/{id}") } else { format!("/associations/{id}-{slug}") }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_may_all_that_a_reader_may() {
        assert!(Role::Owner > Role::Coordinator && Role::Coordinator > Role::Reader);
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()).unwrap(), role);
        }
    }
}
