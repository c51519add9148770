//! All for Good's format: ours read by another parser and by our own importer, others' read by it.

use crate::{
    harness::both,
    partner_feeds_out::{as_it_came, as_it_went, pairs, taken_in, text, with_all_kinds},
};
use app::domain::need::Need;
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use roxmltree::Document;
use server::feed::{Format, Missions};

const OUT: &str = "/flux/all-for-good.xml";
const SAMPLE: &str = include_str!("../../data/feeds/all-for-good-2009.fpxml");

/// What the format can't carry is the same on both sides.
fn carried(need: &Need) -> Need {
    let mut need = need.clone();
    // Places are counted over all shifts; the posting date is that of the last change.
    let places: i64 = need.slots.iter().map(|slot| slot.capacity).sum();
    need.slots.iter_mut().for_each(|slot| slot.capacity = places);
    need.schedule = None;
    need
}

both! {
    async fn out_and_in_again_are_the_same_needs_as_far_as_it_carries_them(portal: Portal) {
        with_all_kinds(&portal).await;
        let feed = portal.get(OUT).await;
        let (done, refused) = taken_in(&portal, &feed.body, "retour").await;
        assert_eq!((done.added, refused, done.format), (3, Vec::new(), Format::AllForGood));
        assert!(done.notes.is_empty(), "{:?}", done.notes);
        for (original, copy) in pairs(&portal, "retour").await {
            let mut went = as_it_went(&original);
            if went.title == "Relire" {
                (went.title, went.slug) = ("Relire – mains".to_owned(), "relire-mains".to_owned());
            }
            if let Some(schedule) = &went.schedule {
                // Said in words at the end.
                went.description_html = format!("{}<p>{schedule}</p>", went.description_html);
                went.description_text = format!("{}\n{schedule}", went.description_text);
            }
            assert_eq!(carried(&went), carried(&as_it_came(&copy)));
        }
    }

    async fn the_structure_is_that_of_the_format(portal: Portal) {
        with_all_kinds(&portal).await;
        let feed = portal.get(OUT).await;
        let document = Document::parse(&feed.body).unwrap();
        let root = document.root_element();
        assert_eq!((root.tag_name().name(), root.attribute("schemaVersion")), ("FootprintFeed", Some("0.1")));
        let parts: Vec<_> =
            root.children().filter(|node| node.is_element()).map(|node| node.tag_name().name()).collect();
        assert_eq!(parts, ["FeedInfo", "Organizations", "VolunteerOpportunities"]);
        let organization = document.descendants().find(|node| node.has_tag_name("Organization")).unwrap();
        assert_eq!(text(organization, "nationalEIN"), "332737394");
        assert_eq!(text(organization, "organizationURL"), "https://mains.example/", "the way back");
        assert_eq!(text(organization, "detailURL"), "https://portail.example/associations/1-mains");
        let all: Vec<_> =
            document.descendants().filter(|node| node.has_tag_name("VolunteerOpportunity")).collect();
        assert_eq!(all.len(), 3);
        // Every element of ours is one that the format's own sample, or its parsers, know.
        let sample = Document::parse(SAMPLE).unwrap();
        let mut known: Vec<_> = sample.descendants().map(|node| node.tag_name().name()).collect();
        known.extend(["virtual", "country", "latitude", "longitude", "streetAddress1", "language", "providerID"]);
        for node in document.descendants() {
            assert!(known.contains(&node.tag_name().name()), "{:?}", node.tag_name());
        }
        let shifts: Vec<_> =
            all[1].descendants().filter(|node| node.has_tag_name("dateTimeDuration")).collect();
        assert_eq!(text(shifts[1], "startDate"), "2026-12-12");
        assert_eq!((text(shifts[1], "startTime"), text(shifts[1], "endDate")), ("22:00:00", "2026-12-13"));
        let start = shifts[0].children().find(|node| node.has_tag_name("startTime")).unwrap();
        assert_eq!(start.attribute("olsonTZ"), Some("Indian/Reunion"));
        assert_eq!(text(all[1], "volunteersNeeded"), "7");
    }

    async fn what_the_format_demands_is_there(portal: Portal) {
        with_all_kinds(&portal).await;
        let feed = portal.get(OUT).await;
        let document = Document::parse(&feed.body).unwrap();
        let found = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));
        let demands: [(&str, &[&str]); 5] = [
            ("FeedInfo", &["providerID", "providerName", "createdDateTime"]),
            ("Organization", &["organizationID", "name"]),
            ("VolunteerOpportunity", &["volunteerOpportunityID", "title", "description", "detailURL", "lastUpdated"]),
            ("dateTimeDuration", &["openEnded"]),
            ("sponsoringOrganizationIDs", &["sponsoringOrganizationID"]),
        ];
        for (name, demanded) in demands {
            assert!(found(name).next().is_some(), "{name}");
            for (node, child) in found(name).flat_map(|node| demanded.iter().map(move |child| (node, *child))) {
                assert!(!text(node, child).is_empty(), "{name} has its {child}");
            }
        }
        let organizations: Vec<_> = found("Organization").map(|node| text(node, "organizationID")).collect();
        for opportunity in found("VolunteerOpportunity") {
            let has = |name: &str| opportunity.descendants().filter(|node| node.has_tag_name(name)).count();
            assert!(has("dateTimeDuration") > 0 && has("location") > 0 && has("categoryTag") > 0);
        }
        assert!(found("sponsoringOrganizationID").all(|node| organizations.contains(&node.text().unwrap())));
    }

    async fn who_has_the_newest_state_is_told_so(portal: Portal) {
        with_all_kinds(&portal).await;
        let first = portal.get(OUT).await;
        let (tag, date) = (first.header("etag"), first.header("last-modified"));
        let ask = async |name: &str, value: &str| {
            portal.send(Request::get(OUT).header(name, value).body(Body::empty()).unwrap()).await
        };
        for (name, value) in [("if-none-match", tag), ("if-modified-since", date)] {
            let answer = ask(name, value).await;
            assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{name}");
            assert_eq!((answer.header("etag"), answer.header("last-modified")), (tag, date));
        }
        portal.clock.advance(600);
        portal.confirmed(2, portal.slots(2).await[0], "lea@exemple.fr").await;
        for (name, value) in [("if-none-match", tag), ("if-modified-since", date)] {
            assert_eq!(ask(name, value).await.status, StatusCode::OK, "{name}");
        }
    }

    async fn a_french_feed_of_that_format_is_imported(portal: Portal) {
        let xml = r#"<FootprintFeed schemaVersion="0.1"><FeedInfo><providerName>Coopérer</providerName></FeedInfo>
            <Organizations><Organization><organizationID>7</organizationID><name>Les Amis</name>
              <organizationURL>https://amis.example</organizationURL></Organization></Organizations>
            <VolunteerOpportunities>
              <VolunteerOpportunity><volunteerOpportunityID>a</volunteerOpportunityID>
                <sponsoringOrganizationIDs><sponsoringOrganizationID>7</sponsoringOrganizationID></sponsoringOrganizationIDs>
                <title>Planter des haies</title><volunteersNeeded>-8888</volunteersNeeded>
                <dateTimeDurations><dateTimeDuration><openEnded>Yes</openEnded></dateTimeDuration></dateTimeDurations>
                <locations><location><virtual>No</virtual><city>Rennes</city><postalCode>35000</postalCode><country>FR</country></location></locations>
                <categoryTags><categoryTag>Community</categoryTag><categoryTag>Environment</categoryTag></categoryTags>
                <minimumAge>16</minimumAge><detailURL>https://amis.example/haies</detailURL><description>Venez planter.</description>
              </VolunteerOpportunity>
              <VolunteerOpportunity><volunteerOpportunityID>b</volunteerOpportunityID>
                <sponsoringOrganizationIDs><sponsoringOrganizationID>8</sponsoringOrganizationID></sponsoringOrganizationIDs>
                <title>Sans personne</title><detailURL>https://amis.example/b</detailURL><description>?</description>
              </VolunteerOpportunity>
            </VolunteerOpportunities></FootprintFeed>"#;
        let (done, refused) = taken_in(&portal, xml, "Coopérer").await;
        assert_eq!((done.added, refused), (1, vec!["b: organizationName is missing".to_owned()]));
        server::catch_up::catch_up(&portal.app).await.unwrap();
        portal.get("/missions?q=haies&lieu=Rennes").await.says("Planter des haies").says("Les Amis");
        let need = server::store::needs::need(&portal.app.db, 1, portal.clock.now()).await.unwrap().unwrap();
        assert_eq!((need.field, need.open_to_minors, need.places()), (app::domain::Field::Environment, true, (1, 1)));
        assert_eq!(need.tags.as_deref(), Some("Community, Environment"));
    }
}

#[test]
fn the_real_listings_are_read_whole() {
    let mut missions = Missions::new(SAMPLE.as_bytes()).unwrap();
    let read: Vec<_> = missions.by_ref().collect::<Result<_, _>>().unwrap();
    assert_eq!(
        (missions.format(), missions.publisher().name.as_str()),
        (Format::AllForGood, "Volunteer Match")
    );
    assert_eq!(read.len(), 3);
    assert_eq!(read[0].title, "Be a Business Mentor - Trenton, NJ & Beyond");
    assert_eq!(read[0].organization_name, "MicroMentor | An initiative of Mercy Corps");
    assert_eq!((read[0].addresses.len(), read[0].addresses[2].city.as_str()), (3, "Santa Cruz"));
    assert_eq!((read[0].domain.as_str(), read[0].end_at.as_str()), ("numerique", ""));
    assert_eq!(read[1].organization_name, "QUIXOTE QUEST");
    assert_eq!(read[1].slots.len(), 2);
    assert_eq!(
        (read[1].slots[1].starts.as_str(), read[1].slots[1].ends.as_str()),
        ("2009-02-27T18:45:00", "2009-02-27T21:00:00")
    );
    assert_eq!((read[1].start_at.as_str(), read[1].end_at.as_str()), ("2009-02-22", "2009-02-27"));
    assert_eq!((read[1].domain.as_str(), read[1].open_to_minors.as_str()), ("solidarite-insertion", "yes"));
    assert_eq!(
        (read[2].places.as_str(), read[2].end_at.as_str(), read[2].slots.len()),
        ("3", "2009-05-31", 0)
    );
}
