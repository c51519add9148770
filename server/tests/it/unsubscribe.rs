//! No more of what an association writes of its own accord: by a mail program's one POST, or by a button.

use crate::{
    desk::Browser,
    harness::{Answer, Portal, both, plain},
    people::on_pool,
    sow::Seed,
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use server::follow_ups::{by_itself, send::write_some};

const LEA: &str = "lea@exemple.fr";
const TOM: &str = "tom@exemple.fr";
const DAY: i64 = 86_400;

/// A need of `mains` with Léa and Tom, both written to once; its coordinator's browser.
async fn written_to(portal: &Portal) -> Browser<'_> {
    let association = portal.association("mains").await;
    let need = Seed::new("Servir la soupe").dated(&[(3, 5)]).sow(portal).await;
    portal.gives(need, association).await;
    let slot = portal.slots(need).await[0];
    portal.confirmed(need, slot, LEA).await;
    portal.confirmed(need, slot, TOM).await;
    let mut browser = portal.signed_in("coordinator@mains.example").await;
    write(portal, &mut browser).await;
    browser
}

async fn write(portal: &Portal, browser: &mut Browser<'_>) {
    let form =
        [("mission", "1"), ("subject", "Bonjour"), ("body", "Bonjour {{prénom}}"), ("faire", "envoyer")];
    let sent = browser.post("/espace/1/relances/nouvelle", &form).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    write_some(&portal.app).await.unwrap();
    write_some(&portal.app).await.unwrap();
}

/// Where the headers of a letter say that one unsubscribes; nothing for letters that don't.
async fn addresses(portal: &Portal, to: &str) -> Vec<Option<String>> {
    on_pool!(portal, |pool| sqlx::query_scalar(
        "SELECT unsubscribe FROM outbox WHERE to_address = $1 ORDER BY id"
    )
    .bind(to)
    .fetch_all(pool)
    .await
    .unwrap())
}

async fn address(portal: &Portal, to: &str) -> String {
    let address =
        addresses(portal, to).await.pop().flatten().expect("a letter that one can unsubscribe from");
    address.strip_prefix("https://portail.example").unwrap().to_owned()
}

/// As a mail program of another company sends it: no page of ours, no cookie.
async fn one_click(portal: &Portal, address: &str, body: &'static str) -> Answer {
    let request = Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", "https://mail.example")
        .header("sec-fetch-site", "cross-site")
        .body(Body::from(body))
        .unwrap();
    portal.send(request).await
}

async fn follow_ups_to(portal: &Portal, to: &str) -> usize {
    portal.kinds_to(to).await.iter().filter(|kind| *kind == "follow_up").count()
}

both! {
    async fn only_what_it_writes_of_its_own_accord_can_be_unsubscribed_from(portal: Portal) {
        written_to(&portal).await;
        let found = addresses(&portal, LEA).await;
        let kinds = portal.kinds_to(LEA).await;
        for (kind, address) in kinds.iter().zip(&found) {
            assert_eq!(address.is_some(), kind == "follow_up", "{kind}");
        }
        let letter = portal.mails_to(LEA).await.pop().unwrap();
        let address = found.last().unwrap().clone().unwrap();
        assert!(letter.body_text.contains(&format!("Ne plus recevoir les messages de mains\n{address}")), "{}", letter.body_text);
        assert!(letter.body_html.contains(&address));
    }

    async fn a_mail_programs_post_is_enough(portal: Portal) {
        let mut browser = written_to(&portal).await;
        let there = address(&portal, LEA).await;
        let looked = portal.get(&there).await;
        looked.says("Ne plus recevoir les messages de mains").says("Je n’en veux plus").says("noindex");
        assert_eq!(looked.header("cache-control"), "no-store");
        assert_eq!(portal.count("unsubscribed").await, 0, "scanners open links");
        for body in ["", "List-Unsubscribe=maybe", "a=b"] {
            assert_eq!(one_click(&portal, &there, body).await.status, StatusCode::BAD_REQUEST, "{body}");
        }
        for _ in 0..2 {
            let answer = one_click(&portal, &there, "List-Unsubscribe=One-Click").await;
            assert_eq!(answer.status, StatusCode::OK, "no redirect");
            answer.says("C’est fait");
        }
        portal.get(&there).await.says("C’est fait");
        // The one that waited doesn't leave any more.
        let left: i64 = on_pool!(portal, |pool| sqlx::query_scalar(
            "SELECT COUNT(*) FROM outbox WHERE kind = 'follow_up' AND due_at IS NOT NULL"
        ).fetch_one(pool).await.unwrap());
        assert_eq!(left, 1, "Tom's");

        browser.get("/espace/1/inscriptions/1").await.says("ne veut plus recevoir vos messages");
        browser.get("/espace/1/relances/nouvelle?mission=1").await.says("1 d’entre elles ne veut plus");
        write(&portal, &mut browser).await;
        browser.get("/espace/1/relances").await.says("0 sur 2").says("1 personne laissée de côté");
        portal.clock.advance(DAY + DAY / 4);
        assert_eq!(by_itself::run(&portal.app).await.unwrap(), 1, "Tom's reminder");
        assert_eq!((follow_ups_to(&portal, LEA).await, follow_ups_to(&portal, TOM).await), (0, 3));
        server::jobs::outbox::run_once(&portal.app).await.unwrap();
        browser.get("/espace/1/relances").await.says("1 sur 2").says("1 personne laissée de côté");

        // What they ask for still comes.
        portal.post("/inscriptions/lien-perdu", &[("email", LEA), ("t", &portal.stamp())]).await;
        assert_eq!(portal.kinds_to(LEA).await.last().unwrap(), "lost_link");
    }

    async fn a_volunteer_changes_their_mind_on_their_own_page(portal: Portal) {
        let mut browser = written_to(&portal).await;
        let own = format!("/inscriptions/{}", portal.own_token(TOM).await);
        portal.get(&own).await.says("mains peut vous envoyer des rappels");
        let done = portal.post(&format!("{own}/messages"), &[("recevoir", "non")]).await;
        portal.get(done.header("location")).await.says("plus de messages").says("Je veux bien les recevoir de nouveau");
        write(&portal, &mut browser).await;
        let before = follow_ups_to(&portal, TOM).await;
        let done = portal.post(&format!("{own}/messages"), &[("recevoir", "oui")]).await;
        portal.get(done.header("location")).await.says("arriveront de nouveau");
        write(&portal, &mut browser).await;
        assert_eq!(follow_ups_to(&portal, TOM).await, before + 1);
        assert_eq!(portal.count("unsubscribed").await, 0);
    }

    async fn it_is_about_one_association_and_leaves_with_the_last_sign_up(portal: Portal) {
        let mut browser = written_to(&portal).await;
        let other = portal.association("autre").await;
        let need = Seed::new("Trier des livres").dated(&[(3, 5)]).sow(&portal).await;
        portal.gives(need, other).await;
        let token = portal.confirmed(need, portal.slots(need).await[0], LEA).await;
        let there = address_of_first(&portal).await;
        one_click(&portal, &there, "List-Unsubscribe=One-Click").await;
        portal.clock.advance(DAY + DAY / 4);
        by_itself::run(&portal.app).await.unwrap();
        let subjects: Vec<String> = portal.mails_to(LEA).await.into_iter().map(|mail| plain(&mail.subject)).collect();
        assert!(subjects.iter().any(|subject| subject == "C’est bientôt : Trier des livres"), "{subjects:?}");
        assert!(!subjects.iter().any(|subject| subject.starts_with("C’est bientôt : Servir")), "{subjects:?}");

        portal.press(&format!("/inscriptions/{token}/effacement")).await;
        assert_eq!(portal.count("unsubscribed").await, 1, "another association's");
        portal.post("/inscriptions/lien-perdu", &[("email", LEA), ("t", &portal.stamp())]).await;
        let token = portal.own_token(LEA).await;
        portal.press(&format!("/inscriptions/{token}/effacement")).await;
        assert_eq!(portal.count("unsubscribed").await, 0);
        assert_eq!(portal.get(&there).await.status, StatusCode::NOT_FOUND);
        server::jobs::outbox::run_once(&portal.app).await.unwrap();
        browser.get("/espace/1/relances").await.says("1 sur 1");
    }

    async fn news_reach_those_too_who_want_no_more(portal: Portal) {
        let mut browser = written_to(&portal).await;
        one_click(&portal, &address(&portal, LEA).await, "List-Unsubscribe=One-Click").await;
        let before = follow_ups_to(&portal, LEA).await;
        portal.sql("INSERT INTO news (need_id, kind, slot_id, at) VALUES (1, 'closed', 0, 0)").await;
        portal.sql("INSERT INTO news_people (news_id, sign_up_id) SELECT 1, id FROM sign_ups").await;
        let compose = browser.get("/espace/1/relances/nouvelle?nouvelle=1").await;
        compose.says("name=\"nouvelle\" value=\"1\"");
        assert!(!compose.body.contains("ne veut plus"), "it will reach everybody");
        let form = |more| [("personne", "1"), ("subject", "Annulé"), ("body", "Pardon"), ("faire", "envoyer"), more];
        // Saying so doesn't make it news.
        browser.post("/espace/1/relances/nouvelle", &form(("fait", "closed"))).await;
        browser.post("/espace/1/relances/nouvelle", &form(("nouvelle", "1"))).await;
        while write_some(&portal.app).await.unwrap() > 0 {}
        assert_eq!(follow_ups_to(&portal, LEA).await, before + 1, "the news alone");
        assert_eq!(addresses(&portal, LEA).await.pop().unwrap(), None, "nothing to unsubscribe from");
        let mut owner = portal.signed_in("owner@mains.example").await;
        owner.get("/espace/1/journal").await.says("a prévenu 2 personnes d’un changement");
    }

    async fn nothing_but_the_address_unsubscribes(portal: Portal) {
        written_to(&portal).await;
        let there = address(&portal, LEA).await;
        let (path, token) = there.rsplit_once('/').unwrap();
        let theirs = address(&portal, TOM).await;
        let mixed = format!("{path}/{}{}", &theirs.rsplit_once('/').unwrap().1[..11], &token[11..]);
        for wrong in [mixed, format!("{path}/x"), format!("{path}/{}", "A".repeat(32)), format!("{path}/{}", portal.own_token(LEA).await)] {
            assert_eq!(one_click(&portal, &wrong, "List-Unsubscribe=One-Click").await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        // It opens nothing else, and no other page takes what another site sends.
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::NOT_FOUND);
        let own = format!("/inscriptions/{}/messages", portal.own_token(LEA).await);
        assert_eq!(one_click(&portal, &own, "recevoir=non").await.status, StatusCode::FORBIDDEN);
        assert_eq!(portal.count("unsubscribed").await, 0);
    }
}

/// Of the first letter to Léa that has one: her sign-up with `mains`.
async fn address_of_first(portal: &Portal) -> String {
    let address = addresses(portal, LEA).await.into_iter().flatten().next().unwrap();
    address.strip_prefix("https://portail.example").unwrap().to_owned()
}
