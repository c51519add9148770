//! Places given back, by hand or by time, and who gets them.

use crate::{
    harness::{Portal, both},
    sow::Seed,
};
use axum::http::StatusCode;
use server::sign_ups::upkeep::{expire_due, offer_places};

const HOUR: i64 = 3600;

async fn states(portal: &Portal, names: &[&str]) -> Vec<String> {
    let mut states = Vec::new();
    for name in names {
        states.push(portal.state_of(&format!("{name}@exemple.fr")).await.unwrap_or_default());
    }
    states
}

/// A need with one place: `a` has confirmed it, `b` and `c` wait.
async fn one_place(portal: &Portal, seed: Seed) -> (i64, String) {
    let need = seed.sow(portal).await;
    let slot = portal.slots(need).await[0];
    let token = portal.confirmed(need, slot, "a@exemple.fr").await;
    for name in ["b", "c"] {
        portal.clock.advance(1);
        portal.sign_up(need, slot, &format!("{name}@exemple.fr")).await;
    }
    (slot, token)
}

both! {
    async fn a_place_given_back_is_offered_to_the_first_then_to_the_next(portal: Portal) {
        let (slot, a) = one_place(&portal, Seed::new("Soupe").places(1)).await;
        portal.press(&format!("/inscriptions/{a}/annulation")).await;
        assert_eq!(states(&portal, &["a", "b", "c"]).await, ["cancelled", "offered", "waiting"]);
        assert_eq!(portal.taken(slot).await, 1);
        assert_eq!(portal.kinds_to("b@exemple.fr").await, ["waiting", "offer"]);
        let b = portal.own_token("b@exemple.fr").await;
        portal.get(&format!("/inscriptions/{b}")).await.says("Une place s’est libérée");

        portal.clock.advance(48 * HOUR - 60);
        assert_eq!(expire_due(&portal.app).await.unwrap(), 0);
        portal.clock.advance(60);
        assert_eq!(expire_due(&portal.app).await.unwrap(), 1);
        assert_eq!(states(&portal, &["b", "c"]).await, ["expired", "offered"]);
        assert_eq!(portal.kinds_to("b@exemple.fr").await, ["waiting", "offer", "offer_lost"]);

        let c = portal.own_token("c@exemple.fr").await;
        let taken = portal.press(&format!("/inscriptions/{c}/confirmation")).await;
        portal.get(taken.header("location")).await.says("La place est à vous");
        assert_eq!(states(&portal, &["c"]).await, ["confirmed"]);
        assert_eq!(portal.taken(slot).await, 1);
        assert_eq!(portal.press(&format!("/inscriptions/{b}/confirmation")).await.status, 303);
        assert_eq!(states(&portal, &["b"]).await, ["expired"]);
    }

    async fn unconfirmed_a_place_goes_back_after_72_hours(portal: Portal) {
        let need = Seed::new("Soupe").places(1).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        portal.sign_up(need, slot, "a@exemple.fr").await;
        portal.clock.advance(72 * HOUR - 1);
        assert_eq!(expire_due(&portal.app).await.unwrap(), 0);
        portal.clock.advance(1);
        assert_eq!(expire_due(&portal.app).await.unwrap(), 1);
        assert_eq!(expire_due(&portal.app).await.unwrap(), 0);
        assert_eq!(states(&portal, &["a"]).await, ["expired"]);
        assert_eq!(portal.taken(slot).await, 0);
        assert_eq!(portal.kinds_to("a@exemple.fr").await, ["confirm", "expired"]);
        portal.sign_up(need, slot, "a@exemple.fr").await;
        assert_eq!(states(&portal, &["a"]).await, ["unconfirmed"]);
        assert_eq!(portal.taken(slot).await, 1);
    }

    async fn two_servers_expire_a_place_once(portal: Portal) {
        let (slot, a) = one_place(&portal, Seed::new("Soupe").places(1)).await;
        portal.press(&format!("/inscriptions/{a}/annulation")).await;
        portal.clock.advance(48 * HOUR);
        let (one, other) = futures_util::future::join(expire_due(&portal.app), expire_due(&portal.app)).await;
        assert_eq!(one.unwrap() + other.unwrap(), 1);
        assert_eq!(states(&portal, &["b", "c"]).await, ["expired", "offered"]);
        assert_eq!(portal.taken(slot).await, 1);
    }

    async fn erasing_or_moving_gives_the_place_back_too(portal: Portal) {
        let (slot, a) = one_place(&portal, Seed::new("Soupe").dated(&[(9, 1), (10, 5)])).await;
        portal.press(&format!("/inscriptions/{a}/effacement")).await;
        assert_eq!(states(&portal, &["b", "c"]).await, ["offered", "waiting"]);
        let b = portal.own_token("b@exemple.fr").await;
        portal.press(&format!("/inscriptions/{b}/confirmation")).await;
        let other = (slot + 1).to_string();
        let moved = portal.post(&format!("/inscriptions/{b}"), &[("given-name", "B"), ("creneau", &other)]).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.body);
        assert_eq!(states(&portal, &["b", "c"]).await, ["confirmed", "offered"]);
        assert_eq!((portal.taken(slot).await, portal.taken(slot + 1).await), (1, 1));
    }

    async fn who_leaves_the_list_is_passed_over(portal: Portal) {
        let (_, a) = one_place(&portal, Seed::new("Soupe").places(1)).await;
        let b = portal.own_token("b@exemple.fr").await;
        portal.get(&format!("/inscriptions/{}", portal.own_token("c@exemple.fr").await)).await.says("1 personne attend");
        portal.press(&format!("/inscriptions/{b}/annulation")).await;
        portal.press(&format!("/inscriptions/{a}/annulation")).await;
        assert_eq!(states(&portal, &["b", "c"]).await, ["cancelled", "offered"]);
    }

    async fn an_offer_does_not_outlive_the_beginning_of_its_slot(portal: Portal) {
        let (slot, a) = one_place(&portal, Seed::new("Soupe").dated(&[(1, 1)])).await;
        portal.press(&format!("/inscriptions/{a}/annulation")).await;
        portal.clock.advance(24 * HOUR);
        assert_eq!(expire_due(&portal.app).await.unwrap(), 1);
        assert_eq!(states(&portal, &["b", "c"]).await, ["expired", "waiting"]);
        assert_eq!(portal.taken(slot).await, 0, "nobody is offered a place in what has begun");
    }

    async fn places_added_are_offered_to_those_who_wait(portal: Portal) {
        let (slot, _) = one_place(&portal, Seed::new("Soupe").places(1)).await;
        assert_eq!(offer_places(&portal.app).await.unwrap(), 0);
        portal.sql("UPDATE slots SET capacity = 5").await;
        assert_eq!(offer_places(&portal.app).await.unwrap(), 2);
        assert_eq!(states(&portal, &["b", "c"]).await, ["offered", "offered"]);
        assert_eq!(portal.taken(slot).await, 3);
    }

    async fn many_leave_at_once_and_the_count_stays_right(portal: Portal) {
        let need = Seed::new("Soupe").places(10).sow(&portal).await;
        let slot = portal.slots(need).await[0];
        let names: Vec<String> = (0..25).map(|number| format!("p{number}@exemple.fr")).collect();
        let mut tokens = Vec::new();
        for name in &names {
            portal.sign_up(need, slot, name).await;
            tokens.push(portal.own_token(name).await);
        }
        let leaving: Vec<String> =
            tokens.iter().step_by(2).map(|token| format!("/inscriptions/{token}/annulation")).collect();
        let answers = futures_util::future::join_all(leaving.iter().map(|address| portal.press(address))).await;
        assert!(answers.iter().all(|answer| answer.status == StatusCode::SEE_OTHER));
        offer_places(&portal.app).await.unwrap();
        let holding = portal.count("sign_ups WHERE state IN ('unconfirmed', 'confirmed', 'offered')").await;
        assert_eq!((portal.taken(slot).await, holding), (10, 10));
        assert_eq!(portal.count("sign_ups WHERE state = 'waiting'").await, 2);
    }
}
