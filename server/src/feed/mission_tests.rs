#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::*;
use crate::feed::{Missions, RawAddress};
use app::domain::Point;
use jiff::civil::date;
use std::sync::LazyLock;

const TODAY: Date = date(2024, 6, 1);

static DIRECTORY: LazyLock<Directory> = LazyLock::new(|| Directory::load().unwrap());

fn example() -> RawMission {
    let xml = include_bytes!("../../data/feeds/api-engagement-example.xml");
    Missions::new(&xml[..]).unwrap().next().unwrap().unwrap()
}

fn judged(change: impl FnOnce(&mut RawMission)) -> Result<FeedMission, Reason> {
    let mut raw = example();
    change(&mut raw);
    FeedMission::judge(&raw, 7, &DIRECTORY, TODAY).map_err(|refusal| refusal.reason)
}

#[test]
fn takes_all_of_the_example() {
    let mission = judged(|_| {}).unwrap();
    assert_eq!(mission.client_id, "32132143");
    assert_eq!(mission.title, "Titre de la mission");
    assert_eq!(
        mission.description_html,
        "<p>Description de la mission</p><p>Indemnité\u{202f}: 10\u{202f}€ brut par heure</p>"
    );
    assert_eq!(mission.application_url, "https://www.urltomymission.org/");
    assert_eq!(mission.posted_on, Some(date(2023, 1, 1)));
    assert_eq!((mission.first_day, mission.last_day), (Some(date(2025, 1, 1)), Some(date(2025, 1, 11))));
    assert_eq!(mission.schedule.as_deref(), Some("1 demi-journée par semaine"));
    assert_eq!((mission.places, mission.field, mission.remote), (2, Field::Environment, Remote::Full));
    assert_eq!((mission.activity, mission.audience.as_deref()), (Some("logistique"), Some("Tous")));
    assert_eq!(
        mission.requirements.as_deref(),
        Some("Exigence 1, Exigence 2. Compétences\u{202f}: compétence 1, compétence 2, Rome 1, Rome 2")
    );
    assert!(mission.reduced_mobility && mission.close_to_transport && mission.open_to_minors);
    assert_eq!(mission.addresses.len(), 2);
    assert_eq!(mission.addresses[0].point, Point::new(48.8541, 2.3643).unwrap());
    assert_eq!(mission.addresses[1].street, "Quai de Loire");
    assert_eq!(
        (mission.association.key.as_str(), mission.association.name.as_str()),
        ("123312321", "Mon asso")
    );
    assert_eq!(mission.tags.as_deref(), Some("environnement, écologie"));
    let extra: serde_json::Value = serde_json::from_str(&mission.extra.unwrap()).unwrap();
    assert_eq!(extra, serde_json::json!({ "image": "https://monurl.com/1.jpg", "priority": "haute" }));
    assert_eq!(mission.association.rna.unwrap().as_str(), "W922000733");
    assert_eq!(mission.association.siren.unwrap().as_str(), "332737394");
    let extra: serde_json::Value = serde_json::from_str(&mission.association.extra.unwrap()).unwrap();
    assert_eq!(extra["organizationLogo"], "https://www.organizationname.com/logo.jpg");
    assert_eq!(extra["organizationReseaux"], "Réseau");
    assert_eq!(extra.as_object().unwrap().len(), 8);
    assert_eq!(mission.notes, []);
}

#[test]
fn refuses_with_the_reason() {
    let refused = |change: fn(&mut RawMission)| judged(change).unwrap_err();
    assert_eq!(refused(|raw| raw.client_id.clear()), Reason::Missing("clientId"));
    assert_eq!(refused(|raw| raw.title = " <b></b> ".into()), Reason::Missing("title"));
    assert_eq!(refused(|raw| raw.title = "x".repeat(201)), Reason::TooLong("title"));
    assert_eq!(refused(|raw| raw.too_long = Some("description")), Reason::TooLong("description"));
    assert_eq!(refused(|raw| raw.description = "<script>x</script>".into()), Reason::Missing("description"));
    assert!(matches!(refused(|raw| raw.application_url = "javascript:alert(1)".into()), Reason::Link(_)));
    assert!(matches!(refused(|raw| raw.start_at = "demain".into()), Reason::Date { element: "startAt", .. }));
    assert!(matches!(refused(|raw| raw.start_at = "12/01/2025".into()), Reason::EndsBeforeStart { .. }));
    assert_eq!(
        refused(|raw| (raw.start_at, raw.end_at) = (String::new(), "31/05/2024".into())),
        Reason::Ended(date(2024, 5, 31))
    );
    assert_eq!(refused(|raw| raw.domain = "jardins".into()), Reason::Domain("jardins".into()));
    assert_eq!(refused(|raw| raw.remote = "parfois".into()), Reason::Remote("parfois".into()));
    assert_eq!(refused(|raw| raw.places = "0".into()), Reason::Places("0".into()));
    assert_eq!(refused(|raw| raw.organization_name.clear()), Reason::Missing("organizationName"));
    assert_eq!(refused(|raw| raw.addresses = vec![RawAddress::default(); 51]), Reason::TooManyAddresses);
    let nowhere = refused(|raw| {
        raw.remote = "no".into();
        raw.addresses = vec![RawAddress { city: "Nulle-Part".into(), ..RawAddress::default() }];
    });
    assert_eq!(nowhere, Reason::Nowhere("Nulle-Part".into()));
}

#[test]
fn a_mission_without_client_id_is_called_by_its_number() {
    let refusal = FeedMission::judge(&RawMission::default(), 7, &DIRECTORY, TODAY).unwrap_err();
    assert_eq!(refusal.to_string(), "#7: clientId is missing");
}

#[test]
fn coordinates_are_believed_only_near_their_commune() {
    for (lat, lon) in [("2.3643", "48.8541"), ("0", "0"), ("47.9", "1.9x"), ("44.8", "-0.6")] {
        let mission =
            judged(|raw| (raw.addresses[0].lat, raw.addresses[0].lon) = (lat.into(), lon.into())).unwrap();
        assert!(
            mission.addresses[0].point.distance_km(Point::new(48.8541, 2.3643).unwrap()) < 5.0,
            "{lat} {lon}"
        );
        assert_eq!(mission.notes, [Note::Coordinates]);
    }
    let unknown =
        judged(|raw| (raw.addresses[1].city, raw.addresses[1].postal_code) = ("Orl.".into(), String::new()))
            .unwrap();
    assert_eq!(unknown.addresses[1].city, "Orléans");
}

#[test]
fn places_are_understood_as_people_write_them() {
    for (written, city, postcode) in [
        ("PARIS 75018", "Paris 18e", "75018"),
        ("LYON 7", "Lyon 7e", "69007"),
        ("ST DENIS 93210", "Saint-Denis", "93210"),
    ] {
        let address = RawAddress { city: written.into(), ..RawAddress::default() };
        let placed = judged(|raw| raw.addresses = vec![address]).unwrap();
        assert_eq!(
            (placed.addresses[0].city.as_str(), placed.addresses[0].postcode.as_str()),
            (city, postcode),
            "{written}"
        );
    }
}

#[test]
fn from_home_needs_no_address() {
    let mission = judged(|raw| raw.addresses.clear()).unwrap();
    assert_eq!(mission.addresses, []);
    let abroad =
        judged(|raw| raw.addresses.iter_mut().for_each(|address| address.country = "Sénégal".into()))
            .unwrap();
    assert_eq!(abroad.notes, [Note::Address, Note::Address]);
}

#[test]
fn the_hash_tells_any_change() {
    let (mut raw, before) = (example(), content_hash(&example()));
    assert_eq!(content_hash(&raw), before);
    raw.addresses[1].street.push('x');
    assert_ne!(content_hash(&raw), before);
}

#[test]
fn what_nobody_reads_is_too_long() {
    let hostile = "<b a>".repeat(5_000);
    assert_eq!(judged(|raw| raw.title.clone_from(&hostile)).unwrap_err(), Reason::TooLong("title"));
    assert_eq!(
        judged(|raw| raw.description.clone_from(&hostile)).unwrap_err(),
        Reason::TooLong("description")
    );
    assert!(Reason::Places("0".into()).is_full() && !Reason::Places("-1".into()).is_full());
}
