//! What partners read: API Engagement's feed, by that project's rules, by another parser and by our own importer.

use crate::{
    harness::{Answer, Portal, both},
    people::on_pool,
    posting::{coordinator, form, slots},
    sow::Seed,
};
use app::domain::need::{Need, SignUpAt};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use indicatif::ProgressBar;
use roxmltree::{Document, Node};
use server::{
    feed::{Import, Source, Summary},
    store::needs,
};

pub const OUT: &str = "/flux/api-engagement.xml";

/// The text of a child, or nothing.
pub fn text<'a>(node: Node<'a, 'a>, name: &str) -> &'a str {
    node.children().find(|child| child.has_tag_name(name)).and_then(|child| child.text()).unwrap_or("")
}

/// What that project's importer asks of a feed, said once more.
pub fn obeys_the_rules(feed: &Answer) -> usize {
    assert_eq!(feed.header("content-type"), "application/xml; charset=utf-8");
    assert!(!feed.body.contains("&#"), "{}", feed.body);
    let document = Document::parse(&feed.body).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "source");
    let missions: Vec<_> = root.children().filter(|node| node.has_tag_name("mission")).collect();
    for mission in &missions {
        let get = |name| text(*mission, name);
        assert!(get("title").split_whitespace().count() >= 2, "{}", get("title"));
        assert!((1..=20_000).contains(&get("description").chars().count()));
        for name in ["title", "description"] {
            assert!(!get(name).contains("&#"), "{}", get(name));
        }
        assert!(["https://", "http://"].iter().any(|start| get("applicationUrl").starts_with(start)));
        assert!(!get("clientId").is_empty() && !get("organizationName").is_empty());
        for name in ["postedAt", "startAt", "endAt"] {
            let day = get(name).get(..10).unwrap_or_default();
            assert!(get(name).is_empty() || day.parse::<jiff::civil::Date>().is_ok(), "{name} {}", get(name));
        }
        assert!(["no", "possible", "full", "local"].contains(&get("remote")));
        assert!(get("places").parse::<u32>().unwrap() >= 1);
        assert!(app::domain::Field::from_code(get("domain")).is_some());
        assert!(get("organizationSiren").is_empty() || get("organizationSiren").len() == 9);
        for list in ["tags", "audience", "requirements"] {
            let Some(list) = mission.children().find(|child| child.has_tag_name(list)) else { continue };
            assert!(list.children().filter(Node::is_element).all(|value| value.has_tag_name("value")));
        }
        for address in mission.descendants().filter(|node| node.has_tag_name("address")) {
            assert_eq!(address.parent().unwrap().tag_name().name(), "addresses");
            for name in ["city", "departmentCode", "departmentName", "region", "country"] {
                assert!(!text(address, name).is_empty(), "{name}");
            }
            let location = address.children().find(|child| child.has_tag_name("location")).unwrap();
            assert!(["lat", "lon"].iter().all(|name| text(location, name).parse::<f64>().is_ok()));
        }
    }
    missions.len()
}

/// Takes a feed of ours in again, under a name of its own.
pub async fn taken_in(portal: &Portal, xml: &str, name: &str) -> (Summary, Vec<String>) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), xml).unwrap();
    let source = Source::find(file.path().to_str().unwrap(), &portal.app.outward).unwrap();
    let import = Import { name: Some(name.to_owned()), ..Import::of(source, portal.clock.clone()) };
    let mut refused = Vec::new();
    let places = portal.app.places.clone();
    let done = import
        .run(&portal.app.db, places, &ProgressBar::hidden(), |refusal| refused.push(refusal.to_string()))
        .await;
    (done.unwrap(), refused)
}

/// The needs that go out, and those that came in by a feed of this name, in the order of what they were.
pub async fn pairs(portal: &Portal, name: &str) -> Vec<(Need, Need)> {
    let ids: Vec<(String, i64)> = on_pool!(portal, |pool| {
        sqlx::query_as(
        "SELECT n.client_id, n.id FROM needs n JOIN feeds f ON f.id = n.feed_id WHERE f.name = $1 ORDER BY n.id"
    )
    .bind(name)
    .fetch_all(pool)
    .await
    .unwrap()
    });
    let now = portal.clock.now();
    let mut pairs = Vec::new();
    for lot in ids.chunks(500) {
        let originals: Vec<i64> = lot.iter().map(|(original, _)| original.parse().unwrap()).collect();
        let copies: Vec<i64> = lot.iter().map(|(_, copy)| *copy).collect();
        let originals = needs::whole(&portal.app.db, &originals, now).await.unwrap();
        let copies = needs::whole(&portal.app.db, &copies, now).await.unwrap();
        assert_eq!((originals.len(), copies.len()), (lot.len(), lot.len()));
        pairs.extend(originals.into_iter().zip(copies));
    }
    pairs
}

/// A need as it would have come by its own feed: signed up for there, its page ours, only what is left of it.
pub fn as_it_went(need: &Need) -> Need {
    let mut need = need.clone();
    let dated = need.slots.iter().any(|slot| slot.times.is_some());
    need.slots.retain(|slot| !slot.over && (slot.left() > 0 || !dated));
    for slot in &mut need.slots {
        (slot.capacity, slot.taken, slot.id) = (slot.left(), 0, 0);
    }
    need.page_url = Some(format!("https://portail.example{}", need.path()));
    need.sign_up = SignUpAt::There;
    (need.id, need.association.id, need.credit) = (0, 0, None);
    need
}

/// The same of one that came.
pub fn as_it_came(need: &Need) -> Need {
    let mut need = need.clone();
    need.slots.iter_mut().for_each(|slot| slot.id = 0);
    (need.id, need.association.id, need.credit) = (0, 0, None);
    need
}

/// Needs of all kinds, posted as coordinators do.
pub async fn with_all_kinds(portal: &Portal) {
    let mut browser = coordinator(portal).await;
    portal.sql("UPDATE associations SET siren = '332737394', rna = 'W922000733', web_page = 'https://mains.example/'").await;
    let here = "/espace/1/missions/nouvelle";
    let rich = [
        ("title", "Café & thé : l'accueil"),
        ("description", "On prépare & on sert.\n\n- le café\n- le thé\n\nPuis on range, à plusieurs."),
        ("domaine", "culture-loisirs"),
        ("schedule", "Un samedi sur deux"),
        ("audience", "Familles, aînés"),
        ("requirements", "Savoir compter, aimer parler"),
        ("minors", "on"),
        ("mobility", "on"),
        ("transport", "on"),
        ("remote", "possible"),
        ("url", "https://mains.example/cafe"),
    ];
    browser.post(here, &form(&rich)).await;
    let days = [["", "2026-12-05", "09:00", "12:00", "3"], ["", "2026-12-12", "22:00", "02:00", "4"]];
    let mut overseas = slots(&days);
    overseas.extend([("title", "Nettoyer la plage"), ("lieu", "Saint-Denis (974)")]);
    browser.post(here, &form(&overseas)).await;
    browser.post(here, &form(&[("title", "Relire"), ("remote", "full"), ("lieu", "")])).await;
    assert_eq!(portal.count("needs").await, 3, "all are posted");
}

both! {
    async fn every_rule_of_the_other_side_is_kept(portal: Portal) {
        with_all_kinds(&portal).await;
        let feed = portal.get(OUT).await;
        assert_eq!(obeys_the_rules(&feed), 3);
        let document = Document::parse(&feed.body).unwrap();
        let missions: Vec<_> = document.descendants().filter(|node| node.has_tag_name("mission")).collect();
        assert_eq!(text(missions[0], "title"), "Café & thé : l'accueil");
        assert_eq!(text(missions[0], "applicationUrl"), "https://portail.example/missions/1-cafe-the-l-accueil");
        assert_eq!(text(missions[0], "organizationUrl"), "https://mains.example/", "the way back to the association");
        assert_eq!(text(missions[0], "organizationSiren"), "332737394");
        assert_eq!(text(missions[0], "organizationRNA"), "W922000733");
        assert!(text(missions[0], "metadata").contains("https://mains.example/cafe"));
        assert_eq!(text(missions[1], "startAt"), "2026-12-05T09:00:00+04:00");
        assert_eq!(text(missions[1], "places"), "7");
        assert_eq!(text(missions[2], "title"), "Relire – mains", "one word is too short a title there");
        assert_eq!(text(missions[2], "remote"), "full");
    }

    async fn out_and_in_again_are_the_same_needs(portal: Portal) {
        with_all_kinds(&portal).await;
        let slot = portal.slots(2).await[0];
        portal.confirmed(2, slot, "lea@exemple.fr").await;
        let (done, refused) = taken_in(&portal, &portal.get(OUT).await.body, "retour").await;
        assert_eq!((done.added, refused), (3, Vec::new()));
        assert!(done.notes.is_empty(), "{:?}", done.notes);
        let pairs = pairs(&portal, "retour").await;
        assert_eq!(pairs.len(), 3);
        for (original, copy) in &pairs {
            let mut went = as_it_went(original);
            if went.title == "Relire" {
                (went.title, went.slug) = ("Relire – mains".to_owned(), "relire-mains".to_owned());
            }
            assert_eq!(went, as_it_came(copy));
        }
        // What came by a feed is not sent round: the second reading is the same as the first.
        let (again, _) = taken_in(&portal, &portal.get(OUT).await.body, "retour").await;
        assert_eq!((again.unchanged, again.added + again.changed + again.closed), (3, 0));
        let all = portal.get(&format!("{OUT}?tout=oui")).await;
        assert_eq!(obeys_the_rules(&all), 6, "unless it is asked for");
    }

    async fn the_real_needs_of_the_fire_services_go_out_and_come_in_again(portal: Portal) {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/feeds/sapeurs-pompiers.xml.gz");
        let import = Import::of(Source::find(path, &portal.app.outward).unwrap(), portal.clock.clone());
        import.run(&portal.app.db, portal.app.places.clone(), &ProgressBar::hidden(), |_| {}).await.unwrap();
        assert_eq!(obeys_the_rules(&portal.get(OUT).await), 0, "partners' needs stay partners'");
        let all = portal.get(&format!("{OUT}?tout=oui")).await;
        assert_eq!(obeys_the_rules(&all), 5715);
        assert!(all.body.contains("OpenStreetMap"), "their credit goes with them");
        let (done, refused) = taken_in(&portal, &all.body, "retour").await;
        assert_eq!((done.added, refused), (5715, Vec::new()));
        for (original, copy) in pairs(&portal, "retour").await {
            let went = Need { page_url: original.page_url.clone(), ..as_it_went(&original) };
            assert_eq!(went, as_it_came(&copy));
        }
    }

    async fn full_and_closed_needs_are_left_out_until_there_is_a_place(portal: Portal) {
        Seed::new("Servir la soupe").places(1).sow(&portal).await;
        let closed = Seed { closed: true, ..Seed::new("Trier des livres") };
        closed.sow(&portal).await;
        assert_eq!(obeys_the_rules(&portal.get(OUT).await), 1);
        let slot = portal.slots(1).await[0];
        let token = portal.confirmed(1, slot, "lea@exemple.fr").await;
        assert_eq!(obeys_the_rules(&portal.get(OUT).await), 0);
        portal.press(&format!("/inscriptions/{token}/annulation")).await;
        assert_eq!(obeys_the_rules(&portal.get(OUT).await), 1);
    }

    async fn who_has_the_newest_state_is_told_so(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        let first = portal.get(OUT).await;
        let (etag, date) = (first.header("etag").to_owned(), first.header("last-modified").to_owned());
        let ask = async |name: &str, value: &str| {
            portal.send(Request::get(OUT).header(name, value).body(Body::empty()).unwrap()).await
        };
        portal.clock.advance(600);
        for (name, value) in [("if-none-match", &etag), ("if-modified-since", &date)] {
            let answer = ask(name, value).await;
            assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NOT_MODIFIED, ""));
            assert_eq!(answer.header("etag"), etag);
        }
        // Somebody signs up: a place fewer.
        portal.confirmed(1, portal.slots(1).await[0], "lea@exemple.fr").await;
        for (name, value) in [("if-none-match", &etag), ("if-modified-since", &date)] {
            let answer = ask(name, value).await;
            assert_eq!(answer.status, StatusCode::OK, "{name}");
            answer.says("<places>7</places>");
            assert_ne!(answer.header("etag"), etag);
        }
    }

    async fn what_xml_can_t_carry_is_left_out_and_the_rest_is_read(portal: Portal) {
        Seed { description: "fin ]]> de &#233; suite", ..Seed::new("R&D \u{1}&#39; <b> ]]>") }.sow(&portal).await;
        let feed = portal.get(OUT).await;
        assert_eq!(obeys_the_rules(&feed), 1);
        let document = Document::parse(&feed.body).unwrap();
        let mission = document.descendants().find(|node| node.has_tag_name("mission")).unwrap();
        assert_eq!(text(mission, "title"), "R&D & #39; ‹b› ]]›");
    }
}
