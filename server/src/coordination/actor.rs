//! Who does something for an association: one of its members, or a program with its key. What is done is the same, and
//! is written down under the name of who did it.

use crate::{
    http::signed_in::Member,
    store::{
        Db, StoreError, Tx,
        acts::{self, Act},
        associations, coordinators,
    },
};

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Actor {
    /// For which association.
    pub association: i64,
    who: Who,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Member(i64),
    Key(i64),
}

impl From<&Member> for Actor {
    fn from(member: &Member) -> Self {
        Self { association: member.association.id, who: Who::Member(member.coordinator.id) }
    }
}

impl Actor {
    /// A program with this key.
    #[must_use]
    pub const fn of_key(association: i64, key: i64) -> Self {
        Self { association, who: Who::Key(key) }
    }

    /// Writes down what was done: its kind, the need it was about, how many people, and what more there is to know.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note(
        self,
        tx: &mut Tx,
        kind: &str,
        need_id: Option<i64>,
        (people, detail): (i64, &str),
        now: i64,
    ) -> Result<(), StoreError> {
        let coordinator_id = match self.who {
            Who::Member(id) => Some(id),
            Who::Key(_) => None,
        };
        let act = Act { association_id: self.association, coordinator_id, kind, need_id, people, detail };
        match self.who {
            Who::Member(_) => acts::note(tx, &act, now).await,
            Who::Key(key) => acts::note_of_key(tx, &act, key, now).await,
        }
    }

    /// Where somebody who is written to may answer: to the member, or where the association is written to.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reply_to(self, db: &Db) -> Result<Option<String>, StoreError> {
        match self.who {
            Who::Member(id) => Ok(coordinators::coordinator(db, id).await?.map(|one| one.email)),
            Who::Key(_) => Ok(associations::inside(db, self.association).await?.contact_email),
        }
    }
}
