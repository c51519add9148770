//! A need that is withheld stays so, whatever is done beside it, and says nothing of itself.

use crate::{
    alerts,
    api_keys::json,
    api_push::{Program, need as pushed},
    desk::Browser,
    harness::{Portal, both},
    likes::Visitor,
    people::on_pool,
    posting::{NEW, coordinator, form, leads_to, slots},
    reports::decided,
    sow::{Seed, rennes},
    turns::entry,
};
use axum::http::StatusCode;
use serde_json::json;
use server::store::{
    associations,
    holds::{Wrote, look_over, read_unread},
    needs_import::{AssociationToPut, FeedRow, hold_revisions, put_association, put_feed},
};

const QUEUE: &str = "/moderation/signalements";
const SOUP: &str = "/missions/1-servir-la-soupe";
const STATE: &str = "/espace/1/missions/1/etat";
const LURE: (&str, &str) = ("description", "Servir un repas chaud. Écrivez-moi sur w h a t s a p p, merci.");
const OTHER_LURE: (&str, &str) = ("description", "Servir, et faire un virement de 30 €.");
const PLAIN: (&str, &str) = ("description", "Servir un repas chaud, puis ranger avec nous.");
const DATED: [[&str; 5]; 1] = [["", "2026-12-05", "09:00", "12:00", "3"]];

async fn change(browser: &mut Browser<'_>, version: &str, more: &[(&str, &str)]) {
    let mut more = more.to_vec();
    more.push(("version", version));
    let answer = browser.post("/espace/1/missions/1", &form(&more)).await;
    leads_to(&answer, "/espace/1/missions/1?fait=saved");
}

/// A need of `mains` with a date and a street that moderators took down, and who posted it, and one of them.
async fn taken_down(portal: &Portal) -> (Browser<'_>, Browser<'_>) {
    let mut browser = coordinator(portal).await;
    let mut more = slots(&DATED);
    more.push(("street", "3 rue de la Paix"));
    leads_to(&browser.post(NEW, &form(&more)).await, "/espace/1?fait=posted");
    let mut moderator = portal.moderator("moderation@portail.example").await;
    portal.report("10.0.0.1", &[]).await;
    leads_to(
        &decided(&mut moderator, 1, "down", "L’adresse est fausse.").await,
        &format!("{QUEUE}?fait=down&mission=1"),
    );
    (browser, moderator)
}

async fn site_is(browser: &mut Browser<'_>, version: &str, site: &str) {
    let entry = [
        ("organization", "mains"),
        ("lieu", "Rennes (35)"),
        ("domaine", "solidarite-insertion"),
        ("email", "contact@mains.example"),
        ("url", site),
        ("version", version),
    ];
    leads_to(&browser.post("/espace/1/fiche", &entry).await, "/espace/1/fiche?fait=1");
}

both! {
    async fn what_its_association_closed_stays_closed(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let mut browser = coordinator(&portal).await;
        leads_to(&browser.post(NEW, &form(&[LURE])).await, "/espace/1?fait=held");
        decided(&mut moderator, 1, "passed", "").await;
        assert_eq!(portal.get(SOUP).await.status, StatusCode::OK);
        leads_to(&browser.post(STATE, &[("act", "close")]).await, "/espace/1?fait=closed");
        change(&mut browser, "0", &[OTHER_LURE]).await;
        moderator.get(QUEUE).await.says("Rien à relire");
        change(&mut browser, "1", &[PLAIN]).await;
        assert_eq!(portal.get(SOUP).await.status, StatusCode::GONE);
        assert!(!portal.get("/missions?q=soupe").await.body.contains(SOUP));
        leads_to(&browser.post(STATE, &[("act", "reopen")]).await, "/espace/1?fait=open");
        assert_eq!(portal.get(SOUP).await.status, StatusCode::OK);
    }

    async fn programs_learn_that_it_is_closed_and_nothing_else(portal: Portal) {
        let (_browser, _) = taken_down(&portal).await;
        for path in ["/api/v1/needs/1", "/api/v1/needs?updated_since=2026-01-01T00:00:00Z"] {
            let answer = portal.get(path).await;
            assert_eq!(answer.status, StatusCode::OK);
            for word in ["rue de la Paix", "2026-12-05", "Rennes", "35000", "48.1", "soupe", "mains"] {
                assert!(!answer.body.contains(word), "{path}: {word} in {}", answer.body);
            }
        }
        let need = json(&portal.get("/api/v1/needs/1").await);
        assert_eq!((&need["id"], &need["state"]), (&1.into(), &"closed".into()));
        assert!(need["updated_at"].as_str().is_some_and(|at| at.starts_with("2026-11-20")), "{need}");
        assert_eq!((&need["addresses"], &need["slots"]), (&json!([]), &json!([])));
    }

    async fn a_date_put_right_is_read_again(portal: Portal) {
        let (mut browser, mut moderator) = taken_down(&portal).await;
        let slot = portal.slots(1).await[0].to_string();
        let rows = [[slot.as_str(), "2026-12-05", "09:00", "12:00", "3"]];
        let mut same = slots(&rows);
        same.push(("street", "3 rue de la Paix"));
        change(&mut browser, "0", &same).await;
        moderator.get(QUEUE).await.says("Rien à relire");
        let rows = [[slot.as_str(), "2026-12-06", "09:00", "12:00", "3"]];
        let mut other = slots(&rows);
        other.push(("street", "3 rue de la Paix"));
        change(&mut browser, "1", &other).await;
        browser.get("/espace/1/missions/1").await.says("Votre correction est en relecture");
        moderator.get(QUEUE).await.says("Retirée, puis corrigée");
    }

    async fn an_address_put_right_is_read_again(portal: Portal) {
        let (mut browser, mut moderator) = taken_down(&portal).await;
        let slot = portal.slots(1).await[0].to_string();
        let rows = [[slot.as_str(), "2026-12-05", "09:00", "12:00", "3"]];
        let mut other = slots(&rows);
        other.push(("street", "5 rue de la Paix"));
        change(&mut browser, "0", &other).await;
        browser.get("/espace/1/missions/1").await.says("Votre correction est en relecture");
        moderator.get(QUEUE).await.says("Retirée, puis corrigée").says("5 rue de la Paix");
    }

    async fn a_copy_of_what_is_down_waits_too(portal: Portal) {
        let (mut browser, mut moderator) = taken_down(&portal).await;
        leads_to(&browser.post(STATE, &[("act", "copy")]).await, "/espace/1/missions/nouvelle?draft=1&fait=copied");
        let copy = [("title", "Servir la soupe chaude"), PLAIN];
        leads_to(&browser.post(NEW, &form(&copy)).await, "/espace/1?fait=watched");
        browser.get("/espace/1?fait=watched").await.says("Une autre mission de l’association a été retirée");
        assert_eq!(portal.get("/missions/2").await.status, StatusCode::NOT_FOUND);
        assert!(!portal.get("/missions?q=soupe").await.body.contains("Servir la soupe"));
        // No word of it can be taken out to open it.
        let other = form(&[("title", "Éplucher"), PLAIN, ("version", "0")]);
        leads_to(&browser.post("/espace/1/missions/2", &other).await, "/espace/1/missions/2?fait=saved");
        assert_eq!(portal.get("/missions/2").await.status, StatusCode::NOT_FOUND);
        moderator.get(QUEUE).await.says("dont une autre vient d’être retirée").says("Servir la soupe");
        leads_to(&decided(&mut moderator, 2, "passed", "").await, &format!("{QUEUE}?fait=passed&mission=2"));
        assert_eq!(portal.get("/missions/2-eplucher").await.status, StatusCode::OK);
        let again = form(&[("title", "Éplucher"), ("description", "Éplucher et ranger."), ("version", "1")]);
        browser.post("/espace/1/missions/2", &again).await;
        assert_eq!(portal.get("/missions/2-eplucher").await.status, StatusCode::OK, "they have read it");
        // After a while it is an association like others.
        portal.clock.advance(61 * 86_400);
        let mut browser = portal.signed_in("coordinator@mains.example").await;
        leads_to(&browser.post(NEW, &form(&[])).await, "/espace/1?fait=posted");
    }

    async fn what_is_down_is_not_pushed_under_another_name(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let program = Program::of(&portal).await;
        program.put("soupe", pushed(json!({}))).await;
        portal.report("10.0.0.1", &[]).await;
        decided(&mut moderator, 1, "down", "C’est une vente.").await;
        let made = program.put("soupe-2", pushed(json!({}))).await;
        assert_eq!(json(&made)["held"], true, "{}", made.body);
        assert_eq!(portal.get("/missions/2").await.status, StatusCode::NOT_FOUND);
    }

    async fn what_is_down_does_not_come_back_by_its_feed(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        Seed::new("Servir la soupe").sow(&portal).await;
        Seed::new("Trier").sow(&portal).await;
        portal.report("10.0.0.1", &[]).await;
        decided(&mut moderator, 1, "down", "C’est une vente.").await;
        // Each is sown under an id of its own.
        Seed::new("Servir la soupe").sow(&portal).await;
        assert_eq!(portal.get("/missions/3").await.status, StatusCode::NOT_FOUND);
        assert_eq!(portal.get("/missions/2-trier").await.status, StatusCode::OK, "what was there stays");
        Seed { association: "Les autres", ..Seed::new("Servir la soupe") }.sow(&portal).await;
        assert_eq!(portal.get("/missions/4-servir-la-soupe").await.status, StatusCode::OK);
    }

    async fn nothing_of_it_leaves_the_portal(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let mut lea = Visitor::from(&portal, "192.0.2.1");
        alerts::confirmed(&portal, "q=soupe", "lea@exemple.fr", "daily").await;
        leads_to(&browser.post(NEW, &form(&slots(&DATED))).await, "/espace/1?fait=posted");
        assert_eq!(lea.likes(1).await.status, StatusCode::SEE_OTHER);
        lea.get("/mes-favoris").await.says("Servir la soupe");
        let pages = [
            "/missions.atom?q=soupe", "/missions.ics?q=soupe", "/missions.json?q=soupe", "/flux/api-engagement.xml", "/flux/all-for-good.xml",
        ];
        for path in pages {
            portal.get(path).await.says("Servir la soupe");
        }
        change(&mut browser, "0", &[LURE]).await;
        portal.clock.advance(2 * 86_400);
        alerts::run_all(&portal).await;
        assert!(alerts::alerts_to(&portal, "lea@exemple.fr").await.is_empty(), "no letter of it");
        let gone = [
            "/missions/1-servir-la-soupe/affiche.pdf", "/missions/1-servir-la-soupe/amis", "/missions/1-servir-la-soupe/mastodon",
        ];
        for path in pages.into_iter().chain(gone).chain(["/mes-favoris", "/mes-favoris/comparer"]) {
            let answer = lea.get(path).await;
            let body = answer.body.to_lowercase();
            for word in ["servir la soupe", "repas chaud", "a t s a p"] {
                assert!(!body.contains(word), "{path}: {} {}", answer.status, answer.body);
            }
            assert_eq!(answer.status == StatusCode::NOT_FOUND, gone.contains(&path), "{path}: {}", answer.status);
        }
    }

    async fn what_stands_beside_a_need_is_read_with_it(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let mut browser = coordinator(&portal).await;
        leads_to(&browser.post(NEW, &form(&[])).await, "/espace/1?fait=posted");
        change(&mut browser, "0", &[("street", "Écrivez-moi sur WhatsApp")]).await;
        assert_eq!(portal.get(SOUP).await.status, StatusCode::NOT_FOUND);
        moderator.get(QUEUE).await.says("<mark class=\"flagged\">WhatsApp</mark>");
        change(&mut browser, "1", &[]).await;
        assert_eq!(portal.get(SOUP).await.status, StatusCode::OK);

        let mut owner = portal.signed_in("owner@mains.example").await;
        site_is(&mut owner, "0", "https://bit.ly/abc").await;
        assert_eq!(portal.get(SOUP).await.status, StatusCode::NOT_FOUND);
        server::catch_up::catch_up(&portal.app).await.unwrap();
        assert!(!portal.get("/missions?q=soupe").await.body.contains(SOUP), "the index learns it");
        moderator.get(QUEUE).await.says("bit.ly/abc");
        site_is(&mut owner, "1", "https://mains.example").await;
        assert_eq!(portal.get(SOUP).await.status, StatusCode::OK);
    }

    async fn an_association_that_its_feed_changes_is_read_too(portal: Portal) {
        let mut street = rennes();
        street.street = "t.me/bonplan".to_owned();
        let odd = Seed::new("Ailleurs").at(&[street]).sow(&portal).await;
        assert_eq!(portal.get(&format!("/missions/{odd}")).await.status, StatusCode::NOT_FOUND);
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let page = format!("/missions/{need}-servir-la-soupe");
        assert_eq!(portal.get(&page).await.status, StatusCode::OK);
        let mut tx = portal.app.db.begin().await.unwrap();
        let now = portal.clock.now();
        let feed = put_feed(&mut tx, FeedRow { name: "essai", url: "", credit: "" }, now).await.unwrap();
        let (key, name) = ("Les Mains ouvertes", "Les Mains sur WhatsApp");
        put_association(&mut tx, feed, AssociationToPut { key, name, ..AssociationToPut::default() }, now).await.unwrap();
        tx.commit().await.unwrap();
        read_unread(&portal.app.db, now).await.unwrap();
        assert_eq!(portal.get(&page).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_a_server_left_unread_is_read_by_the_next(portal: Portal) {
        portal.association("mains").await;
        let mut browser = portal.signed_in("coordinator@mains.example").await;
        for title in ["Servir la soupe", "Trier"] {
            leads_to(&browser.post(NEW, &form(&[("title", title)])).await, "/espace/1?fait=posted");
        }
        // More than are read at once.
        portal.sql("INSERT INTO needs (association_id, title, slug, description_html, description_text, field, remote, open_to_minors,
                reduced_mobility, close_to_transport, sign_up, state, posted_at, updated_at, revision)
            SELECT association_id, title, slug, description_html, description_text, field, remote, open_to_minors, reduced_mobility,
                close_to_transport, sign_up, state, posted_at, updated_at, revision FROM needs, (
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 149) SELECT i FROM n) AS n").await;
        let mut tx = portal.app.db.begin().await.unwrap();
        hold_revisions(&mut tx).await.unwrap();
        assert!(associations::change(&mut tx, (1, 0), &entry("https://bit.ly/abc"), portal.clock.now()).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(portal.count("needs_unread").await, 300, "the server stops here");
        read_unread(&portal.app.db, portal.clock.now()).await.unwrap();
        assert_eq!((portal.count("needs_unread").await, portal.count("needs WHERE state = 'open'").await), (0, 0));
    }

    async fn what_is_put_anew_is_unread_no_more(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        portal.sql("INSERT INTO needs_unread (need_id) SELECT id FROM needs").await;
        let mut tx = portal.app.db.begin().await.unwrap();
        look_over(&mut tx, need, Wrote::Known, portal.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(portal.count("needs_unread").await, 0);
    }

    async fn what_is_down_is_not_corrected_by_another_way_of_reading(portal: Portal) {
        let (mut browser, mut moderator) = taken_down(&portal).await;
        let slot = portal.slots(1).await[0].to_string();
        let rows = [[slot.as_str(), "2026-12-05", "09:00", "12:00", "3"]];
        let mut same = slots(&rows);
        same.push(("street", "3 rue de la Paix"));
        // As it was kept before: by fewer parts of the need, and without saying which.
        on_pool!(portal, |pool| sqlx::query("UPDATE need_holds SET content = $1").bind(&[7_u8; 32][..]).execute(pool).await.map(drop).unwrap());
        change(&mut browser, "0", &same).await;
        moderator.get(QUEUE).await.says("Rien à relire");
        let mut other = slots(&rows);
        other.push(("street", "5 rue de la Paix"));
        change(&mut browser, "1", &other).await;
        moderator.get(QUEUE).await.says("Retirée, puis corrigée");
    }

    async fn what_is_corrected_after_another_way_of_reading_is_noticed(portal: Portal) {
        let (mut browser, mut moderator) = taken_down(&portal).await;
        on_pool!(portal, |pool| sqlx::query("UPDATE need_holds SET content = $1").bind(&[7_u8; 32][..]).execute(pool).await.map(drop).unwrap());
        // As the migration does, and the first job of the new server.
        portal.sql("INSERT INTO needs_unread (need_id) SELECT need_id FROM need_holds WHERE state = 'down'").await;
        read_unread(&portal.app.db, portal.clock.now()).await.unwrap();
        moderator.get(QUEUE).await.says("Rien à relire");
        change(&mut browser, "0", &[PLAIN]).await;
        moderator.get(QUEUE).await.says("Retirée, puis corrigée");
    }
}
