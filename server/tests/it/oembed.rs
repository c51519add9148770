//! `/oembed`: a pasted link becomes a card.

use crate::{
    harness::{Answer, Portal, both},
    sow::Seed,
};
use axum::http::StatusCode;
use quick_xml::{Reader, events::Event};
use serde_json::Value;

const TITLE: &str = "Servir la \"soupe\" <chaude> & le thé";

async fn ask(portal: &Portal, url: &str, more: &str) -> Answer {
    let url = percent_encoding::utf8_percent_encode(url, percent_encoding::NON_ALPHANUMERIC);
    let answer = portal.get(&format!("/oembed?url={url}{more}")).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    answer
}

async fn card(portal: &Portal, url: &str, more: &str) -> Value {
    let answer = ask(portal, url, more).await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (StatusCode::OK, "application/json"),
        "{}",
        answer.body
    );
    serde_json::from_str(&answer.body).unwrap()
}

/// The attribute in the iframe's tag.
fn attribute<'a>(html: &'a str, name: &str) -> &'a str {
    let start = html.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
    html[start..].split('"').next().unwrap()
}

both! {
    async fn a_need_becomes_a_card(portal: Portal) {
        let id = Seed::new(TITLE).sow(&portal).await;
        let card = card(&portal, &format!("https://portail.example/missions/{id}-servir-la-soupe?via=mail"), "").await;
        for (name, value) in [
            ("version", "1.0"), ("type", "rich"), ("title", TITLE), ("author_name", "Les Mains ouvertes"),
            ("provider_name", "Coup de main"), ("provider_url", "https://portail.example"),
        ] {
            assert_eq!(card[name], value, "{name}");
        }
        assert!(card["author_url"].as_str().unwrap().starts_with("https://portail.example/associations/"));
        assert!(card["thumbnail_url"].as_str().unwrap().ends_with("/carte.png"));
        assert_eq!((&card["thumbnail_width"], &card["thumbnail_height"]), (&Value::from(1200), &Value::from(630)));
        assert_eq!((&card["width"], &card["height"], &card["cache_age"]), (&600.into(), &520.into(), &3600.into()));
        let html = card["html"].as_str().unwrap();
        assert_eq!(attribute(html, "src"), format!("https://portail.example/widget/missions/{id}"));
        assert_eq!(html.matches('<').count(), 2, "one frame and nothing else: {html}");
        let framed = portal.get(attribute(html, "src").strip_prefix("https://portail.example").unwrap()).await;
        assert_eq!(framed.status, StatusCode::OK);
    }

    async fn a_card_keeps_to_the_room_that_there_is(portal: Portal) {
        let id = Seed::new("Soupe").sow(&portal).await;
        let url = format!("https://portail.example/missions/{id}-soupe");
        let small = card(&portal, &url, "&maxwidth=320&maxheight=200&format=json").await;
        assert_eq!((&small["width"], &small["height"]), (&320.into(), &200.into()));
        assert!(small["thumbnail_url"].is_null(), "a picture of 1200 pixels has no room");
        let html = small["html"].as_str().unwrap();
        assert_eq!((attribute(html, "width"), attribute(html, "height")), ("320", "200"));
        let odd = card(&portal, &url, "&maxwidth=-1&maxheight=%3Cscript%3E").await;
        assert_eq!((&odd["width"], &odd["height"]), (&600.into(), &520.into()));
    }

    async fn in_english_an_association_and_xml(portal: Portal) {
        let id = portal.association("mains").await;
        let answer = ask(&portal, &format!("https://portail.example/en/associations/{id}-mains"), "&format=xml").await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/xml; charset=utf-8"));
        let (mut reader, mut fields, mut name) = (Reader::from_str(&answer.body), Vec::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => name = tag.name().as_ref().to_owned(),
                Event::Text(text) => fields.push((name.clone(), text.to_string())),
                Event::Eof => break,
                _ => {}
            }
        }
        let of = |wanted: &str| fields.iter().filter(|(name, _)| name == wanted).map(|(_, text)| text.as_str()).collect::<String>();
        assert_eq!((of("type").as_str(), of("title").as_str()), ("rich", "Volunteering · mains"), "{}", answer.body);
        assert_eq!(of("author_url"), format!("https://portail.example/en/associations/{id}-mains"));
        answer.says(&format!("&lt;iframe src=&quot;https://portail.example/en/widget/associations/{id}?vue=liste&quot;"));
    }

    async fn what_is_not_there_has_no_card(portal: Portal) {
        let closed = Seed { closed: true, ..Seed::new("Soupe") }.sow(&portal).await;
        let pending = portal.association("mains").await;
        portal.sql("UPDATE associations SET state = 'pending'").await;
        for url in [
            format!("https://portail.example/missions/{closed}-soupe"),
            format!("https://portail.example/associations/{pending}-mains"),
            "https://portail.example/missions/99999".to_owned(),
            "https://portail.example/".to_owned(),
            "https://mechant.example/missions/1".to_owned(),
            "pas une adresse".to_owned(),
        ] {
            let answer = ask(&portal, &url, "").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{url}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
        }
        assert_eq!(ask(&portal, "", "").await.status, StatusCode::BAD_REQUEST);
        assert_eq!(ask(&portal, "https://portail.example/missions/1", "&format=yaml").await.status, StatusCode::NOT_IMPLEMENTED);
    }

    async fn pages_say_where_their_card_is(portal: Portal) {
        let association = portal.association("mains").await;
        let open = Seed::new("Soupe").sow(&portal).await;
        let closed = Seed { closed: true, ..Seed::new("Livres") }.sow(&portal).await;
        for path in [format!("/missions/{open}-soupe"), format!("/en/associations/{association}-mains")] {
            let page = portal.get(&path).await;
            for (kind, said) in [("application/json+oembed", "application/json"), ("text/xml+oembed", "text/xml; charset=utf-8")] {
                let link = page.body.split("<link ").find(|link| link.contains(kind)).unwrap();
                let href = attribute(link, "href").replace("&amp;", "&");
                let card = portal.get(href.strip_prefix("https://portail.example").unwrap()).await;
                assert_eq!((card.status, card.header("content-type")), (StatusCode::OK, said), "{href}");
            }
        }
        let gone = portal.get(&format!("/missions/{closed}-livres")).await;
        assert!(gone.status == StatusCode::GONE && !gone.body.contains("oembed"));
    }
}
