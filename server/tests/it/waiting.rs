//! The space says who waits for an answer, and each need who has signed up for it.

use crate::{harness::both, sow::Seed};

const DAY: i64 = 86_400;

both! {
    async fn needs_and_the_space_say_who_waits(portal: Portal) {
        let (mains, soup) = portal.with_need("mains", Seed::new("Servir la soupe").places(8)).await;
        let (autre, walk) = portal.with_need("autre", Seed::new("Marcher ensemble")).await;
        let needs = format!("/espace/{mains}");
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        let empty = coordinator.get(&needs).await;
        empty.says("Pas encore d’inscription").says("8 places sur 8").says("ouverte");
        assert!(!empty.body.contains("class=\"waiting\""), "nobody waits");
        assert!(!coordinator.get("/espace").await.body.contains("class=\"waiting\""));

        let slot = portal.slots(soup).await[0];
        portal.sign_up(soup, slot, "elodie@exemple.fr").await;
        portal.clock.advance(2 * DAY);
        for email in ["bruno@exemple.fr", "chloe@exemple.fr", "denis@exemple.fr"] {
            portal.sign_up(soup, slot, email).await;
        }
        portal.sign_up(walk, portal.slots(walk).await[0], "etrangere@exemple.fr").await;
        let answer = |faire: &'static str, id: i64| {
            [("personne", id.to_string()), ("faire", faire.to_owned())]
        };
        for (faire, email) in [("declined", "bruno@exemple.fr"), ("contacted", "chloe@exemple.fr")] {
            let form = answer(faire, portal.sign_up_id(email).await);
            let form = form.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>();
            coordinator.post(&format!("/espace/{mains}/inscriptions/reponse"), &form).await;
        }

        let shown = coordinator.get(&needs).await;
        shown.says("3 inscriptions").says("2 nouvelles").says("5 places sur 8");
        shown.says(&format!("{soup}/inscriptions\"")).says("2 nouvelles inscriptions attendent votre réponse");
        shown.says("la plus ancienne depuis 2 jours").says("/inscriptions?etat=new&amp;tri=ancien");
        let space = coordinator.get("/espace").await;
        space.says("2 nouvelles inscriptions attendent votre réponse").says("la plus ancienne depuis 2 jours");

        let mut other = portal.signed_in("reader@autre.example").await;
        other.get(&format!("/espace/{autre}")).await.says("1 nouvelle inscription attend").says("depuis aujourd’hui");
    }
}
