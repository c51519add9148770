//! The prepared messages of an association: the portal's own, in its words where it changed them, and those it added.

use crate::store::messages::MessageRow;
use app::{
    domain::{Lang, text::fold},
    follow_ups::{Origin, Prepared, starters},
};

/// All of them: its own, then the portal's in each language.
#[must_use]
pub fn prepared(rows: Vec<MessageRow>) -> Vec<Prepared> {
    let mut portals: Vec<Prepared> = Lang::ALL.into_iter().flat_map(starters).collect();
    let mut own = Vec::new();
    for row in rows {
        match portals.iter_mut().find(|one| one.name == row.name) {
            Some(one) => {
                if let Origin::Portal(lang) = one.origin {
                    one.origin = Origin::Changed(lang);
                }
                (one.subject, one.body) = (row.subject, row.body);
            }
            None => own.push(Prepared {
                key: row.id.to_string(),
                origin: Origin::Own,
                name: row.name,
                subject: row.subject,
                body: row.body,
            }),
        }
    }
    own.extend(portals);
    own
}

/// Whether a message other than `key` is called so, whatever the case and the accents.
#[must_use]
pub fn taken(all: &[Prepared], key: &str, name: &str) -> bool {
    all.iter().any(|one| one.key != key && fold(&one.name) == fold(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, name: &str) -> MessageRow {
        MessageRow { id, name: name.into(), subject: "S".into(), body: "B".into() }
    }

    #[test]
    fn what_an_association_wrote_stands_in_the_place_of_the_portals() {
        let all = prepared(vec![row(7, "Parking"), row(8, "Rappel")]);
        assert_eq!(all.len(), 15);
        assert_eq!((all[0].key.as_str(), all[0].origin), ("7", Origin::Own));
        let reminder = all.iter().find(|one| one.key == "fr-reminder");
        assert_eq!(
            reminder.map(|one| (one.origin, one.body.as_str())),
            Some((Origin::Changed(Lang::Fr), "B"))
        );
        assert!(all.iter().filter(|one| one.offered(Lang::En)).count() == 8);
        assert!(
            taken(&all, "7", "rappel") && taken(&all, "nouveau", "PARKING") && !taken(&all, "7", "Parking")
        );
    }
}
