#![allow(clippy::unwrap_used, clippy::expect_used)]
use super::super::{mission::MAX_ADDRESSES, slots::MAX_SLOTS};
use super::*;
use std::io::Write;

const EXAMPLE: &str = include_str!("../../data/feeds/api-engagement-example.xml");

fn all(bytes: &[u8]) -> Result<Vec<RawMission>, FeedError> {
    Missions::new(bytes)?.collect()
}

fn feed(missions: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><source>{missions}</source>")
}

#[test]
fn reads_every_field_of_the_example() {
    let mut missions = Missions::new(EXAMPLE.as_bytes()).unwrap();
    let mission = missions.next().unwrap().unwrap();
    assert!(missions.next().is_none());
    assert_eq!(missions.publisher().name, "Example Job Site");
    assert_eq!(missions.publisher().url, "http://www.examplemissionsite.com");
    let json = serde_json::to_value(&mission).unwrap();
    for (key, value) in json.as_object().unwrap() {
        let empty = value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty);
        assert!(!empty || key == "metadata", "{key} was not read");
    }
    assert_eq!(mission.addresses.len(), 2);
    assert_eq!(mission.addresses[1].city, "Orléans");
    assert_eq!(mission.addresses[1].lat, "47.8951");
    assert_eq!(mission.tags, ["environnement", "écologie"]);
    assert_eq!(mission.end_at, "11/01/2025");
}

#[test]
fn reads_lists_as_repeated_values_and_skips_what_it_does_not_know() {
    let xml = feed(
        "<mission><clientId>1</clientId><tags><value>a, b</value><value>c</value></tags>\
         <new><title>no</title></new><title>T &amp; &#233; &nbsp;&lt;</title><metadata><title>no</title></metadata></mission>",
    );
    let missions = all(xml.as_bytes()).unwrap();
    assert_eq!(missions[0].tags, ["a, b", "c"]);
    assert_eq!(missions[0].title, "T & é &nbsp;<");
}

#[test]
fn reads_markup_that_nobody_wrapped() {
    let xml = feed("<mission><description><p>Un <b>deux</b></p> trois</description></mission>");
    assert_eq!(all(xml.as_bytes()).unwrap()[0].description, "<p>Un <b>deux</b></p> trois");
}

#[test]
fn unpacks_gzip_whatever_its_name() {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(EXAMPLE.as_bytes()).unwrap();
    let packed = packer.finish().unwrap();
    assert_eq!(all(&packed).unwrap(), all(EXAMPLE.as_bytes()).unwrap());
    assert!(matches!(all(&packed[..packed.len() / 2]), Err(FeedError::Truncated { .. })));
}

#[test]
fn refuses_document_types() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE source [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><source><mission><title>&b;</title></mission></source>";
    assert!(matches!(all(bomb.as_bytes()), Err(FeedError::Doctype { .. })));
}

#[test]
fn tells_which_byte_is_not_utf8() {
    let mut bytes = feed("<mission><title>Été</title></mission>").into_bytes();
    let at = bytes.iter().position(|&byte| byte == 0xc3).unwrap();
    bytes[at] = 0xe9;
    let Err(FeedError::NotUtf8 { position }) = all(&bytes) else { panic!("read") };
    assert_eq!(position, at as u64);
    let latin =
        b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><source><publisher>\xe9t\xe9</publisher></source>";
    assert!(matches!(all(latin), Err(FeedError::Encoding { declared }) if declared == "ISO-8859-1"));
}

#[test]
fn signs_cut_by_a_chunk_are_whole() {
    struct Drip<'a>(&'a [u8]);
    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
            let Some((&first, rest)) = self.0.split_first() else { return Ok(0) };
            out[0] = first;
            self.0 = rest;
            Ok(1)
        }
    }
    let missions: Vec<_> =
        Missions::new(Drip(EXAMPLE.as_bytes())).unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(missions, all(EXAMPLE.as_bytes()).unwrap());
}

#[test]
fn a_feed_cut_anywhere_is_an_error_and_never_a_panic() {
    for end in 0..EXAMPLE.trim_end().len() {
        assert!(all(&EXAMPLE.as_bytes()[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn names_what_is_no_feed() {
    assert!(matches!(all(b""), Err(FeedError::Empty)));
    assert!(matches!(all(b" \n"), Err(FeedError::Empty)));
    assert!(matches!(all(b"<html><body/></html>"), Err(FeedError::NotAFeed { root }) if root == "html"));
    assert!(matches!(all(b"<source><mission></source>"), Err(FeedError::Malformed { .. })));
    let deep = feed(&"<a>".repeat(100));
    assert!(matches!(all(deep.as_bytes()), Err(FeedError::TooDeep { .. })));
}

#[test]
fn of_what_comes_without_end_it_keeps_enough_to_be_refused() {
    let (addresses, durations) = ("<address><city>x</city></address>", "<dateTimeDuration/>");
    let xml = feed(&format!("<mission><addresses>{}</addresses></mission>", addresses.repeat(50_000)));
    assert_eq!(all(xml.as_bytes()).unwrap()[0].addresses.len(), MAX_ADDRESSES + 1);
    let xml = feed(&format!("<mission><addresses>{}</addresses></mission>", "<address/>".repeat(50_000)));
    assert_eq!(all(xml.as_bytes()).unwrap()[0].addresses.len(), 1, "nothing is said of any");
    let opportunity = format!(
        "<FootprintFeed><VolunteerOpportunities><VolunteerOpportunity><dateTimeDurations>{}</dateTimeDurations>\
         </VolunteerOpportunity></VolunteerOpportunities></FootprintFeed>",
        durations.repeat(50_000)
    );
    assert_eq!(all(opportunity.as_bytes()).unwrap()[0].slots.len(), MAX_SLOTS + 1);
}

#[test]
fn drops_signs_of_control() {
    let xml = feed(
        "<publisher>E\0ssai</publisher><mission><title>Sou\0pe&#1;</title><tags><value>a\u{8}</value></tags></mission>",
    );
    let mut missions = Missions::new(xml.as_bytes()).unwrap();
    let mission = missions.next().unwrap().unwrap();
    assert_eq!((mission.title.as_str(), &*mission.tags), ("Soupe", &["a".to_owned()][..]));
    assert_eq!(missions.publisher().name, "Essai");
}

#[test]
fn marks_what_is_too_long_and_reads_on() {
    let long = "x".repeat(MAX_FIELD_BYTES + 1);
    let xml = feed(&format!(
        "<mission><description>{long}</description></mission><mission><title>ok</title></mission>"
    ));
    let missions = all(xml.as_bytes()).unwrap();
    assert_eq!(missions[0].too_long, Some("description"));
    assert_eq!((missions[1].too_long, missions[1].title.as_str()), (None, "ok"));
    let huge = "x".repeat(2 * MAX_MISSION_BYTES);
    let xml = feed(&format!("<mission><description>{huge}</description></mission>"));
    assert!(matches!(all(xml.as_bytes()), Err(FeedError::TooLarge { .. })));
}

#[test]
fn reads_all_the_fire_stations() {
    let packed = include_bytes!("../../data/feeds/sapeurs-pompiers.xml.gz");
    assert_eq!(Missions::new(&packed[..]).unwrap().filter(Result::is_ok).count(), 5715);
}

proptest::proptest! {
    #[test]
    fn never_panics(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..400)) {
        let _ = all(&bytes);
        let mut inside = b"<source><mission>".to_vec();
        inside.extend(bytes);
        let _ = all(&inside);
    }
}
