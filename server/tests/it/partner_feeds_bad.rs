//! Feeds that are packed with what takes memory or what no database keeps, and missions that can't be taken any more.

use crate::{
    harness::both,
    partner::{LIST, ONE, Partner, coordinator, feed, open, read},
    people::on_pool,
};
use axum::http::StatusCode;
use server::{
    feed::{Source, SourceError, scheduled::fetch_one},
    outward::{Outward, OutwardError, addresses::Allowed},
};

const DAY: i64 = 86_400;

both! {
    async fn of_very_many_that_are_refused_the_first_are_kept_and_all_are_counted(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let bad = "<mission><clientId>x</clientId></mission>".repeat(300);
        let (partner, address) = Partner::with(feed(&["a"], "").replace("</source>", &format!("{bad}</source>"))).await;
        let page = read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        page.says("1 nouvelle, 300 refusées").says("En voici les 200 premières");
        assert_eq!(portal.count("feed_refusals").await, 200);
        // The same where the feed is broken after them.
        partner.has(feed(&["a"], "").replace("</source>", &format!("{bad}<mission>")));
        portal.clock.advance(DAY);
        assert!(fetch_one(&portal.app).await.unwrap());
        browser.get(ONE).await.says("abîmé ou coupé");
        let counts: Vec<i64> = on_pool!(portal, |pool| {
            sqlx::query_scalar("SELECT refused FROM feed_runs ORDER BY id").fetch_all(pool).await.unwrap()
        });
        assert_eq!(counts, [300, 0], "read whole before anything is written");
    }

    async fn what_takes_a_parser_the_square_of_its_length_is_refused(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let tags: String = (0..5_000).map(|number| format!("<b a{number}>")).collect();
        let hostile = format!("<p>{tags}{}", "<p>x".repeat(10_000));
        let addresses = "<address><city>RENNES</city></address>".repeat(50_000);
        let packed = feed(&["a", "b", "c", "d"], "")
            .replacen("Aider", &format!("<![CDATA[{hostile}]]>"), 1)
            .replacen("<title>Mission b", &format!("<title><![CDATA[{hostile}]]>"), 1)
            .replace("</addresses><organizationName>Un autre nom</organizationName></mission></source>",
                &format!("{addresses}</addresses><organizationName>x</organizationName></mission></source>"));
        let (_, address) = Partner::with(packed).await;
        let page = read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        page.says("1 nouvelle, 3 refusées").says("trop long : la description").says("trop long : le titre").says("elle a trop d’adresses");
        assert_eq!(open(&portal).await, 1);
    }

    async fn signs_that_no_database_keeps_are_dropped(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let packed = feed(&["a\0", "b"], "<organizationClientId>7\0</organizationClientId><domain>sp\0ort</domain>")
            .replace("<publisher>", "<publisherurl>https://e.fr/\0</publisherurl><publisher>")
            .replace("Mission b", "Mission\0 b")
            .replace("</source>", "<mission><clientId>z\0</clientId><title>Sans\0 lieu</title><domain>\0?</domain></mission></source>");
        let (_, address) = Partner::with(packed).await;
        let page = read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        page.says("2 nouvelles, 1 refusée").says("Sans lieu").says("Tout va bien");
        portal.get("/missions?lieu=Rennes").await.says("Mission b");
    }

    async fn of_what_is_refused_later_it_is_said_that_the_old_is_shown_and_what_is_full_closes(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let (partner, address) = Partner::with(feed(&["a", "b", "c"], "")).await;
        read(&portal, &mut browser, &format!("{address}/flux.xml")).await;
        let with = |more: &str| format!("{}{more}</mission></source>", feed(&["a", "b", "c"], "").trim_end_matches("</mission></source>"));
        partner.has(with("<remote>peut-être</remote>"));
        portal.clock.advance(DAY);
        assert!(fetch_one(&portal.app).await.unwrap());
        browser.get(ONE).await.says("2 inchangées, 1 refusée").says("La version d’avant reste affichée");
        assert_eq!(open(&portal).await, 3);
        partner.has(with("<places>0</places>"));
        portal.clock.advance(DAY);
        assert!(fetch_one(&portal.app).await.unwrap());
        browser.get(ONE).await.says("2 inchangées, 1 fermée, 1 refusée");
        assert_eq!(portal.get("/missions/3-mission-c").await.status, StatusCode::GONE);
        partner.has(with("<places>2</places>"));
        portal.clock.advance(DAY);
        assert!(fetch_one(&portal.app).await.unwrap());
        assert_eq!(open(&portal).await, 3, "somebody is wanted again");
    }

    async fn our_own_needs_are_not_read_back(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        for ours in ["https://portail.example/flux/api-engagement.xml", "http://PORTAIL.example./flux/all-for-good.xml?tout=oui"] {
            let refused = browser.post(LIST, &[("address", ours), ("every", "24")]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{ours}");
            refused.says("Ce sont nos propres missions");
        }
        let (_, address) = Partner::with("").await;
        read(&portal, &mut browser, &format!("{address}/ours")).await.says("mène à ce portail même");
    }

    async fn by_the_command_too_nothing_near_is_asked_unless_it_is_named(portal: Portal) {
        let (partner, address) = Partner::with(feed(&["a"], "")).await;
        let here = format!("{address}/flux.xml");
        let asked = async |place: String, named: bool| {
            let strict = Outward::new("https://portail.example", Allowed::default());
            let near = Outward::new("https://portail.example", Allowed::parse("127.0.0.1").unwrap());
            tokio::task::spawn_blocking(move || Source::find(&place, if named { &near } else { &strict })).await.unwrap()
        };
        let refused = asked(here.clone(), false).await;
        assert!(matches!(refused, Err(SourceError::Fetch(_, OutwardError::Inside(_)))), "{refused:?}");
        assert!(partner.asked.lock().unwrap().is_empty());
        let source = asked(here.clone(), true).await.unwrap();
        assert_eq!(std::io::read_to_string(source.open().unwrap().0).unwrap(), feed(&["a"], ""));
        assert_eq!(source.most_bytes(), 100_000_000);
        for (place, inside) in [("/inside", true), ("/ours", false)] {
            let refused = asked(format!("{address}{place}"), true).await;
            let wrong = if inside { "169.254.169.254" } else { "the portal itself" };
            assert!(refused.as_ref().is_err_and(|error| error.to_string().contains(wrong)), "{refused:?}");
        }
        *partner.status.lock().unwrap() = 404;
        assert!(matches!(asked(here, true).await, Err(SourceError::Status(_, StatusCode::NOT_FOUND))));
        assert_eq!(portal.count("needs").await, 0);
    }
}
