//! What pages tell other programs, by schema.org's words.

use crate::{
    harness::{Answer, both},
    posting::{coordinator, form, slots},
    sow::Seed,
};
use serde_json::{Value, json};

/// The graph in the head of a page.
#[track_caller]
fn graph(page: &Answer) -> Vec<Value> {
    let (_, rest) = page.body.split_once("<script type=\"application/ld+json\">").expect("no data");
    let (data, _) = rest.split_once("</script>").unwrap();
    let data: Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().unwrap().clone()
}

both! {
    async fn a_need_is_a_posting_and_each_shift_to_come_an_event(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let days = [["", "2026-12-05", "09:00", "12:00", "3"], ["", "2026-12-12", "09:00", "", "1"]];
        browser.post("/espace/1/missions/nouvelle", &form(&slots(&days))).await;
        portal.confirmed(1, portal.slots(1).await[1], "lea@exemple.fr").await;
        let graph = graph(&portal.get("/missions/1-servir-la-soupe").await);
        assert_eq!(graph.len(), 3);
        let (posting, first, second) = (&graph[0], &graph[1], &graph[2]);
        assert_eq!((&posting["@type"], &posting["employmentType"]), (&json!("JobPosting"), &json!("VOLUNTEER")));
        assert_eq!(posting["title"], "Servir la soupe");
        assert!(posting["description"].as_str().unwrap().starts_with("<p>Servir un repas chaud"));
        assert_eq!(posting["hiringOrganization"]["name"], "mains");
        assert_eq!(posting["datePosted"], "2026-11-20");
        assert_eq!(posting["validThrough"], "2026-12-12T09:00:00+01:00");
        assert_eq!(posting["jobLocation"][0]["address"]["addressLocality"], "Rennes");
        assert_eq!((&posting["directApply"], &posting["totalJobOpenings"]), (&json!(true), &json!(3)));
        assert!(posting.get("jobLocationType").is_none());
        assert_eq!(first["@type"], "Event");
        assert_eq!((&first["startDate"], &first["endDate"]), (&json!("2026-12-05T09:00:00+01:00"), &json!("2026-12-05T12:00:00+01:00")));
        assert_eq!(first["eventAttendanceMode"], "https://schema.org/OfflineEventAttendanceMode");
        assert_eq!((&first["remainingAttendeeCapacity"], &first["offers"]["price"]), (&json!(3), &json!(0)));
        assert_eq!((&second["remainingAttendeeCapacity"], second.get("endDate")), (&json!(0), None));
        assert_eq!(second["offers"]["availability"], "https://schema.org/SoldOut");
    }

    async fn what_is_done_from_home_is_said_so(portal: Portal) {
        let remote = Seed { remote: app::domain::need::Remote::Full, addresses: Vec::new(), ..Seed::new("Relire des lettres") };
        remote.sow(&portal).await;
        let posting = &graph(&portal.get("/en/missions/1-relire-des-lettres").await)[0];
        assert_eq!(posting["jobLocationType"], "TELECOMMUTE");
        assert_eq!(posting["applicantLocationRequirements"]["name"], "France");
        assert_eq!(posting["url"], "https://portail.example/en/missions/1-relire-des-lettres");
        assert!(posting.get("jobLocation").is_none() && posting.get("validThrough").is_none());
        assert_eq!(posting["hiringOrganization"]["sameAs"], "https://mains-ouvertes.example");
    }

    async fn nothing_typed_gets_out_of_the_data(portal: Portal) {
        let title = "Fin </script><script>alert(1)</script> \"\u{2028}";
        Seed { description: "<!-- </script> &amp;", ..Seed::new(title) }.sow(&portal).await;
        let need = server::store::needs::need(&portal.app.db, 1, portal.clock.now()).await.unwrap().unwrap();
        let page = portal.get(&need.path()).await;
        assert_eq!(graph(&page)[0]["title"], title);
        assert!(!page.body.contains("<script>alert(1)"), "{}", page.body);
    }

    async fn other_pages_say_what_they_are(portal: Portal) {
        let id = portal.association("mains").await;
        portal.sql("UPDATE associations SET siren = '332737394', web_page = 'https://mains.example', networks = 'https://social.example/mains'").await;
        let ngo = &graph(&portal.get(&format!("/associations/{id}-mains")).await)[0];
        assert_eq!((&ngo["@type"], &ngo["identifier"][0]["value"]), (&json!("NGO"), &json!("332737394")));
        assert_eq!(ngo["sameAs"], json!(["https://mains.example", "https://social.example/mains"]));
        let site = &graph(&portal.get("/").await)[0];
        assert_eq!(site["potentialAction"]["target"]["urlTemplate"], "https://portail.example/missions?q={search_term_string}");
        Seed::new("Servir la soupe").sow(&portal).await;
        let list = &graph(&portal.get("/missions?q=soupe").await)[0];
        assert_eq!(list["itemListElement"][0]["url"], "https://portail.example/missions/1-servir-la-soupe");
        let closed = Seed { closed: true, ..Seed::new("Trier des livres") }.sow(&portal).await;
        assert!(!portal.get(&format!("/missions/{closed}-trier-des-livres")).await.body.contains("ld+json"));
    }
}
