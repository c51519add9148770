//! All that a coordinator may say of a need besides its title: the public page shows it, the search finds by it.

use crate::{
    harness::{Portal, both},
    posting::{NEW, coordinator, form, leads_to},
};
use axum::http::StatusCode;

const ALL: &str = "/missions/1-servir-la-soupe";
const PLAIN: &str = "Trier des livres";

/// A need of which everything is said, and one of which nothing is.
async fn posted(portal: &Portal) {
    let mut browser = coordinator(portal).await;
    let everything = form(&[
        ("remote", "possible"),
        ("minors", "oui"),
        ("mobility", "oui"),
        ("transport", "oui"),
        ("schedule", "Le jeudi soir"),
        ("requirements", "Savoir <couper> le pain"),
        ("audience", "Des familles du quartier"),
        ("url", "mains.example/soupe?jour=jeudi"),
        ("last_day", "2026-12-17"),
    ]);
    leads_to(&browser.post(NEW, &everything).await, "/espace/1?fait=posted");
    leads_to(&browser.post(NEW, &form(&[("title", PLAIN)])).await, "/espace/1?fait=posted");
}

both! {
    async fn the_page_shows_all_that_was_said(portal: Portal) {
        posted(&portal).await;
        let page = portal.get(ALL).await;
        for said in [
            "Possible à distance",
            "Ouvert aux moins de 18 ans",
            "Accessible avec une mobilité réduite",
            "Près des transports en commun",
            "Le jeudi soir",
            "Savoir &lt;couper&gt; le pain",
            "Des familles du quartier",
            "jusqu’au 17 décembre",
            "Cette mission sur leur site",
            "href=\"https://mains.example/soupe?jour=jeudi\"",
            "6 personnes cherchées",
        ] {
            page.says(said);
        }
        let away = portal.get("/missions/1/aller").await;
        assert_eq!((away.status, away.header("location")), (StatusCode::SEE_OTHER, "https://mains.example/soupe?jour=jeudi"));
        portal.get(&format!("/en{ALL}")).await.says("Savoir &lt;couper&gt; le pain").says("until 17 December");
        let plain = portal.get("/missions/2-trier-des-livres").await;
        for unsaid in ["Possible à distance", "moins de 18", "mobilité réduite", "transports en commun", "Ce qu’il faut", "jusqu’au", "Cette mission sur leur site"] {
            assert!(!plain.body.contains(unsaid), "{unsaid} in {}", plain.body);
        }
        assert_eq!(portal.get("/missions/2/aller").await.status, StatusCode::NOT_FOUND);
    }

    async fn the_search_finds_it_by_all_that_was_said(portal: Portal) {
        posted(&portal).await;
        let found = async |filter: &str| {
            let page = portal.get(&format!("/missions?{filter}")).await.body;
            let card = |id: i64, slug: &str| page.contains(&format!("href=\"/missions/{id}-{slug}\""));
            (card(1, "servir-la-soupe"), card(2, "trier-des-livres"))
        };
        for (filter, finds) in [
            ("lieu=Rennes", (true, true)),
            ("a-distance=1", (true, false)),
            ("mineurs=1", (true, false)),
            ("pmr=1", (true, false)),
            ("a-distance=1&mineurs=1&pmr=1&lieu=Rennes&domaine=solidarite-insertion", (true, false)),
            ("mineurs=1&domaine=sport", (false, false)),
            ("du=2026-12-17", (true, true)),
            ("du=2026-12-18", (false, true)),
        ] {
            assert_eq!(found(filter).await, finds, "{filter}");
        }
    }

    async fn what_is_done_from_home_needs_no_place(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let nowhere = form(&[("lieu", "")]);
        let refused = browser.post(NEW, &nowhere).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "unless it is from home");
        leads_to(&browser.post(NEW, &form(&[("lieu", ""), ("remote", "full")])).await, "/espace/1?fait=posted");
        let page = portal.get(ALL).await;
        page.says("Entièrement à distance");
        assert!(!page.body.contains("Rennes"), "{}", page.body);
        portal.get("/missions?a-distance=1").await.says("Servir la soupe");
        portal.get("/missions?a-distance=1&lieu=Paris").await.says("Servir la soupe");
        assert!(!portal.get("/missions?lieu=Paris").await.body.contains(ALL), "from home only where that is asked for");
    }

    async fn taken_back_it_is_neither_shown_nor_found(portal: Portal) {
        posted(&portal).await;
        let mut browser = portal.signed_in("coordinator@mains.example").await;
        let less = form(&[("version", "0")]);
        leads_to(&browser.post("/espace/1/missions/1", &less).await, "/espace/1/missions/1?fait=saved");
        let page = portal.get(ALL).await;
        for gone in ["Possible à distance", "moins de 18", "mobilité réduite", "Savoir &lt;couper", "jusqu’au", "Cette mission sur leur site"] {
            assert!(!page.body.contains(gone), "{gone} in {}", page.body);
        }
        for filter in ["a-distance=1", "mineurs=1", "pmr=1"] {
            assert!(!portal.get(&format!("/missions?{filter}")).await.body.contains(ALL), "{filter}");
        }
        assert_eq!(portal.get("/missions/1/aller").await.status, StatusCode::NOT_FOUND);
    }
}
