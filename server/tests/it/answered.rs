//! What happens with a sign-up once it is answered or given up: nobody is nudged about it, nobody expects it.

use crate::{
    harness::{Portal, both, plain},
    sow::Seed,
};
use server::coordination::sign_ups::nudge::remind;

const DAY: i64 = 86_400;

/// What a coordinator of association 1 makes of somebody's sign-up.
async fn answer(portal: &Portal, email: &str, what: &str) {
    let id = portal.sign_up_id(email).await.to_string();
    let mut coordinator = portal.signed_in("coordinator@mains.example").await;
    let answer = [("personne", id.as_str()), ("faire", what)];
    let done = coordinator.post("/espace/1/inscriptions/reponse", &answer).await;
    assert!(done.header("location").ends_with("faites=1&restees=0"), "{what}: {}", done.body);
}

both! {
    async fn nobody_is_nudged_about_who_was_answered(portal: Portal) {
        let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(10)).await;
        let slot = portal.slots(need).await[0];
        for what in ["contacted", "accepted", "declined"] {
            let email = format!("{what}@exemple.fr");
            portal.confirmed(need, slot, &email).await;
            answer(&portal, &email, what).await;
        }
        portal.confirmed(need, slot, "partie@exemple.fr").await;
        let token = portal.own_token("partie@exemple.fr").await;
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        portal.clock.advance(3 * DAY);
        assert_eq!(remind(&portal.app).await.unwrap(), 0);
        assert!(portal.mails_to("owner@mains.example").await.is_empty());

        // Who signs up after them is waited for alone.
        portal.confirmed(need, slot, "lea@exemple.fr").await;
        portal.clock.advance(3 * DAY - 1);
        assert_eq!(remind(&portal.app).await.unwrap(), 0, "not three days yet");
        portal.clock.advance(1);
        assert_eq!(remind(&portal.app).await.unwrap(), 1);
        let mail = portal.mails_to("owner@mains.example").await.pop().unwrap();
        assert!(plain(&mail.subject).starts_with("1 bénévole attend"), "{}", mail.subject);
    }

    async fn answered_in_the_last_moment_is_answered(portal: Portal) {
        let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe")).await;
        portal.confirmed(need, portal.slots(need).await[0], "lea@exemple.fr").await;
        portal.clock.advance(3 * DAY - 1);
        answer(&portal, "lea@exemple.fr", "contacted").await;
        for days in [1, 3, 10] {
            portal.clock.advance(days * DAY);
            assert_eq!(remind(&portal.app).await.unwrap(), 0, "{days}");
        }
        assert!(portal.mails_to("owner@mains.example").await.is_empty());
    }

    async fn nobody_is_nudged_about_what_is_over(portal: Portal) {
        let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(2, 5)])).await;
        portal.confirmed(need, portal.slots(need).await[0], "lea@exemple.fr").await;
        portal.clock.advance(4 * DAY);
        assert_eq!(remind(&portal.app).await.unwrap(), 0);
    }

    async fn who_waits_and_who_withdrew_are_not_on_the_attendance_list(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(3, 2)])).await;
        let slot = portal.slots(need).await[0];
        for (name, email) in [("Partie", "partie@exemple.fr"), ("Venue", "venue@exemple.fr"), ("Attend", "attend@exemple.fr")] {
            portal.sign_up_with(need, slot, email, &[("family-name", name)]).await;
        }
        assert_eq!(portal.state_of("attend@exemple.fr").await.unwrap(), "waiting");
        let list = format!("/espace/{mains}/missions/{need}/presence");
        let mut reader = portal.signed_in("reader@mains.example").await;
        let before = reader.get(&list).await;
        before.says("Camille Partie").says("Camille Venue");
        assert!(!before.body.contains("Attend"), "no place so far: {}", before.body);

        let token = portal.own_token("partie@exemple.fr").await;
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        assert_eq!(portal.state_of("attend@exemple.fr").await.unwrap(), "offered");
        let after = reader.get(&list).await;
        after.says("Camille Venue");
        assert!(!after.body.contains("Partie"), "gone: {}", after.body);

        let token = portal.own_token("attend@exemple.fr").await;
        portal.press(&format!("/inscriptions/{token}/confirmation")).await;
        let last = reader.get(&list).await;
        last.says("Camille Venue").says("Camille Attend");
    }

    async fn slots_that_begin_together_have_a_sheet_each(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(3, 5), (3, 5)])).await;
        portal.sql("UPDATE slots SET ends_at = ends_at + 18000 WHERE id = (SELECT MAX(id) FROM slots)").await;
        for (slot, email) in portal.slots(need).await.into_iter().zip(["a@exemple.fr", "b@exemple.fr"]) {
            portal.confirmed(need, slot, email).await;
        }
        let mut reader = portal.signed_in("reader@mains.example").await;
        let list = reader.get(&format!("/espace/{mains}/missions/{need}/presence")).await;
        assert_eq!(list.body.matches("<caption").count(), 2, "{}", list.body);
        list.says("10 h – 13 h").says("10 h – 18 h");
    }
}
