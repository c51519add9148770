//! People are found by the words of their names, whether few or many have them, and by no word that they have no more.

use crate::{
    harness::{Portal, both, plain},
    people::on_pool,
    sow::Seed,
};

/// 2,800 people called Marie, written as a sign-up is; of every hundred one is a Dupont.
async fn maries(portal: &Portal, need: i64) {
    let slot = portal.slots(need).await[0];
    let sql = format!(
        "INSERT INTO sign_ups (need_id, slot_id, email_key, email, first_name, last_name, lang, minor, state, created_at,
            updated_at)
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2800)
         SELECT {need}, {slot}, 'm' || i || '@exemple.fr', 'm' || i || '@exemple.fr', 'Marie',
            CASE WHEN i % 100 = 0 THEN 'Dupont d’Œuilly' ELSE 'Martin' END, 'fr', FALSE, 'confirmed', 1795165200 + i,
            1795165200 FROM n"
    );
    on_pool!(portal, |pool| sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await.map(drop).unwrap());
}

both! {
    async fn many_and_few_are_found_alike(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe")).await;
        maries(&portal, need).await;
        let mut reader = portal.signed_in("reader@mains.example").await;
        let table = format!("/espace/{mains}/inscriptions");
        for (query, found) in [
            ("", "2 800 inscriptions"),
            ("q=marie", "Plus de 2 000 inscriptions"),
            ("q=MAR", "Plus de 2 000 inscriptions"),
            // More than 8,000 words begin so: people are walked through in their order.
            ("q=m", "Plus de 2 000 inscriptions"),
            ("q=m&etat=new&suivi=0&tri=nom&page=40", "Plus de 2 000 inscriptions"),
            ("q=dup", "28 inscriptions"),
            ("q=oeuil", "28 inscriptions"),
            ("q=marie+dupont", "28 inscriptions"),
            ("q=dupont&etat=new&suivi=0", "28 inscriptions"),
            ("q=marie&etat=came", "Personne ici"),
            ("q=m2800", "1 inscription"),
            ("q=arie", "Personne ici"),
            ("q=upont", "Personne ici"),
        ] {
            let page = reader.get(&format!("{table}?{query}")).await;
            assert!(plain(&page.body).contains(found), "{query}: {found}");
        }
        let dupont = reader.get(&format!("{table}?q=marie+dupont&tri=ancien")).await.body;
        assert!(dupont.find("m100@").unwrap() < dupont.find("m2800@").unwrap());
        for (query, first, last) in [
            ("q=m", "m2800@", "m2751@"),
            ("q=m&tri=ancien", "m1@", "m50@"),
            ("q=m&tri=ancien&page=2", "m51@", "m100@"),
            ("q=m&tri=ancien&page=99", "m1951@", "m2000@"),
            ("q=m+dup&tri=ancien&page=9", "m100@", "m2800@"),
            ("q=m&tri=nom", "m100@", "m2800@"),
            ("q=martin&tri=ancien&page=2", "m51@", "m101@"),
        ] {
            let body = reader.get(&format!("{table}?{query}")).await.body;
            let (above, below) = (body.find(&format!(">{first}")), body.find(&format!(">{last}")));
            assert!(above.is_some() && above < below, "{query}: {above:?} {below:?}");
        }
        let list = reader.get(&format!("/espace/{mains}/missions/{need}/presence")).await;
        assert_eq!(list.body.matches("<th scope=\"row\"").count(), 2800, "nobody is cut off");
        let of_need = reader.get(&format!("{table}?q=marie&mission={need}&tri=nom&page=2")).await.body;
        assert_eq!(of_need.matches("<th scope=\"row\"").count(), 50);
    }

    async fn a_name_that_changed_is_found_by_the_new_one_alone(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe")).await;
        let slot = portal.slots(need).await[0];
        let token = portal.confirmed(need, slot, "lea@exemple.fr").await;
        let own = format!("/inscriptions/{token}");
        let slot = slot.to_string();
        let renamed = [("given-name", "Éléonore"), ("family-name", "Le Goff"), ("creneau", slot.as_str())];
        assert_eq!(portal.post(&own, &renamed).await.status, 303);
        let mut reader = portal.signed_in("reader@mains.example").await;
        for (typed, found) in [("camille", false), ("eleonore", true), ("goff", true), ("lea@ex", true)] {
            let page = reader.get(&format!("/espace/{mains}/inscriptions?q={typed}")).await;
            assert_eq!(page.body.contains("lea@exemple.fr"), found, "{typed}");
        }
        assert_eq!(portal.press(&format!("{own}/effacement")).await.status, 200);
        assert_eq!(portal.count("sign_up_words").await, 0, "nothing of an erased name is left");
    }

    async fn a_need_that_changes_hands_takes_its_people_along(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe")).await;
        let autre = portal.association("autre").await;
        portal.sign_up(need, portal.slots(need).await[0], "lea@exemple.fr").await;
        on_pool!(portal, |pool| sqlx::query("UPDATE needs SET association_id = $1 WHERE id = $2")
            .bind(autre)
            .bind(need)
            .execute(pool)
            .await
            .map(drop)
            .unwrap());
        for (association, found) in [(mains, false), (autre, true)] {
            let who = if found { "reader@autre.example" } else { "reader@mains.example" };
            let page = portal.signed_in(who).await.get(&format!("/espace/{association}/inscriptions?q=camille")).await;
            assert_eq!(page.body.contains("lea@exemple.fr"), found);
        }
    }
}
