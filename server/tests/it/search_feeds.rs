//! Any search as a feed, read back by parsers that aren't ours: `feed-rs` for Atom and JSON Feed, `icalendar`.

use crate::{
    harness::{Answer, Portal, START, both, plain},
    people::on_pool,
    sow::{Seed, cesson, paris},
};
use app::domain::Field;
use axum::http::StatusCode;
use feed_rs::model::{Entry, Feed, FeedType};
use icalendar::{CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event, EventLike};
use server::local_time::epoch_in_paris;

pub const HERE: &str = "https://portail.example";
const DAY: i64 = 86_400;

/// The feed as a parser of others reads it; relative addresses and made-up ids would show.
#[track_caller]
pub fn read(answer: &Answer) -> Feed {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let parser = feed_rs::parser::Builder::new().sanitize_content(false).build();
    parser.parse(answer.body.as_bytes()).unwrap()
}

pub fn titles(feed: &Feed) -> Vec<&str> {
    feed.entries.iter().map(|entry| entry.title.as_ref().unwrap().content.as_str()).collect()
}

fn link<'a>(links: &'a [feed_rs::model::Link], rel: &str) -> Option<&'a str> {
    links.iter().find(|link| link.rel.as_deref() == Some(rel)).map(|link| link.href.as_str())
}

/// The address without our own host, to be asked again.
#[track_caller]
pub fn path(url: &str) -> &str {
    url.strip_prefix(HERE).unwrap()
}

#[track_caller]
fn events(answer: &Answer) -> Vec<Event> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    assert!(
        answer.body.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')),
        "{}",
        answer.body
    );
    let calendar: icalendar::Calendar = answer.body.parse().unwrap();
    assert!(!calendar.components.is_empty(), "RFC 5545, 3.6");
    let events = calendar.components.into_iter().filter_map(|one| match one {
        CalendarComponent::Event(event) => Some(event),
        _ => None,
    });
    events.collect()
}

fn at(time: Option<DatePerhapsTime>) -> i64 {
    match time {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(at))) => at.timestamp(),
        other => panic!("{other:?} is not in UTC"),
    }
}

async fn set(portal: &Portal, id: i64, title: &str, html: &str, text: &str) {
    on_pool!(portal, |pool| sqlx::query(
        "UPDATE needs SET title = $1, description_html = $2, description_text = $3 WHERE id = $4"
    )
    .bind(title)
    .bind(html)
    .bind(text)
    .bind(id)
    .execute(pool)
    .await
    .map(|_| ())
    .unwrap())
}

fn entry(feed: &Feed, id: i64) -> &Entry {
    feed.entries.iter().find(|entry| entry.id == format!("{HERE}/missions/{id}")).unwrap()
}

both! {
    async fn atom_and_json_say_all_that_a_reader_needs(portal: Portal) {
        let soup = Seed { page_url: Some("https://mains.example/soupe?a=1&b=2"), ..Seed::new("Servir la soupe").dated(&[(2, 5)]) };
        let soup = soup.sow(&portal).await;
        portal.sql("UPDATE needs SET posted_at = 1795000000, updated_at = 1795100000, tags = 'repas, nuit'").await;
        portal.sql("UPDATE feeds SET credit = 'Les données de tous'").await;
        for (address, kind, media) in [
            ("/missions.atom", FeedType::Atom, "application/atom+xml; charset=utf-8"),
            ("/missions.json", FeedType::JSON, "application/feed+json; charset=utf-8"),
        ] {
            let answer = portal.get(address).await;
            assert_eq!(answer.header("content-type"), media);
            let feed = read(&answer);
            assert_eq!(feed.feed_type, kind);
            assert_eq!(plain(&feed.title.as_ref().unwrap().content), "Missions : Partout en France");
            let entry = entry(&feed, soup);
            assert_eq!(entry.title.as_ref().unwrap().content, "Servir la soupe");
            assert_eq!(entry.published.unwrap().timestamp(), 1_795_000_000);
            assert_eq!(entry.updated.unwrap().timestamp(), 1_795_100_000, "the need's own change");
            assert_eq!(entry.authors[0].name.as_deref(), Some("Les Mains ouvertes"));
            let hrefs: Vec<&str> = entry.links.iter().map(|link| link.href.as_str()).collect();
            assert!(hrefs.contains(&&*format!("{HERE}/missions/{soup}-servir-la-soupe")), "{hrefs:?}");
            assert!(hrefs.contains(&"https://mains.example/soupe?a=1&b=2"), "{hrefs:?}");
            let content = entry.content.as_ref().unwrap().body.as_ref().unwrap();
            for part in ["<p>Une description assez longue pour être lue.</p>", "Rennes", "dimanche 22 novembre",
                "href=\"https://mains.example/soupe?a=1&amp;b=2\"", "Les données de tous"] {
                assert!(plain(content).contains(part), "{part} in {content}");
            }
        }
        let atom = read(&portal.get("/missions.atom").await);
        assert_eq!((atom.id.as_str(), atom.language.as_deref()), (&*format!("{HERE}/missions.atom"), Some("fr")));
        assert_eq!(atom.updated.unwrap().timestamp(), 1_795_100_000);
        let one = entry(&atom, soup);
        assert_eq!(link(&one.links, "related"), Some("https://mains.example/soupe?a=1&b=2"));
        assert_eq!(one.authors[0].uri.as_deref(), Some("https://mains-ouvertes.example"));
        assert_eq!(one.categories[0].term, Field::Solidarity.code());
        assert_eq!(one.categories[0].label.as_deref(), Some(Field::Solidarity.label(app::domain::Lang::Fr)));
        portal.get("/missions.atom").await.says("<georss:point>48.1113 -1.68</georss:point>");

        let json: serde_json::Value = serde_json::from_str(&portal.get("/missions.json").await.body).unwrap();
        assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
        let item = &json["items"][0];
        assert_eq!(item["external_url"], "https://mains.example/soupe?a=1&b=2");
        assert_eq!(item["tags"], serde_json::json!([Field::Solidarity.label(app::domain::Lang::Fr), "repas", "nuit"]));
        let need = &item["_coup_de_main"];
        assert_eq!((&need["addresses"][0]["lat"], &need["slots"][0]["places_left"]), (&48.1113.into(), &5.into()));
        assert_eq!(need["slots"][0]["starts_at"], "2026-11-22T10:00:00+01:00", "as in /api/v1/needs");
        assert_eq!(json["_coup_de_main"]["total"], 1);

        let english = read(&portal.get("/en/missions.atom").await);
        assert_eq!(english.language.as_deref(), Some("en"));
        assert_eq!(entry_links(&english, soup), format!("{HERE}/en/missions/{soup}-servir-la-soupe"));
    }

    async fn a_feed_finds_what_its_search_finds(portal: Portal) {
        let near = Seed { field: Field::Sport, ..Seed::new("Courir à Cesson").at(&[cesson()]) }.sow(&portal).await;
        Seed { field: Field::Sport, ..Seed::new("Courir à Paris").at(&[paris()]) }.sow(&portal).await;
        Seed::new("Lire à Rennes").sow(&portal).await;
        let minors = Seed { open_to_minors: true, ..Seed::new("Chanter à Rennes") }.sow(&portal).await;
        Seed { closed: true, ..Seed::new("Fermé à Rennes") }.sow(&portal).await;
        for (query, expected) in [
            ("", vec!["Chanter à Rennes", "Lire à Rennes", "Courir à Paris", "Courir à Cesson"]),
            ("lieu=Rennes", vec!["Chanter à Rennes", "Lire à Rennes", "Courir à Cesson"]),
            ("lieu=Rennes&tri=distance&rayon=50", vec!["Chanter à Rennes", "Lire à Rennes", "Courir à Cesson"]),
            ("lieu=Rennes&rayon=2", vec!["Chanter à Rennes", "Lire à Rennes"]),
            ("q=courir&domaine=sport", vec!["Courir à Paris", "Courir à Cesson"]),
            ("lieu=dep-75", vec!["Courir à Paris"]),
            ("mineurs=1", vec!["Chanter à Rennes"]),
            ("q=licorne", vec![]),
        ] {
            for kind in ["atom", "json"] {
                let feed = read(&portal.get(&format!("/missions.{kind}?{query}")).await);
                assert_eq!(titles(&feed), expected, "{kind} {query}");
            }
            let page = portal.get(&format!("/missions?{query}")).await;
            for title in &expected {
                page.says(title);
            }
            assert_eq!(page.body.matches("<article").count(), expected.len(), "{query}");
        }
        let title = read(&portal.get("/missions.atom?lieu=Rennes&q=courir&rayon=5").await).title.unwrap().content;
        assert_eq!(plain(&title), "Missions : « courir » · Rennes (35), à moins de 5 km");
        let around = read(&portal.get("/missions.atom?lieu=48.11,-1.68").await);
        assert_eq!(plain(&around.title.as_ref().unwrap().content), "Missions : Rennes (35), à moins de 20 km", "not \"near you\"");
        assert!(around.entries.iter().any(|entry| entry.id.ends_with(&near.to_string())) && minors > near);
    }

    async fn pages_are_linked_and_hold_everything_once(portal: Portal) {
        for _ in 0..3 {
            Seed::new("Servir la soupe").sow(&portal).await;
        }
        // As many as would take long to sow one by one.
        portal.sql("INSERT INTO needs (association_id, title, slug, description_html, description_text, field, remote,
                open_to_minors, reduced_mobility, close_to_transport, sign_up, state, posted_at, updated_at, revision)
            SELECT a.association_id, 'Trier', 'trier', '', '', a.field, 'no', a.open_to_minors, a.reduced_mobility,
                a.close_to_transport, 'here', 'open', a.posted_at, a.updated_at, 100
            FROM needs a, needs b, needs c, needs d, needs e").await;
        server::catch_up::catch_up(&portal.app).await.unwrap();
        for kind in ["atom", "json"] {
            let (mut next, mut ids, mut pages) = (Some(format!("{HERE}/missions.{kind}?q=")), Vec::new(), 0);
            while let Some(address) = next {
                let answer = portal.get(path(&address)).await;
                let feed = read(&answer);
                ids.extend(feed.entries.iter().map(|entry| entry.id.clone()));
                pages += 1;
                next = match kind {
                    "atom" => link(&feed.links, "next").map(str::to_owned),
                    _ => serde_json::from_str::<serde_json::Value>(&answer.body).unwrap()["next_url"].as_str().map(str::to_owned),
                };
                assert!(feed.entries.len() <= 100);
                if kind == "atom" {
                    assert_eq!(feed.id, format!("{HERE}/missions.atom"), "one feed, whatever the page");
                    assert_eq!(link(&feed.links, "previous").is_some(), pages > 1);
                    assert_eq!(link(&feed.links, "last").unwrap(), format!("{HERE}/missions.atom?page=3"));
                }
            }
            assert_eq!((pages, ids.len()), (3, 246), "{kind}");
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), 246, "{kind}");
        }
        assert_eq!(read(&portal.get("/missions.atom?page=9").await).entries.len(), 0);
    }

    async fn every_slot_to_come_is_an_event_under_its_own_name(portal: Portal) {
        let soup = Seed { page_url: Some("https://mains.example/soupe"), ..Seed::new("Servir la soupe, dehors ; vite").dated(&[(2, 5), (9, 5), (-1, 5)]) }.sow(&portal).await;
        Seed::new("Sans date").sow(&portal).await;
        let far = Seed::new("À Paris").dated(&[(1, 1)]).at(&[paris()]).sow(&portal).await;
        portal.sql("UPDATE needs SET updated_at = 1795100000, version = 3 WHERE title LIKE 'Servir%'").await;
        let found = events(&portal.get("/missions.ics?lieu=Rennes").await);
        let slots = portal.slots(soup).await;
        let uids: Vec<&str> = found.iter().map(|event| event.get_uid().unwrap()).collect();
        assert_eq!(uids, [&slots[1], &slots[2]].map(|slot| format!("need-{soup}-slot-{slot}@portail.example")), "what is over is left out");
        let event = &found[0];
        assert_eq!(event.get_summary(), Some("Servir la soupe, dehors ; vite"));
        assert_eq!((at(event.get_start()), at(event.get_end())), (START + 2 * DAY, START + 2 * DAY + 3 * 3600));
        assert_eq!(event.get_timestamp().unwrap().timestamp(), 1_795_100_000);
        assert_eq!(event.property_value("LAST-MODIFIED"), Some("20261119T145320Z"));
        assert_eq!(event.get_sequence(), Some(3));
        assert_eq!(event.get_location(), Some("1 place de la Mairie, 35000 Rennes"));
        assert_eq!(event.property_value("GEO"), Some("48.1113;-1.68"));
        assert_eq!(event.get_url(), Some(&*format!("{HERE}/missions/{soup}-servir-la-soupe-dehors-vite")));
        let description = event.get_description().unwrap();
        assert!(description.contains("Les Mains ouvertes") && description.contains("https://mains.example/soupe"), "{description}");

        // The one that is mailed to whoever signs up is the same event.
        let mailed = portal.get(&format!("/missions/{soup}/creneaux/{}.ics", slots[1])).await;
        let mailed: icalendar::Calendar = mailed.body.parse().unwrap();
        let mailed = mailed.components[0].as_event().unwrap().get_uid().unwrap().to_owned();
        assert_eq!(mailed, uids[0]);

        let calendar = portal.get("/missions.ics?lieu=Rennes").await;
        calendar.says("X-WR-CALNAME:Missions : Rennes (35)\\, à moins de 20 km").says("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        assert!(!calendar.body.contains("METHOD:"), "subscribed to, not sent");
        assert_eq!(events(&portal.get("/missions.ics").await)[0].get_uid().unwrap(), format!("need-{far}-slot-{}@portail.example", portal.slots(far).await[0]), "in order of time");
        assert_eq!(events(&portal.get("/missions.ics?q=licorne").await).len(), 0, "an empty calendar is one");
        let none = feed_rs::parser::parse(portal.get("/missions.atom?q=licorne").await.body.as_bytes()).unwrap();
        assert_eq!(Some(none.updated.unwrap().timestamp()), epoch_in_paris("2026-11-20T00:00"), "never in the future");
        portal.clock.advance(3 * DAY);
        assert_eq!(events(&portal.get("/missions.ics?lieu=Rennes").await).len(), 1, "time goes by");
    }

    async fn whatever_was_typed_comes_through_whole(portal: Portal) {
        let id = Seed::new("x").dated(&[(2, 5)]).sow(&portal).await;
        for hostile in [
            "]]>", "<![CDATA[ x ]]>", "\"guillemets\" & 'apostrophes' <b>gras</b>", "emoji 🍲👩🏽‍🍳 café", "&amp;lt;",
            "a\\,b;c\\n", "BEGIN:VEVENT", "une ligne très longue, é à ï ".repeat(20).trim_end(), "trait \u{2028} séparé", "{\"a\":1}",
        ] {
            let html = format!("<p>{}</p>", quick_xml::escape::escape(hostile));
            set(&portal, id, hostile, &html, hostile).await;
            for kind in ["atom", "json"] {
                let feed = read(&portal.get(&format!("/missions.{kind}")).await);
                assert_eq!(titles(&feed), [hostile], "{kind}");
                let content = feed.entries[0].content.as_ref().unwrap().body.as_ref().unwrap();
                assert!(content.contains(&html), "{kind}: {html} in {content}");
            }
            let events = events(&portal.get("/missions.ics").await);
            assert_eq!(events.len(), 1, "{hostile}");
            assert_eq!(events[0].get_summary(), Some(hostile));
            assert!(events[0].get_description().unwrap().contains(hostile), "{hostile}");
        }
        // What no XML and no calendar can carry is left out, and breaks nothing.
        let control = "soupe\u{1}\u{b} du\u{7f} soir";
        set(&portal, id, control, "<p>a\u{1}b</p>", control).await;
        assert_eq!(titles(&read(&portal.get("/missions.atom").await)), ["soupe du\u{7f} soir"]);
        assert_eq!(titles(&read(&portal.get("/missions.json").await)), [control]);
        assert_eq!(events(&portal.get("/missions.ics").await)[0].get_summary(), Some("soupe du soir"));
    }

    async fn json_gives_needs_as_the_api_does(portal: Portal) {
        let id = Seed::new("Servir la soupe").dated(&[(2, 5)]).sow(&portal).await;
        let feed: serde_json::Value = serde_json::from_str(&portal.get("/missions.json").await.body).unwrap();
        let api: serde_json::Value = serde_json::from_str(&portal.get(&format!("/api/v1/needs/{id}")).await.body).unwrap();
        assert_eq!(feed["items"][0]["_coup_de_main"], api);
    }
}

fn entry_links(feed: &Feed, id: i64) -> String {
    link(&entry(feed, id).links, "alternate").unwrap().to_owned()
}
