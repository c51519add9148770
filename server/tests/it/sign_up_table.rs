//! Coordinators see, find, answer and are reminded of sign-ups.

use crate::{
    harness::{Portal, both},
    people::on_pool,
    sow::Seed,
};
use axum::http::StatusCode;

const DAY: i64 = 86_400;

impl Portal {
    /// An association with its three members and a need of so many dated places.
    pub async fn with_need(&self, name: &str, seed: Seed) -> (i64, i64) {
        let association = self.association(name).await;
        let need = seed.sow(self).await;
        on_pool!(self, |pool| sqlx::query("UPDATE needs SET association_id = $1 WHERE id = $2")
            .bind(association)
            .bind(need)
            .execute(pool)
            .await
            .map(drop)
            .unwrap());
        (association, need)
    }

    /// Id of an address's newest sign-up.
    pub async fn sign_up_id(&self, email: &str) -> i64 {
        on_pool!(self, |pool| sqlx::query_scalar("SELECT MAX(id) FROM sign_ups WHERE email_key = $1")
            .bind(email)
            .fetch_one(pool)
            .await
            .unwrap())
    }

    async fn handling_of(&self, email: &str) -> String {
        on_pool!(self, |pool| sqlx::query_scalar("SELECT handling FROM sign_ups WHERE email_key = $1")
            .bind(email)
            .fetch_one(pool)
            .await
            .unwrap())
    }

    async fn capacity(&self, slot: i64) -> i64 {
        on_pool!(self, |pool| sqlx::query_scalar("SELECT capacity FROM slots WHERE id = $1")
            .bind(slot)
            .fetch_one(pool)
            .await
            .unwrap())
    }
}

both! {
    async fn the_table_finds_people_by_all_that_is_known(portal: Portal) {
        let (mains, soup) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(3, 8)])).await;
        let (autre, walk) = portal.with_need("autre", Seed::new("Marcher ensemble")).await;
        let slots = portal.slots(soup).await;
        portal.sign_up_with(soup, slots[0], "elodie@exemple.fr", &[("family-name", "Noël")]).await;
        portal.clock.advance(60);
        portal.sign_up(soup, slots[0], "bruno@exemple.fr").await;
        portal.sign_up(walk, portal.slots(walk).await[0], "etrangere@exemple.fr").await;
        portal.clock.advance(2 * DAY);

        let mut reader = portal.signed_in("reader@mains.example").await;
        let table = format!("/espace/{mains}/inscriptions");
        let all = reader.get(&table).await;
        all.says("Camille Noël").says("bruno@exemple.fr").says("2 inscriptions").says("attend depuis 2 jours");
        assert!(!all.body.contains("etrangere"), "another association's");
        assert!(!all.body.contains("name=\"faire\""), "a reader only reads");
        assert_eq!(all.header("cache-control"), "no-store");
        let (newest, oldest) = (all.body.find("bruno@").unwrap(), all.body.find("elodie@").unwrap());
        assert!(newest < oldest, "the newest first");

        let found = async |reader: &mut crate::desk::Browser<'_>, query: &str| {
            let page = reader.get(&format!("{table}?{query}")).await;
            (page.body.contains("elodie@exemple"), page.body.contains("bruno@exemple"))
        };
        for (query, finds) in [
            ("q=NOEL+cam", (true, false)),
            ("q=bruno%40ex", (false, true)),
            ("q=%25", (false, false)),
            ("q=zzz", (false, false)),
            ("etat=new", (true, true)),
            ("etat=accepted", (false, false)),
            ("etat=licorne", (true, true)),
            ("suivi=0", (true, true)),
            ("suivi=1", (false, false)),
            (&format!("mission={soup}"), (true, true)),
            (&format!("mission={walk}"), (false, false)),
            ("page=99", (true, true)),
            ("tri=nom", (true, true)),
        ] {
            assert_eq!(found(&mut reader, query).await, finds, "{query}");
        }
        let oldest_first = reader.get(&format!("{table}?tri=ancien")).await.body;
        assert!(oldest_first.find("elodie@").unwrap() < oldest_first.find("bruno@").unwrap());
        reader.get(&format!("/en{table}")).await.says("2 sign-ups").says("waiting for 2 days");

        let of_need = format!("/espace/{mains}/missions/{soup}/inscriptions");
        reader.get(&of_need).await.says("Inscriptions\u{202f}: Servir la soupe").says("bruno@exemple.fr");
        let foreign = format!("/espace/{mains}/missions/{walk}/inscriptions");
        assert_eq!(reader.get(&foreign).await.status, StatusCode::NOT_FOUND);
        let theirs = portal.sign_up_id("etrangere@exemple.fr").await;
        assert_eq!(reader.get(&format!("{table}/{theirs}")).await.status, StatusCode::NOT_FOUND);
        assert!(autre != mains);
    }

    async fn fifty_fit_on_a_page(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(100)).await;
        let slot = portal.slots(need).await[0];
        for number in 0..53 {
            portal.sign_up(need, slot, &format!("personne{number:02}@exemple.fr")).await;
        }
        let mut reader = portal.signed_in("reader@mains.example").await;
        let first = reader.get(&format!("/espace/{mains}/inscriptions?tri=nom&q=personne")).await;
        assert_eq!(first.body.matches("<th scope=\"row\"").count(), 50);
        first.says("tri=nom&amp;page=2");
        let second = reader.get(&format!("/espace/{mains}/inscriptions?tri=nom&page=2&q=personne")).await;
        assert_eq!(second.body.matches("<th scope=\"row\"").count(), 3);
        second.says("personne52@exemple.fr");
    }

    async fn several_are_answered_at_once_and_assigned(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe")).await;
        let (autre, walk) = portal.with_need("autre", Seed::new("Marcher ensemble")).await;
        let slot = portal.slots(need).await[0];
        for email in ["a@exemple.fr", "b@exemple.fr"] {
            portal.confirmed(need, slot, email).await;
        }
        portal.sign_up(walk, portal.slots(walk).await[0], "c@exemple.fr").await;
        let ids = [portal.sign_up_id("a@exemple.fr").await, portal.sign_up_id("b@exemple.fr").await];
        let (a, b) = (ids[0].to_string(), ids[1].to_string());
        let stranger = portal.sign_up_id("c@exemple.fr").await.to_string();

        let mut nadia = portal.signed_in("coordinator@mains.example").await;
        let act = format!("/espace/{mains}/inscriptions/reponse");
        let table = format!("/espace/{mains}/inscriptions?tri=nom");
        let form = [("personne", a.as_str()), ("personne", &b), ("personne", &stranger), ("retour", &table), ("faire", "contacted")];
        let done = nadia.post(&act, &form).await;
        assert_eq!(done.header("location"), format!("{table}&faites=2&restees=1"), "{}", done.body);
        assert_eq!(portal.handling_of("a@exemple.fr").await, "contacted");
        assert_eq!(portal.handling_of("c@exemple.fr").await, "new", "another association's");
        nadia.get(done.header("location")).await.says("C’est fait pour 2 personnes").says("contactée");

        let members = nadia.get(&format!("/espace/{mains}/inscriptions/{a}")).await;
        let (_, rest) = members.body.split_once(">coordinator@mains.example</option>").unwrap_or(("", ""));
        assert!(!rest.is_empty(), "{}", members.body);
        let me = members.body.split(">coordinator@mains.example</option>").next().unwrap();
        let me = me.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        nadia.post(&act, &[("personne", &a), ("faire", "suivi"), ("membre", &me)]).await;
        let mine = nadia.get(&format!("/espace/{mains}/inscriptions?suivi={me}")).await;
        mine.says("a@exemple.fr").says("1 inscription<");
        assert!(!mine.body.contains("b@exemple.fr"));
        let outsider = nadia.post(&act, &[("personne", &a), ("faire", "suivi"), ("membre", "999999")]).await;
        assert_eq!(outsider.status, StatusCode::BAD_REQUEST);

        let elsewhere = nadia.post(&act, &[("personne", &a), ("faire", "came"), ("retour", "//mal.example/")]).await;
        assert_eq!(elsewhere.header("location"), format!("/espace/{mains}/inscriptions?faites=1&restees=0"));
        let nobody = nadia.post(&act, &[("faire", "came")]).await;
        nadia.get(nobody.header("location")).await.says("Choisissez d’abord");
        assert!(portal.count("acts").await >= 3, "written down");
        assert!(autre != mains);
    }

    async fn a_persons_page_shows_all_and_takes_notes(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(3, 8)])).await;
        let (_, same_time) = portal.with_need("bis", Seed::new("Plier des draps").dated(&[(3, 8)])).await;
        on_pool!(portal, |pool| sqlx::query("UPDATE needs SET association_id = $1 WHERE id = $2")
            .bind(mains).bind(same_time).execute(pool).await.map(drop).unwrap());
        portal.sign_up_with(need, portal.slots(need).await[0], "a@exemple.fr", &[("tel", "06 12 34 56 78"), ("message", "J’apporte <du> pain")]).await;
        let id = portal.sign_up_id("a@exemple.fr").await.to_string();
        let token = portal.own_token("a@exemple.fr").await;
        portal.sign_up(same_time, portal.slots(same_time).await[0], "a@exemple.fr").await;

        let mut nadia = portal.signed_in("coordinator@mains.example").await;
        nadia.get(&format!("/espace/{mains}/inscriptions")).await.says("deux fois à la même heure");
        let address = format!("/espace/{mains}/inscriptions/{id}");
        let page = nadia.get(&address).await;
        page.says("Servir la soupe").says("Plier des draps").says("à la même heure").says("J’apporte &lt;du&gt; pain");
        page.says("À confirmer").says("en route");

        let act = format!("/espace/{mains}/inscriptions/reponse");
        let empty = nadia.post(&act, &[("personne", &id), ("faire", "note"), ("note", "  ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        empty.says("Il manque quelque chose");
        let long = "x".repeat(2001);
        let refused = nadia.post(&act, &[("personne", &id), ("faire", "note"), ("note", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.says(&long);
        nadia.post(&act, &[("personne", &id), ("faire", "note"), ("note", "Rappeler <lundi>")]).await;
        nadia.get(&address).await.says("Rappeler &lt;lundi&gt;").says("coordinator@mains.example");
        // The volunteer's own data hold it too, without who wrote it.
        let data = portal.get(&format!("/inscriptions/{token}/donnees.json")).await;
        data.says("Rappeler <lundi>").says("\"handling\":\"new\"");
        assert!(!data.body.contains("coordinator@"), "{}", data.body);
        assert_eq!(nadia.post(&act, &[("personne", "999999999"), ("faire", "note"), ("note", "x")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn declining_serves_the_waiting_list(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(1)).await;
        let slot = portal.slots(need).await[0];
        portal.confirmed(need, slot, "a@exemple.fr").await;
        portal.sign_up(need, slot, "b@exemple.fr").await;
        let a = portal.sign_up_id("a@exemple.fr").await.to_string();
        let mut nadia = portal.signed_in("coordinator@mains.example").await;
        let act = format!("/espace/{mains}/inscriptions/reponse");
        nadia.post(&act, &[("personne", &a), ("faire", "declined")]).await;
        assert_eq!(portal.state_of("a@exemple.fr").await.unwrap(), "cancelled");
        assert_eq!(portal.state_of("b@exemple.fr").await.unwrap(), "offered");
        assert_eq!(portal.taken(slot).await, 1, "the place is held for the next");
        assert_eq!(portal.kinds_to("a@exemple.fr").await.last().unwrap(), "declined");
        assert_eq!(portal.kinds_to("b@exemple.fr").await.last().unwrap(), "offer");
        let page = nadia.get(&format!("/espace/{mains}/inscriptions?etat=declined")).await;
        page.says("a@exemple.fr").says("refusée");
        let twice = nadia.post(&act, &[("personne", &a), ("faire", "declined")]).await;
        assert!(twice.header("location").ends_with("faites=0&restees=1"));
        assert_eq!(portal.taken(slot).await, 1);

        // Taken back in, they get a place of their own: the slot is asked to grow.
        let asked = nadia.post(&act, &[("personne", &a), ("faire", "accepted")]).await;
        asked.says("Complet").says("de 1 à 2 places");
        nadia.post(&act, &[("personne", &a), ("faire", "accepted"), ("agrandir", "oui")]).await;
        assert_eq!(portal.state_of("a@exemple.fr").await.unwrap(), "confirmed");
        assert_eq!((portal.taken(slot).await, portal.capacity(slot).await), (2, 2));
    }

    async fn accepting_beyond_capacity_asks_first(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(1)).await;
        let slot = portal.slots(need).await[0];
        portal.confirmed(need, slot, "a@exemple.fr").await;
        for email in ["b@exemple.fr", "c@exemple.fr"] {
            portal.sign_up(need, slot, email).await;
        }
        let b = portal.sign_up_id("b@exemple.fr").await.to_string();
        let c = portal.sign_up_id("c@exemple.fr").await.to_string();
        let mut nadia = portal.signed_in("coordinator@mains.example").await;
        let act = format!("/espace/{mains}/inscriptions/reponse");
        let asked = nadia.post(&act, &[("personne", &b), ("personne", &c), ("faire", "accepted")]).await;
        assert_eq!(asked.status, StatusCode::OK);
        asked.says("Complet").says("de 1 à 3 places").says("name=\"agrandir\"");
        assert_eq!(portal.handling_of("b@exemple.fr").await, "new", "nothing before the answer");
        let yes = nadia.post(&act, &[("personne", &b), ("personne", &c), ("faire", "accepted"), ("agrandir", "oui")]).await;
        assert!(yes.header("location").ends_with("faites=2&restees=0"), "{}", yes.header("location"));
        assert_eq!((portal.taken(slot).await, portal.capacity(slot).await), (3, 3));
        assert_eq!(portal.state_of("b@exemple.fr").await.unwrap(), "confirmed");
        assert_eq!(portal.kinds_to("b@exemple.fr").await.last().unwrap(), "place_confirmed");
        // Their link works.
        let token = portal.own_token("b@exemple.fr").await;
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::OK);
    }

    async fn who_withdrew_shows_as_withdrawn(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe")).await;
        let token = portal.confirmed(need, portal.slots(need).await[0], "a@exemple.fr").await;
        let a = portal.sign_up_id("a@exemple.fr").await.to_string();
        let mut nadia = portal.signed_in("coordinator@mains.example").await;
        let act = format!("/espace/{mains}/inscriptions/reponse");
        nadia.post(&act, &[("personne", &a), ("faire", "accepted")]).await;
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        nadia.get(&format!("/espace/{mains}/inscriptions?etat=cancelled")).await.says("a@exemple.fr");
        let late = nadia.post(&act, &[("personne", &a), ("faire", "came")]).await;
        nadia.get(late.header("location")).await.says("n’a pas changé");
        // Signing up anew begins anew.
        portal.sign_up(need, portal.slots(need).await[0], "a@exemple.fr").await;
        assert_eq!(portal.handling_of("a@exemple.fr").await, "new");
        nadia.get(&format!("/espace/{mains}/inscriptions?etat=new")).await.says("a@exemple.fr");
    }

    async fn after_three_days_the_association_is_reminded_once(portal: Portal) {
        let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe")).await;
        let slot = portal.slots(need).await[0];
        for email in ["a@exemple.fr", "b@exemple.fr"] {
            portal.confirmed(need, slot, email).await;
        }
        let remind = async || server::coordination::sign_ups::nudge::remind(&portal.app).await.unwrap();
        assert_eq!(remind().await, 0);
        portal.clock.advance(3 * DAY);
        assert_eq!(remind().await, 2);
        assert_eq!(remind().await, 0, "once");
        for to in ["owner@mains.example", "coordinator@mains.example"] {
            let mails = portal.mails_to(to).await;
            assert_eq!(mails.len(), 1);
            assert!(mails[0].subject.contains("2 bénévoles attendent"), "{}", mails[0].subject);
            assert!(!mails[0].body_text.contains("exemple.fr/") && !mails[0].body_text.contains("a@exemple.fr"));
        }
        assert!(portal.mails_to("reader@mains.example").await.is_empty());
    }
}
