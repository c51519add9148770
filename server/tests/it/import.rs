//! `coup-de-main import`, on real input and on bad input.

use crate::{
    harness::{Portal, both},
    people::on_pool,
};
use indicatif::ProgressBar;
use server::feed::{FeedError, Import, ImportError, Source, Summary};
use server::places::Directory;
use server::store::needs_import::known_needs;
use std::sync::{Arc, LazyLock};

const STATIONS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/data/feeds/sapeurs-pompiers.xml.gz");
const EXAMPLE: &str = include_str!("../../data/feeds/api-engagement-example.xml");

static DIRECTORY: LazyLock<Arc<Directory>> = LazyLock::new(|| Arc::new(Directory::load().unwrap()));

async fn import_file(portal: &Portal, path: &str) -> (Result<Summary, ImportError>, Vec<String>) {
    let mut refusals = Vec::new();
    let source = Source::find(path, &portal.app.outward).unwrap();
    let import = Import::of(source, portal.clock.clone());
    let done = import
        .run(&portal.app.db, Arc::clone(&DIRECTORY), &ProgressBar::hidden(), |refusal| {
            refusals.push(refusal.to_string())
        })
        .await;
    (done, refusals)
}

async fn import(portal: &Portal, xml: impl AsRef<[u8]>) -> (Result<Summary, ImportError>, Vec<String>) {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), xml).unwrap();
    import_file(portal, file.path().to_str().unwrap()).await
}

/// A feed of missions with these client ids, and what else is to stand in each.
fn feed(ids: impl IntoIterator<Item = u32>, more: &str) -> String {
    let missions: String = ids
        .into_iter()
        .map(|id| {
            format!(
                "<mission><title>Mission {id}</title><clientId>{id}</clientId><description>Aider</description>\
                 <applicationUrl>https://exemple.org/{id}</applicationUrl><domain>sport</domain>\
                 <addresses><address><city>RENNES</city><postalCode>35000</postalCode></address></addresses>\
                 <organizationName>Les Amis</organizationName>{more}</mission>"
            )
        })
        .collect();
    format!("<?xml version=\"1.0\"?><source><publisher>Essai</publisher>{missions}</source>")
}

fn counts(summary: &Summary) -> [usize; 5] {
    [summary.added, summary.changed, summary.unchanged, summary.closed, summary.refused]
}

async fn open_ids(portal: &Portal) -> Vec<String> {
    let known = known_needs(&portal.app.db, "Essai").await.unwrap();
    let mut open: Vec<_> =
        known.into_iter().filter(|need| need.state == "open").map(|need| need.client_id).collect();
    open.sort();
    open
}

both! {
    async fn all_fire_stations_come_in_and_a_second_import_changes_nothing(portal: Portal) {
        let (first, refusals) = import_file(&portal, STATIONS).await;
        assert_eq!(refusals, Vec::<String>::new());
        let first = first.unwrap();
        assert_eq!(counts(&first), [5715, 0, 0, 0, 0]);
        assert_eq!(first.feed, "Sapeurs-pompiers de France");
        let (second, _) = import_file(&portal, STATIONS).await;
        assert_eq!(counts(&second.unwrap()), [0, 0, 5715, 0, 0]);
    }

    async fn what_changed_is_rewritten_and_what_left_is_closed(portal: Portal) {
        assert_eq!(counts(&import(&portal, feed(1..=5, "")).await.0.unwrap()), [5, 0, 0, 0, 0]);
        assert_eq!(counts(&import(&portal, feed(1..=5, "<places>3</places>")).await.0.unwrap()), [0, 5, 0, 0, 0]);
        assert_eq!(counts(&import(&portal, feed(1..=3, "<places>3</places>")).await.0.unwrap()), [0, 0, 3, 2, 0]);
        assert_eq!(open_ids(&portal).await, ["1", "2", "3"]);
        assert_eq!(counts(&import(&portal, feed(1..=5, "<places>3</places>")).await.0.unwrap()), [0, 2, 3, 0, 0]);
        assert_eq!(open_ids(&portal).await.len(), 5);
    }

    async fn a_feed_that_lost_more_than_half_changes_nothing(portal: Portal) {
        import(&portal, feed(1..=10, "")).await.0.unwrap();
        let (done, _) = import(&portal, feed(5..=8, "<places>9</places>")).await;
        assert!(matches!(done, Err(ImportError::Halved { open: 10, gone: 6 })), "{done:?}");
        let (done, _) = import(&portal, feed([], "")).await;
        assert!(matches!(done, Err(ImportError::NoMission)), "{done:?}");
        assert_eq!(counts(&import(&portal, feed(1..=10, "")).await.0.unwrap()), [0, 0, 10, 0, 0]);
        assert_eq!(counts(&import(&portal, feed(6..=10, "")).await.0.unwrap()), [0, 0, 5, 5, 0]);
    }

    async fn an_unreadable_feed_changes_nothing(portal: Portal) {
        import(&portal, feed(1..=3, "")).await.0.unwrap();
        let whole = feed(1..=3, "<places>7</places>");
        let cut = &whole[..whole.len() - 12];
        let (done, _) = import(&portal, cut).await;
        assert!(matches!(done, Err(ImportError::Feed(FeedError::Truncated { .. }))), "{done:?}");
        let bomb = whole.replacen("<source>", "<!DOCTYPE source [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><source>", 1);
        let (done, _) = import(&portal, bomb).await;
        assert!(matches!(done, Err(ImportError::Feed(FeedError::Doctype { .. }))), "{done:?}");
        let mut latin = whole.clone().into_bytes();
        let at = latin.len() - 40;
        latin[at] = 0xe9;
        let (done, _) = import(&portal, latin).await;
        assert!(matches!(done, Err(ImportError::Feed(FeedError::NotUtf8 { .. }))), "{done:?}");
        let (done, _) = import(&portal, "<html><body>503</body></html>").await;
        assert!(matches!(done, Err(ImportError::Feed(FeedError::NotAFeed { .. }))), "{done:?}");
        let message = done.unwrap_err().to_string();
        assert!(message.ends_with("nothing was changed"), "{message}");
        assert_eq!(counts(&import(&portal, feed(1..=3, "")).await.0.unwrap()), [0, 0, 3, 0, 0]);
    }

    async fn each_refused_mission_is_told_and_the_good_ones_go_in(portal: Portal) {
        let bad = feed([7], "").replace("https://exemple.org/7", "javascript:alert(1)");
        let missions = bad.split("</publisher>").nth(1).unwrap();
        let both = feed([1, 2, 1], "").replace("</source>", missions);
        let (done, refusals) = import(&portal, both).await;
        assert_eq!(counts(&done.unwrap()), [2, 0, 0, 0, 2]);
        assert_eq!(
            refusals,
            ["1: this clientId came before in the feed", "7: applicationUrl “javascript:alert(1)” is not an http(s) address"]
        );
        let (done, refusals) = import(&portal, bad.replace("Essai", "Autre")).await;
        assert!(matches!(done, Err(ImportError::AllRefused(1))), "{done:?}");
        assert_eq!(refusals.len(), 1);
    }

    async fn who_follows_changes_finds_what_an_import_wrote_after_their_last_look(portal: Portal) {
        let file = tempfile::NamedTempFile::new().unwrap();
        let refused = "<mission><clientId>x</clientId></mission></source>";
        std::fs::write(file.path(), feed([1, 2], "").replace("</source>", refused)).unwrap();
        let source = Source::find(file.path().to_str().unwrap(), &portal.app.outward).unwrap();
        let import = Import::of(source, portal.clock.clone());
        // Ten minutes pass between its beginning and its first transaction; somebody looks in between.
        let looked_at = portal.clock.now() + 300;
        let told = |_: &_| portal.clock.advance(600);
        import.run(&portal.app.db, Arc::clone(&DIRECTORY), &ProgressBar::hidden(), told).await.unwrap();
        let since = jiff::Timestamp::from_second(looked_at).unwrap();
        let found = portal.get(&format!("/api/v1/needs?updated_since={since}")).await;
        assert_eq!(crate::api_keys::json(&found)["data"].as_array().unwrap().len(), 2, "{}", found.body);
    }

    async fn what_an_association_says_of_itself_comes_along_until_it_writes_its_entry(portal: Portal) {
        let about = |words: &str| feed([1], &format!("<organizationDescription><![CDATA[{words}]]></organizationDescription>"));
        let stored = async || -> Option<String> {
            on_pool!(portal, |pool| sqlx::query_scalar("SELECT about FROM associations").fetch_one(pool).await.unwrap())
        };
        import(&portal, about("<p>Nous <b>aidons</b>.</p><p>Depuis 1950.</p>")).await.0.unwrap();
        assert_eq!(stored().await.as_deref(), Some("Nous aidons.\nDepuis 1950."));
        portal.sql("UPDATE associations SET about = 'Autrement', edited_at = 1").await;
        import(&portal, about("Encore")).await.0.unwrap();
        assert_eq!(stored().await.as_deref(), Some("Autrement"));
    }

    async fn a_mission_that_is_over_is_closed(portal: Portal) {
        import(&portal, feed([1], "<endAt>25/11/2026</endAt>")).await.0.unwrap();
        portal.clock.advance(7 * 86_400);
        let (done, refusals) = import(&portal, feed([1], "<endAt>25/11/2026</endAt>")).await;
        assert_eq!(counts(&done.unwrap()), [0, 0, 0, 1, 1]);
        assert_eq!(refusals, ["1: it ended on 2026-11-25"]);
    }

    async fn every_field_of_the_example_is_taken(portal: Portal) {
        let (done, refusals) = import(&portal, EXAMPLE.replace("/2025", "/2027")).await;
        assert_eq!(refusals, Vec::<String>::new());
        assert_eq!(counts(&done.unwrap()), [1, 0, 0, 0, 0]);
    }
}
