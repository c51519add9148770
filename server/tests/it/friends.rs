//! Friends are told of a need, once, and nobody is pestered.

use crate::{
    harness::{Answer, Portal, both},
    likes::Visitor,
    people::on_pool,
    smtp::Smtp,
    sow::Seed,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use server::{
    jobs::outbox::{forget_old, run_once},
    store::{dead_addresses, friends::TOLD_KEPT_FOR},
};

const LEA: &str = "lea@exemple.fr";
const TOM: &str = "tom@exemple.fr";

async fn tell_from(portal: &Portal, network: &str, need: i64, more: &[(&str, &str)]) -> Answer {
    let stamp = portal.stamp();
    let mut form = vec![("prenom", "Camille"), ("t", stamp.as_str())];
    form.extend_from_slice(more);
    portal.post_from(network, &format!("/missions/{need}-servir-la-soupe/amis"), &form).await
}

async fn tell(portal: &Portal, need: i64, more: &[(&str, &str)]) -> Answer {
    tell_from(portal, "192.0.2.1", need, more).await
}

/// Everything that the tables hold, as text, but for what a test looks for elsewhere.
async fn kept(portal: &Portal) -> String {
    let rows: Vec<(String, String)> = on_pool!(portal, |pool| {
        sqlx::query_as(
        "SELECT to_address || subject || body_text || body_html, COALESCE(unsubscribe, '') || COALESCE(last_error, '') FROM outbox
         UNION ALL SELECT email_key, reason FROM dead_addresses"
    )
    .fetch_all(pool)
    .await
    .unwrap()
    });
    format!("{rows:?}")
}

both! {
    async fn friends_get_one_letter_each_that_says_who_and_what(portal: Portal) {
        let need = Seed::new("Servir la soupe").dated(&[(15, 5)]).sow(&portal).await;
        let page = portal.get(&format!("/missions/{need}-servir-la-soupe/amis")).await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
        let sent = tell(&portal, need, &[("ami1", LEA), ("ami3", " Tom@exemple.fr "), ("ami5", "LEA@exemple.fr"), ("mot", "On y va ?\nC’est samedi.")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(sent.header("location"), format!("/missions/{need}-servir-la-soupe/amis?envoye=1"));
        portal.get(sent.header("location")).await.says("C’est parti");
        let letters = portal.mails_to(LEA).await;
        assert_eq!((letters.len(), portal.count("outbox").await), (1, 2));
        let letter = &letters[0];
        assert_eq!(letter.kind, "friend");
        assert!(letter.subject.starts_with("Camille pense à vous"), "{}", letter.subject);
        for part in [
            "> On y va ? C’est samedi.",
            "Les Mains ouvertes",
            "Rennes",
            &format!("https://portail.example/missions/{need}-servir-la-soupe?de=amis"),
            "Nous ne la gardons pas",
            "/desabonnement/amis/",
        ] {
            assert!(letter.body_text.contains(part), "{part} in {}", letter.body_text);
        }
        assert!(!letter.body_text.contains("tom@"), "nobody learns who else was told");
    }

    async fn the_addresses_are_not_kept(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        tell(&portal, need, &[("ami1", LEA), ("ami2", TOM)]).await;
        assert!(kept(&portal).await.contains(LEA), "while it waits");
        assert_eq!(run_once(&portal.app).await.unwrap(), 2);
        let after = kept(&portal).await;
        assert!(!after.contains("exemple.fr") && !after.contains("Camille"), "{after}");
        assert_eq!(portal.count("friends_told WHERE length(address_hash) = 16").await, 2);
        assert_eq!(portal.count("dead_addresses").await, 0);
    }

    async fn nobody_is_told_twice_of_the_same(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let other = Seed::new("Servir la soupe").sow(&portal).await;
        let first = tell(&portal, need, &[("ami1", LEA)]).await;
        run_once(&portal.app).await.unwrap();
        for (network, address) in [("192.0.2.2", "Lea@Exemple.fr"), ("192.0.2.3", "lea+encore@exemple.fr")] {
            let again = tell_from(&portal, network, need, &[("ami1", address)]).await;
            assert_eq!((again.status, again.header("location")), (first.status, first.header("location")), "the same answer");
        }
        assert_eq!(portal.count("outbox").await, 1);
        tell(&portal, other, &[("ami1", LEA)]).await;
        assert_eq!(portal.count("outbox").await, 2, "another need is another matter");
        let (one, two) = tokio::join!(
            tell_from(&portal, "192.0.2.4", need, &[("ami1", TOM)]),
            tell_from(&portal, "192.0.2.5", need, &[("ami1", TOM)])
        );
        assert_eq!((one.status, two.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert_eq!(portal.mails_to(TOM).await.len(), 1);
    }

    async fn what_is_wrong_is_said_beside_it_and_everything_typed_stays(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let refused = tell(&portal, need, &[
            ("ami1", LEA), ("ami2", "tom@exemple"), ("mot", "Tout est sur gagner-vite.example \"ici\""),
        ]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused
            .says("value=\"lea@exemple.fr\"")
            .says("value=\"tom@exemple\"")
            .says("value=\"Camille\"")
            .says("Tout est sur gagner-vite.example")
            .says("href=\"#ami2\"")
            .says("href=\"#mot\"")
            .says("« gagner-vite.example » ressemble à un lien");
        let premium = tell(&portal, need, &[("ami1", LEA), ("mot", "Rappelle le 08\u{200b}99 12 34 56")]).await;
        assert_eq!(premium.status, StatusCode::UNPROCESSABLE_ENTITY);
        premium.says("« 0899 12 34 56 » n’a pas sa place ici");
        let nobody = tell(&portal, need, &[("mot", "Coucou")]).await;
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        for table in ["outbox", "friends_told", "rate_limits"] {
            assert_eq!(portal.count(table).await, 0, "nobody got anything: {table}");
        }
        let named = tell(&portal, need, &[("ami1", LEA), ("prenom", "x")]).await;
        assert_eq!(named.status, StatusCode::SEE_OTHER, "of a field sent twice the first counts");
        let advert = portal.post(&format!("/missions/{need}-servir-la-soupe/amis"), &[("prenom", "www.exemple.fr"), ("ami1", LEA), ("t", &portal.stamp())]).await;
        assert_eq!(advert.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(portal.count("outbox").await, 1, "but for the one that was right");
        let fast = portal.post(&format!("/missions/{need}-servir-la-soupe/amis"), &[("prenom", "Camille"), ("ami1", TOM), ("t", "1.x")]).await;
        assert_eq!(fast.status, StatusCode::UNPROCESSABLE_ENTITY);
        fast.says("value=\"tom@exemple.fr\"").says("Rien n’est perdu");
        let robot = tell(&portal, need, &[("ami1", TOM), ("site", "http://x")]).await;
        assert_eq!(robot.status, StatusCode::SEE_OTHER);
        assert_eq!(portal.mails_to(TOM).await.len(), 0);
        assert_eq!(portal.count("outbox").await, 1);
    }

    async fn a_network_and_a_mailbox_have_their_bounds(portal: Portal) {
        let mut needs = Vec::new();
        for _ in 0..5 {
            needs.push(Seed::new("Servir la soupe").sow(&portal).await);
        }
        for (index, need) in needs.iter().enumerate() {
            let sent = tell_from(&portal, &format!("192.0.2.{index}"), *need, &[("ami1", LEA)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "who tells isn't told that others did");
        }
        assert_eq!(portal.mails_to(LEA).await.len(), 3);
        portal.clock.advance(86_400);
        let next_day = tell(&portal, needs[4], &[("ami1", LEA)]).await;
        assert_eq!(next_day.status, StatusCode::SEE_OTHER);
        assert_eq!(portal.mails_to(LEA).await.len(), 4, "of what she wasn't told for want of room she can be");
        let mut sent = 0;
        let refused = loop {
            let typed: Vec<String> = (0..5).map(|index| format!("p{sent}-{index}@exemple.fr")).collect();
            let form: Vec<(&str, &str)> =
                ["ami1", "ami2", "ami3", "ami4", "ami5"].into_iter().zip(typed.iter().map(String::as_str)).collect();
            let answer = tell_from(&portal, "198.51.100.7", needs[0], &form).await;
            if answer.status != StatusCode::SEE_OTHER {
                break answer;
            }
            sent += 1;
        };
        assert_eq!((sent, refused.status), (4, StatusCode::TOO_MANY_REQUESTS), "twenty letters");
        refused.says("value=\"p4-2@exemple.fr\"").says("Rien n’est perdu");
        assert!(!refused.header("retry-after").is_empty());
        assert_eq!(portal.count("outbox").await, 4 + 20, "all or nothing");
        // Signing up isn't held against anybody who was written to.
        let slot = portal.slots(needs[0]).await[0];
        assert_eq!(portal.sign_up(needs[0], slot, LEA).await.status, StatusCode::SEE_OTHER);
    }

    async fn whoever_wants_no_more_gets_no_more(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let other = Seed::new("Servir la soupe").sow(&portal).await;
        tell(&portal, need, &[("ami1", LEA)]).await;
        let token = portal.mails_to(LEA).await[0].token("/desabonnement/amis/");
        let path = format!("/desabonnement/amis/{token}");
        portal.get(&path).await.says("Plus jamais de telle lettre");
        assert_eq!(portal.count("friends_silent").await, 0, "looking changes nothing");
        // As a mail program sends it: from elsewhere, without a cookie.
        let one_click = Request::post(&path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site")
            .body(Body::from("List-Unsubscribe=One-Click"))
            .unwrap();
        assert_eq!(portal.send(one_click).await.status, StatusCode::OK);
        assert_eq!(portal.count("friends_silent WHERE length(address_hash) = 16").await, 1);
        assert_eq!(portal.count("outbox WHERE due_at IS NOT NULL OR to_address <> ''").await, 0, "what hadn't left");
        tell(&portal, other, &[("ami1", "lea+2@exemple.fr"), ("ami2", TOM)]).await;
        assert_eq!((portal.mails_to("lea+2@exemple.fr").await.len(), portal.mails_to(TOM).await.len()), (0, 1));
        for wrong in ["x", &"A".repeat(43)] {
            assert_eq!(portal.get(&format!("/desabonnement/amis/{wrong}")).await.status, StatusCode::NOT_FOUND);
        }
        let header: String = on_pool!(portal, |pool| sqlx::query_scalar("SELECT unsubscribe FROM outbox WHERE to_address = 'tom@exemple.fr'").fetch_one(pool).await.unwrap());
        assert!(header.starts_with("https://portail.example/desabonnement/amis/"), "{header}");
    }

    async fn who_left_the_association_or_is_unreachable_is_not_written_to(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        portal.sql("INSERT INTO unsubscribed (association_id, email_key, at) SELECT association_id, 'lea@exemple.fr', 1 FROM needs").await;
        portal.sql("INSERT INTO dead_addresses (email_key, reason, at) VALUES ('tom@exemple.fr', 'gone', 1795165000)").await;
        let sent = tell(&portal, need, &[("ami1", LEA), ("ami2", TOM), ("ami3", "zoe@exemple.fr")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert_eq!(portal.count("outbox").await, 1);
    }

    async fn who_was_told_is_forgotten_some_time_after_the_need_is_over(portal: Portal) {
        let over = Seed::new("Servir la soupe").sow(&portal).await;
        let open = Seed::new("Servir la soupe").sow(&portal).await;
        for need in [over, open] {
            tell(&portal, need, &[("ami1", LEA)]).await;
        }
        let now = portal.clock.now();
        portal.sql("UPDATE needs SET state = 'closed' WHERE id = (SELECT MIN(id) FROM needs)").await;
        let mut tx = portal.app.db.begin().await.unwrap();
        dead_addresses::note(&mut tx, TOM, "gone", now).await.unwrap();
        tx.commit().await.unwrap();
        portal.clock.advance(TOLD_KEPT_FOR - 1);
        forget_old(&portal.app).await.unwrap();
        assert_eq!((portal.count("friends_told").await, portal.count("dead_addresses").await), (2, 1), "it may open again");
        portal.clock.advance(2);
        forget_old(&portal.app).await.unwrap();
        assert_eq!((portal.count("friends_told").await, portal.count("dead_addresses").await), (1, 0));
        assert_eq!(portal.count("friends_told WHERE need_id = (SELECT MAX(id) FROM needs)").await, 1);
    }

    async fn of_a_need_that_is_over_nobody_is_told(portal: Portal) {
        let need = Seed { closed: true, ..Seed::new("Servir la soupe") }.sow(&portal).await;
        let sent = tell(&portal, need, &[("ami1", LEA)]).await;
        assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, &*format!("/missions/{need}-servir-la-soupe")));
        assert_eq!(portal.count("outbox").await, 0);
    }
}

#[tokio::test]
async fn of_an_address_that_is_refused_nothing_is_kept_either() {
    let (portal, smtp) = (Portal::on_sqlite().await, Smtp::start());
    let url = smtp.url();
    let app = crate::outbox::another(&portal, |settings| settings.smtp_url = Some(url)).await;
    let need = Seed::new("Servir la soupe").sow(&portal).await;
    tell(&portal, need, &[("ami1", "gone.lea@exemple.fr")]).await;
    let mut anybody = Visitor::from(&portal, "192.0.2.1");
    anybody.likes(need).await;
    anybody.post("/mes-favoris/envoi", &[("email", "gone.lea@exemple.fr"), ("t", &portal.stamp())]).await;
    run_once(&app).await.unwrap();
    let after = kept(&portal).await;
    assert!(!after.contains("gone.lea"), "{after}");
    assert_eq!(
        portal.count("outbox WHERE gave_up_at IS NOT NULL").await,
        2,
        "the friend's letter and the list"
    );
    assert_eq!(portal.count("dead_addresses").await, 0);
}
