//! Links that say nothing for weeks, and those that come back dead.

use crate::{
    elsewhere::Site,
    harness::{both, plain},
    links_back::{COORDINATOR, DAY, days, failures, lead_to, told},
    posting::{NEW, coordinator, form},
};
use server::links_back::check;

both! {
    async fn a_site_that_says_nothing_for_weeks_is_dead(portal: Portal) {
        let site = Site::start().await;
        let mut browser = coordinator(&portal).await;
        for title in ["Servir la soupe", "Trier des livres"] {
            browser.post(NEW, &form(&[("title", title), ("url", "https://soupe.example/")])).await;
        }
        portal.sql("UPDATE associations SET web_page = NULL").await;
        for (need, path) in [(1, "/page"), (2, "/no-head")] {
            lead_to(&portal, need, &site.url(path)).await;
        }
        check::take_up(&portal.app).await.unwrap();
        site.answers(503);
        for _ in 0..12 {
            days(&portal, 2).await;
        }
        assert_eq!((failures(&portal).await, told(&portal).await.len()), (0, 0), "not for four weeks yet");
        // It refuses us once, and so is there.
        site.answers(403);
        days(&portal, 2).await;
        site.answers(500);
        for _ in 0..13 {
            days(&portal, 2).await;
        }
        assert_eq!((failures(&portal).await, told(&portal).await.len()), (0, 0), "that was no silence");
        for _ in 0..6 {
            days(&portal, 1).await;
        }
        let letters = told(&portal).await;
        assert_eq!(letters.len(), 1);
        assert!(plain(&letters[0]).contains("ne répond plus depuis le vendredi 18 décembre"), "{}", letters[0]);
        let mut browser = portal.signed_in(COORDINATOR).await;
        assert_eq!(browser.get("/espace/1").await.body.matches("Ce lien ne répond plus").count(), 1);
        site.answers(403);
        days(&portal, 8).await;
        assert_eq!(failures(&portal).await, 0, "there is somebody again");
    }

    async fn where_nobody_answers_it_is_we_who_hear_nothing(portal: Portal) {
        let site = Site::start().await;
        site.answers(503);
        coordinator(&portal).await.post(NEW, &form(&[("url", "https://soupe.example/")])).await;
        portal.sql("UPDATE associations SET web_page = NULL").await;
        lead_to(&portal, 1, &site.url("/page")).await;
        check::take_up(&portal.app).await.unwrap();
        for _ in 0..20 {
            days(&portal, 2).await;
        }
        assert_eq!((failures(&portal).await, told(&portal).await.len()), (0, 0));
    }

    async fn a_dead_link_that_comes_back_is_told_anew(portal: Portal) {
        let site = Site::start().await;
        site.answers(404);
        coordinator(&portal).await.post(NEW, &form(&[("url", "https://soupe.example/")])).await;
        portal.sql("UPDATE associations SET web_page = NULL").await;
        for (after, letters) in [(1, 1), (2, 1), (31, 2)] {
            lead_to(&portal, 1, &site.url("/other")).await;
            portal.clock.advance(after * DAY);
            check::take_up(&portal.app).await.unwrap();
            lead_to(&portal, 1, &site.url("/page")).await;
            check::take_up(&portal.app).await.unwrap();
            for _ in 0..3 {
                days(&portal, 2).await;
            }
            assert_eq!(told(&portal).await.len(), letters, "after {after} days");
        }
    }
}
