//! An association's page leads to wherever else they are.

use crate::{
    desk::Browser,
    harness::{Answer, Portal, both},
    sow::Seed,
};
use axum::http::StatusCode;

const PAGE: &str = "/associations/1-mains";

async fn save(browser: &mut Browser<'_>, version: &str, more: &[(&str, &str)]) -> Answer {
    let mut form = vec![
        ("organization", "mains"),
        ("lieu", "Rennes (35)"),
        ("domaine", "solidarite-insertion"),
        ("email", "contact@mains.example"),
        ("version", version),
    ];
    form.extend_from_slice(more);
    browser.post("/espace/1/fiche", &form).await
}

async fn owner(portal: &Portal) -> Browser<'_> {
    portal.association("mains").await;
    portal.signed_in("owner@mains.example").await
}

/// What leads away from the page.
fn outward(page: &Answer) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for link in page.body.split("<a ").skip(1) {
        let (tag, words) = link.split_once('>').unwrap();
        if tag.contains("class=\"outward\"") {
            assert!(tag.contains("rel=\"nofollow noopener ugc\""), "{tag}");
            let (_, href) = tag.split_once("href=\"").unwrap();
            let href = href.split('"').next().unwrap();
            found.push((href.to_owned(), words.split('<').next().unwrap().trim().to_owned()));
        }
    }
    found
}

both! {
    async fn the_page_leads_to_its_site_and_its_networks(portal: Portal) {
        let mut owner = owner(&portal).await;
        let bare = portal.get(PAGE).await;
        assert_eq!((bare.status, outward(&bare)), (StatusCode::OK, vec![]));
        let typed = [
            ("url", "www.mains.example/nous?a=1&b=2"),
            ("networks", "https://www.instagram.com/mains\r\nmastodon.example/@mains\r\n\r\n"),
        ];
        let saved = save(&mut owner, "0", &typed).await;
        assert_eq!(saved.header("location"), "/espace/1/fiche?fait=1", "{}", saved.body);
        let pair = |href: &str, words: &str| (href.to_owned(), words.to_owned());
        let expected = [
            pair("https://www.mains.example/nous?a=1&amp;b=2", "Leur site"),
            pair("https://www.instagram.com/mains", "instagram.com"),
            pair("https://mastodon.example/@mains", "mastodon.example"),
        ];
        assert_eq!(outward(&portal.get(PAGE).await), expected);
        owner.get("/espace/1/fiche").await.says("https://mastodon.example/@mains");
        save(&mut owner, "1", &[]).await;
        assert_eq!(outward(&portal.get(PAGE).await), [], "taken away again");
    }

    async fn what_is_no_web_address_leads_nowhere(portal: Portal) {
        let mut owner = owner(&portal).await;
        for (field, typed) in [
            ("url", "javascript:alert(1)"),
            ("networks", "data:text/html,<script>alert(1)</script>"),
            ("networks", "https://www.instagram.com/mains\njavascript:alert(1)"),
        ] {
            let refused = save(&mut owner, "0", &[(field, typed)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        }
        assert_eq!(outward(&portal.get(PAGE).await), []);
    }

    async fn all_its_needs_are_there_a_page_at_a_time(portal: Portal) {
        for _ in 0..61 {
            Seed::new("Servir la soupe").sow(&portal).await;
        }
        let page = portal.get("/associations/1-x").await.header("location").to_owned();
        let needs = |answer: Answer| answer.body.matches("<article class=\"card").count();
        let first = portal.get(&page).await;
        first.says("1 sur 2").says(&format!("href=\"{page}?page=2\""));
        assert_eq!(needs(first), 60);
        assert_eq!(needs(portal.get(&format!("{page}?page=2")).await), 1);
        assert_eq!(needs(portal.get(&format!("{page}?page=9")).await), 1, "the last there is");
        let one = Seed { association: "Les Voisins", ..Seed::new("Trier des livres") };
        one.sow(&portal).await;
        assert!(!portal.get("/associations/2-les-voisins").await.body.contains("class=\"pages\""));
    }
}
