//! Somebody who is in twice at the same time is pointed out; one after the other is no trouble.

use crate::{
    desk::Browser,
    harness::{Portal, START, both},
    sow::Seed,
};
use server::store::needs_import::SlotToPut;

/// Two days after the start, midnight UTC.
const DAY: i64 = START - 9 * 3600 + 2 * 86_400;
const TWICE: &str = "deux fois à la même heure";

/// A need of association 1 from one hour to another; where it ends may be left open.
async fn need(portal: &Portal, title: &'static str, from: i64, until: Option<i64>) -> i64 {
    let at = |hour: i64| DAY + hour * 3600;
    let slots = vec![SlotToPut { starts_at: Some(at(from)), ends_at: until.map(at), capacity: 9 }];
    let need = Seed { slots, ..Seed::new(title) }.sow(portal).await;
    portal.gives(need, 1).await;
    need
}

/// Whether the table and each of their pages point somebody out who is in for both needs.
async fn pointed_out(portal: &Portal, reader: &mut Browser<'_>, needs: [i64; 2], email: &str) -> bool {
    let mut ids = Vec::new();
    for need in needs {
        portal.confirmed(need, portal.slots(need).await[0], email).await;
        ids.push(portal.sign_up_id(email).await);
    }
    let table = reader.get(&format!("/espace/1/inscriptions?q={email}")).await;
    assert_eq!(table.body.matches("<th scope=\"row\"").count(), 2, "{email}");
    let said = table.body.matches(TWICE).count();
    for id in ids {
        let page = reader.get(&format!("/espace/1/inscriptions/{id}")).await;
        assert_eq!(page.body.contains("ailleurs chez vous à la même heure"), said > 0, "{email}: {id}");
    }
    assert!(said == 0 || said == 2, "on both lines, or on none: {said}");
    said > 0
}

both! {
    async fn slots_that_overlap_are_pointed_out_and_adjacent_ones_are_not(portal: Portal) {
        portal.association("mains").await;
        let mut reader = portal.signed_in("reader@mains.example").await;
        let noon = need(&portal, "De midi à 14 h", 12, Some(14)).await;
        let later = need(&portal, "De 14 h à 16 h", 14, Some(16)).await;
        let across = need(&portal, "De 13 h à 15 h", 13, Some(15)).await;
        let within = need(&portal, "De 12 h à 13 h", 12, Some(13)).await;
        let open = need(&portal, "Dès 14 h", 14, None).await;
        let regular = Seed::new("Quand on veut").sow(&portal).await;
        portal.gives(regular, 1).await;
        for (needs, email, expected) in [
            ([noon, later], "adjacente@exemple.fr", false),
            ([later, noon], "renversee@exemple.fr", false),
            ([noon, across], "partielle@exemple.fr", true),
            ([later, across], "autre@exemple.fr", true),
            ([noon, within], "dedans@exemple.fr", true),
            ([within, across], "suite@exemple.fr", false),
            ([noon, open], "ouverte@exemple.fr", false),
            ([later, open], "ensemble@exemple.fr", true),
            ([noon, regular], "reguliere@exemple.fr", false),
        ] {
            assert_eq!(pointed_out(&portal, &mut reader, needs, email).await, expected, "{email}");
        }
    }

    async fn who_gave_one_of_them_up_is_not_pointed_out(portal: Portal) {
        portal.association("mains").await;
        let mut reader = portal.signed_in("reader@mains.example").await;
        let noon = need(&portal, "De midi à 14 h", 12, Some(14)).await;
        let across = need(&portal, "De 13 h à 15 h", 13, Some(15)).await;
        assert!(pointed_out(&portal, &mut reader, [noon, across], "lea@exemple.fr").await);
        let token = portal.own_token("lea@exemple.fr").await;
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        let table = reader.get("/espace/1/inscriptions?q=lea").await;
        table.says("De midi à 14 h");
        assert!(!table.body.contains(TWICE), "{}", table.body);
    }

    async fn the_same_name_twice_in_one_need_is_pointed_out(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(20)).await;
        let other = Seed::new("Trier des livres").sow(&portal).await;
        portal.gives(other, mains).await;
        let slot = portal.slots(need).await[0];
        let mut reader = portal.signed_in("reader@mains.example").await;
        let table = format!("/espace/{mains}/inscriptions");
        let named = |name| [("family-name", name)];
        for (need, email, name) in [
            (need, "lea@exemple.fr", "Noël"),
            (other, "lea.noel@travail.exemple.fr", "Noël"),
            (need, "marie@exemple.fr", "Noëlle"),
            (need, "a@exemple.fr", ""),
            (need, "b@exemple.fr", ""),
        ] {
            portal.sign_up_with(need, portal.slots(need).await[0], email, &named(name)).await;
        }
        assert!(!reader.get(&table).await.body.contains("peut-être en double"));
        portal.sign_up_with(need, slot, "lnoel@ailleurs.example", &named("NOEL")).await;
        let page = reader.get(&table).await;
        assert_eq!(page.body.matches("peut-être en double").count(), 2, "{}", page.body);
        let lea = portal.sign_up_id("lea@exemple.fr").await;
        reader.get(&format!("{table}/{lea}")).await.says("Quelqu’un du même nom est déjà inscrit");
        let token = portal.own_token("lnoel@ailleurs.example").await;
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        assert!(!reader.get(&table).await.body.contains("peut-être en double"));
    }
}
