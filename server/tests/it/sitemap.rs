//! What search engines find.

use crate::{
    harness::{Answer, both},
    sow::Seed,
};
use axum::http::StatusCode;
use quick_xml::{Reader, events::Event};
use server::store::sitemap::{self, Kind};

/// The texts of all elements of this name, read by an XML parser.
fn texts(answer: &Answer, name: &str) -> Vec<String> {
    assert_eq!(answer.header("content-type"), "application/xml", "{}", answer.body);
    let (mut reader, mut inside, mut found) = (Reader::from_str(&answer.body), false, Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => inside = tag.name().as_ref() == name,
            Event::Text(text) if inside => found.push(text.to_string()),
            Event::End(_) => inside = false,
            Event::Eof => return found,
            _ => {}
        }
    }
}

both! {
    async fn open_needs_and_associations_are_listed_with_their_last_change(portal: Portal) {
        let id = portal.association("mains").await;
        let soup = Seed::new("Servir la soupe").sow(&portal).await;
        let books = Seed::new("Trier des livres").sow(&portal).await;
        portal.gives(soup, id).await;
        portal.sql("UPDATE needs SET updated_at = 1700000000 WHERE title = 'Servir la soupe'").await;
        portal.sql("UPDATE needs SET state = 'closed', updated_at = 1600000000 WHERE title = 'Trier des livres'").await;

        let index = portal.get("/sitemap.xml").await;
        let parts = texts(&index, "loc");
        assert_eq!(parts.len(), 3, "{parts:?}");
        assert_eq!(texts(&index, "lastmod")[0], "2023-11-14T22:13:20Z");
        let mut pages = Vec::new();
        for part in parts {
            pages.extend(texts(&portal.get(part.strip_prefix("https://portail.example").unwrap()).await, "loc"));
        }
        for page in [
            "https://portail.example/".to_owned(),
            format!("https://portail.example/missions/{soup}-servir-la-soupe"),
            format!("https://portail.example/en/missions/{soup}-servir-la-soupe"),
            format!("https://portail.example/associations/{id}-mains"),
        ] {
            assert!(pages.contains(&page), "{page} in {pages:?}");
        }
        assert!(!pages.iter().any(|page| page.contains(&format!("/{books}-"))), "closed");
        for page in pages {
            let path = page.strip_prefix("https://portail.example").unwrap();
            assert_eq!(portal.get(path).await.status, StatusCode::OK, "{page}");
        }
    }

    async fn parts_are_bounded_and_hold_everything_once(portal: Portal) {
        for title in ["Un", "Deux", "Trois", "Quatre", "Cinq"] {
            Seed::new(title).sow(&portal).await;
        }
        let parts = sitemap::parts(&portal.app.db, Kind::Needs, 2).await.unwrap();
        assert_eq!(parts.len(), 3);
        let mut ids = Vec::new();
        for (from, _) in parts {
            let part = sitemap::part(&portal.app.db, Kind::Needs, from, 2).await.unwrap();
            ids.extend(part.into_iter().map(|(id, _, _)| id));
        }
        assert_eq!(ids, [1, 2, 3, 4, 5]);
        for wrong in ["x", "missions-x.xml", "missions-1", "espace-1.xml", "missions.xml"] {
            assert_eq!(portal.get(&format!("/sitemap/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
    }

    async fn a_need_that_closes_moves_its_part(portal: Portal) {
        for title in ["Un", "Deux", "Trois", "Quatre", "Cinq"] {
            Seed::new(title).sow(&portal).await;
        }
        portal.sql("UPDATE needs SET updated_at = 1700000000 + id").await;
        let parts = async || sitemap::parts(&portal.app.db, Kind::Needs, 2).await.unwrap();
        assert_eq!(parts().await, [(1, 1_700_000_002), (3, 1_700_000_004), (5, 1_700_000_005)]);
        portal.sql("UPDATE needs SET state = 'closed', updated_at = 1700000100 WHERE id = 4").await;
        assert_eq!(parts().await, [(1, 1_700_000_002), (3, 1_700_000_100)]);
        portal.sql("UPDATE needs SET state = 'closed', updated_at = 1700000200 WHERE id = 1").await;
        assert_eq!(parts().await, [(2, 1_700_000_200), (5, 1_700_000_005)]);
        portal.sql("UPDATE needs SET state = 'closed'").await;
        assert_eq!(parts().await, []);
    }

    async fn robots_are_told_where_it_is_and_what_is_none_of_their_concern(portal: Portal) {
        let robots = portal.get("/robots.txt").await;
        robots.says("Sitemap: https://portail.example/sitemap.xml").says("Disallow: /espace\n").says("Disallow: /en/inscriptions/\n");
        robots.says("Disallow: /missions/*/affiche.pdf\n").says("Disallow: /en/missions/*/affiche.pdf\n");
        assert!(!robots.body.contains("Disallow: /missions\n"));
    }
}
