//! What looks like fraud waits for a moderator, whichever way it comes in.

use crate::{
    api_keys::json,
    api_push::{Program, need as pushed},
    desk::Browser,
    harness::{Portal, both, plain},
    likes::Visitor,
    people::on_pool,
    posting::{NEW, coordinator, form, leads_to},
    reports::decided,
    sow::Seed,
};
use app::domain::flags::{FlagKind, Written, links_of, raise};
use axum::http::StatusCode;
use serde_json::json;
use server::feed::{Missions, description};

const QUEUE: &str = "/moderation/signalements";
const SOUP: &str = "/missions/1-servir-la-soupe";
const LURE: (&str, &str) = ("description", "Servir un repas chaud. Écrivez-moi sur w h a t s a p p, merci.");
const PLAIN: (&str, &str) = ("description", "Servir un repas chaud, puis ranger avec nous.");

async fn change(browser: &mut Browser<'_>, version: &str, more: (&str, &str)) {
    let answer = browser.post("/espace/1/missions/1", &form(&[more, ("version", version)])).await;
    leads_to(&answer, "/espace/1/missions/1?fait=saved");
}

async fn is_open(portal: &Portal) -> bool {
    let page = portal.get(SOUP).await.status;
    let found = portal.get("/missions?q=soupe").await.body.contains(SOUP);
    let listed = portal.get("/associations/1-mains").await.body.contains(SOUP);
    let sign_up = portal.get(&format!("{SOUP}/inscription")).await.status;
    let open = page == StatusCode::OK;
    assert_eq!((found, listed, sign_up == StatusCode::OK), (open, open, open), "{page}");
    open
}

both! {
    async fn a_flagged_need_waits_for_a_moderator(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let mut browser = coordinator(&portal).await;
        leads_to(&browser.post(NEW, &form(&[LURE])).await, "/espace/1?fait=held");
        browser.get("/espace/1?fait=held").await.says("quelques mots font penser à une arnaque").says("En relecture : pas encore en ligne");
        browser.get("/espace/1/missions/1").await.says("Cette mission est en relecture").says("w h a t s a p p").says("Invitation à continuer ailleurs");
        assert!(!is_open(&portal).await);
        let page = portal.get(SOUP).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        page.says("Cette mission est en relecture").says("noindex");
        assert!(!page.body.contains("Servir"), "nothing of it: {}", page.body);
        moderator.get(QUEUE).await.says("Pas encore en ligne").says("w h a t s a p p").says("publiée par l’association");
        // Its association's people can't go around.
        leads_to(&browser.post("/espace/1/missions/1/etat", &[("act", "reopen")]).await, "/espace/1?fait=held");
        portal.sql("UPDATE needs SET state = 'open' WHERE id = 1").await;
        assert!(!is_open(&portal).await);
        portal.clock.advance(3 * 3600);
        leads_to(&decided(&mut moderator, 1, "passed", "Bienvenue.").await, &format!("{QUEUE}?fait=passed&mission=1"));
        assert!(is_open(&portal).await);
        let mail = portal.mails_to("coordinator@mains.example").await.pop().unwrap();
        assert!(plain(&mail.subject).contains("est en ligne") && mail.body_text.contains("> Bienvenue."), "{}", mail.body_text);
        let posted: i64 = on_pool!(portal, |pool| sqlx::query_scalar("SELECT posted_at FROM needs").fetch_one(pool).await.unwrap());
        assert_eq!(posted, portal.clock.now(), "it is new to everybody");
        // What they let pass is passed; something else isn't.
        change(&mut browser, "0", ("description", "Servir, puis ranger. Écrivez-moi sur w h a t s a p p, merci.")).await;
        assert!(is_open(&portal).await);
        change(&mut browser, "1", ("description", "Servir, ranger, et faire un virement de 30 €.")).await;
        assert!(!is_open(&portal).await);
    }

    async fn who_takes_the_words_out_is_online_at_once(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&[LURE])).await;
        change(&mut browser, "0", PLAIN).await;
        assert!(is_open(&portal).await);
        moderator.get(QUEUE).await.says("Rien à relire");
    }

    async fn a_change_is_read_like_a_new_need_and_nobody_loses_their_place(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        leads_to(&browser.post(NEW, &form(&[])).await, "/espace/1?fait=posted");
        let token = portal.confirmed(1, 1, "camille@exemple.fr").await;
        assert!(is_open(&portal).await);
        change(&mut browser, "0", LURE).await;
        assert!(!is_open(&portal).await);
        assert_eq!((portal.state_of("camille@exemple.fr").await.as_deref(), portal.taken(1).await), (Some("confirmed"), 1));
        assert_eq!(portal.get(&format!("/inscriptions/{token}")).await.status, StatusCode::OK);
        change(&mut browser, "1", PLAIN).await;
        assert!(is_open(&portal).await);
    }

    async fn who_gives_it_up_asks_nobody(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let mut browser = coordinator(&portal).await;
        browser.post(NEW, &form(&[LURE])).await;
        leads_to(&browser.post("/espace/1/missions/1/etat", &[("act", "archive")]).await, "/espace/1?fait=archived");
        moderator.get(QUEUE).await.says("Rien à relire");
        let late = [("need", "1"), ("seen", "0"), ("revision", "1"), ("verdict", "passed")];
        leads_to(&moderator.post(QUEUE, &late).await, &format!("{QUEUE}?fait=already&mission=1"));
        assert!(!is_open(&portal).await);
    }

    async fn what_a_feed_brings_is_read_too(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let lure = "Envoyez 50 € par Western Union pour réserver votre place.";
        Seed { description: lure, ..Seed::new("Servir la soupe") }.sow(&portal).await;
        assert_eq!(portal.get(SOUP).await.status, StatusCode::NOT_FOUND);
        assert!(!portal.get("/missions?q=soupe").await.body.contains(SOUP));
        moderator.get(QUEUE).await.says("Western Union").says("Argent demandé");
        let known = server::store::needs_import::known_needs(&portal.app.db, "essai").await.unwrap();
        assert_eq!(known[0].state, "open", "for its feed it is there, so that it isn't written anew each time");
        leads_to(&decided(&mut moderator, 1, "passed", "").await, &format!("{QUEUE}?fait=passed&mission=1"));
        assert_eq!(portal.get(SOUP).await.status, StatusCode::OK);
    }

    async fn what_leaves_its_feed_asks_nobody(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let lure = "Envoyez 50 € par Western Union pour réserver votre place.";
        Seed { description: lure, closed: true, ..Seed::new("Servir la soupe") }.sow(&portal).await;
        moderator.get(QUEUE).await.says("Rien à relire");
    }

    async fn an_association_that_is_let_in_brings_its_flags(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let mut browser = coordinator(&portal).await;
        portal.sql("UPDATE associations SET state = 'pending', entered_at = 1795165200").await;
        leads_to(&browser.post(NEW, &form(&[LURE])).await, "/espace/1?fait=waits");
        moderator.post("/moderation", &[("association", "1"), ("verdict", "approved")]).await;
        assert!(!is_open(&portal).await);
        moderator.get(QUEUE).await.says("w h a t s a p p");
    }

    async fn what_a_program_pushes_is_read_too(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let program = Program::of(&portal).await;
        let lure = || pushed(json!({"description": "Servir un repas chaud. Virement de 30 € avant de venir."}));
        let made = program.put("soupe", lure()).await;
        assert_eq!((&json(&made)["held"], &json(&made)["state"]), (&true.into(), &"open".into()), "{}", made.body);
        assert!(!is_open(&portal).await);
        program.put("soupe", lure()).await;
        assert!(!is_open(&portal).await, "pushed again, it waits on");
        moderator.get(QUEUE).await.says("Virement de 30 €");
        let mended = program.put("soupe", pushed(json!({}))).await;
        assert_eq!(json(&mended)["held"], false, "{}", mended.body);
        assert!(is_open(&portal).await);
    }

    async fn nothing_of_it_is_shown_anywhere(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        leads_to(&browser.post(NEW, &form(&[])).await, "/espace/1?fait=posted");
        let mut liker = Visitor::from(&portal, "192.0.2.1");
        liker.likes(1).await;
        let page = portal.get(SOUP).await.body;
        let (_, rest) = page.split_once("/carte.png?v=").unwrap();
        let picture = format!("{SOUP}/carte.png?v={}", rest.split('"').next().unwrap());
        assert_eq!(portal.get(&picture).await.status, StatusCode::OK);
        change(&mut browser, "0", LURE).await;
        for path in [&picture, SOUP, "/missions/1-servir-la-soupe/carte.png", "/missions/1-servir-la-soupe/affiche.pdf",
            "/missions/1-servir-la-soupe/amis", "/missions/1/aller"] {
            assert_eq!(portal.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        assert!(!liker.get("/mes-favoris").await.body.contains("Servir la soupe"));
        let oembed = "/oembed?url=https%3A%2F%2Fportail.example%2Fmissions%2F1";
        for path in [
            SOUP, "/en/missions/1-servir-la-soupe", "/missions/1-servir-la-soupe/inscription", "/missions/1/signaler",
            "/missions/1-servir-la-soupe/carte.png", "/missions/1/aller", "/missions/1-servir-la-soupe/creneaux/1.ics",
            "/widget/missions/1", "/widget/missions/1/inscription", "/widget/associations/1", "/associations/1-mains",
            "/missions?q=soupe", "/sitemap/missions-1.xml", "/api/v1/needs/1", "/api/v1/needs?q=soupe",
            "/api/v1/needs?updated_since=2026-01-01T00:00:00Z", oembed, "/",
            "/missions.atom?q=soupe", "/missions.ics?q=soupe", "/missions.json?q=soupe",
            "/flux/api-engagement.xml", "/flux/all-for-good.xml",
        ] {
            let answer = portal.get(path).await;
            let body = answer.body.to_lowercase();
            for word in ["servir la soupe", "repas chaud", "a t s a p"] {
                assert!(!body.contains(word), "{path}: {} {}", answer.status, answer.body);
            }
        }
        let mirrored = portal.get("/api/v1/needs/1").await;
        assert_eq!((mirrored.status, &json(&mirrored)["state"]), (StatusCode::OK, &"closed".into()), "who mirrors it learns that");
    }

    async fn the_form_says_so_before_it_is_sent(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let hint = "Ce qui demandera une relecture";
        let shown = browser.post(NEW, &form(&[LURE, ("act", "preview")])).await;
        shown.says(hint).says("w h a t s a p p").says("elle sera en ligne dès qu’une personne");
        let live = browser.post(&format!("{NEW}/vif"), &form(&[LURE])).await;
        live.says(hint);
        // Its association's entry may name its bank and its messenger: no hold, and no hint of one.
        portal.sql("UPDATE associations SET about = 'Dons par virement.', networks = 'https://chat.whatsapp.com/mains'").await;
        assert!(!browser.post(&format!("{NEW}/vif"), &form(&[])).await.body.contains(hint));
        assert_eq!(portal.count("needs").await, 0);
        leads_to(&browser.post(NEW, &form(&[PLAIN])).await, "/espace/1?fait=posted");
        portal.sql("UPDATE associations SET networks = 'https://bit.ly/mains'").await;
        browser.post(&format!("{NEW}/vif"), &form(&[])).await.says(hint);
    }
}

/// Real needs, that real people wrote and nobody means ill with.
fn read(title: &str, html: &str) -> Vec<FlagKind> {
    let html = description::html(html).unwrap();
    let links = links_of(&html);
    let text = description::text(&html);
    raise(&Written { title, texts: vec![&text], links }).into_iter().map(|flag| flag.kind).collect()
}

#[test]
fn next_to_none_of_the_real_needs_is_stopped() {
    let packed = include_bytes!("../../data/feeds/sapeurs-pompiers.xml.gz");
    let mut stopped = Vec::new();
    let mut all = 0;
    for mission in Missions::new(&packed[..]).unwrap() {
        let mission = mission.unwrap();
        all += 1;
        let found = read(&mission.title, &mission.description);
        if !found.is_empty() {
            stopped.push((mission.title.clone(), found));
        }
    }
    assert_eq!(all, 5715);
    println!(
        "{} of {all} fire stations are stopped: {:?}",
        stopped.len(),
        stopped.iter().take(10).collect::<Vec<_>>()
    );
    assert!(
        stopped.len() * 200 < all,
        "{}: {:?}",
        stopped.len(),
        stopped.iter().take(20).collect::<Vec<_>>()
    );

    let demo: serde_json::Value = serde_json::from_str(include_str!("../../data/demo.json")).unwrap();
    let mut all = 0;
    for association in demo["associations"].as_array().unwrap() {
        for need in association["needs"].as_array().unwrap() {
            all += 1;
            let (title, text) = (need["title"].as_str().unwrap(), need["text"].as_str().unwrap());
            assert_eq!(read(title, text), [], "{title}");
        }
    }
    println!("none of {all} needs of the demonstration is stopped");
    assert!(all > 20, "{all}");
}

/// The statements that write a need's words stand in two functions, each of which ends by reading it.
#[test]
fn no_need_is_written_past_the_reading() {
    let store = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut writers = Vec::new();
    let mut folders = vec![store];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            let writes =
                text.matches("INSERT INTO needs ").count() + text.matches("UPDATE needs SET title").count();
            let reads = text.matches("holds::look_over(").count();
            if writes > 0 {
                assert!(reads >= writes, "{} writes needs that nobody reads", path.display());
                writers.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    writers.sort();
    assert_eq!(writers, ["needs_import.rs", "needs_posted.rs"]);
}
