//! A need's page and the way from it to the association's own.

use crate::{
    figures::rows,
    harness::both,
    somebody::Somebody,
    sow::{Seed, cesson},
};
use app::domain::{need::SignUpAt, search::Sort};
use axum::http::StatusCode;
use server::{
    catch_up::catch_up,
    search::IndexQuery,
    store::needs_over::{close_over, move_on},
};

both! {
    async fn a_need_says_what_where_when_and_who(portal: Portal) {
        let id = Seed::new("Servir la soupe").dated(&[(15, 8)]).sow(&portal).await;
        let page = portal.get(&format!("/missions/{id}-servir-la-soupe")).await;
        assert_eq!(page.status, StatusCode::OK);
        page.says("Servir la soupe").says("Les Mains ouvertes").says("Rennes").says("samedi 5\u{a0}décembre, 10\u{202f}h");
        portal.get(&format!("/en/missions/{id}-servir-la-soupe")).await.says("Saturday 5\u{a0}December");
    }

    async fn a_wrong_slug_leads_to_the_right_one(portal: Portal) {
        let id = Seed::new("Servir la soupe").sow(&portal).await;
        for wrong in [format!("/missions/{id}"), format!("/missions/{id}-autre"), format!("/en/missions/{id}-x")] {
            let page = portal.get(&wrong).await;
            assert_eq!(page.status, StatusCode::PERMANENT_REDIRECT);
            let right = format!("/missions/{id}-servir-la-soupe");
            assert!(page.header("location").ends_with(&right), "{wrong}");
            assert_eq!(page.header("location").starts_with("/en/"), wrong.starts_with("/en/"));
        }
        for none in ["/missions/999999-x", "/missions/abc", "/missions/-1", "/missions/99999999999999999999"] {
            assert_eq!(portal.get(none).await.status, StatusCode::NOT_FOUND, "{none}");
        }
    }

    async fn a_closed_need_says_so_and_offers_others_near(portal: Portal) {
        let id = Seed { closed: true, ..Seed::new("Servir la soupe") }.sow(&portal).await;
        Seed::new("Lire à voix haute").at(&[cesson()]).sow(&portal).await;
        let page = portal.get(&format!("/missions/{id}-servir-la-soupe")).await;
        assert_eq!(page.status, StatusCode::GONE);
        page.says("Servir la soupe").says("Lire à voix haute").says("noindex");
        assert!(!page.body.contains("name=\"given-name\""), "no form");
    }

    async fn a_need_that_lives_elsewhere_sends_there_and_counts_it(portal: Portal) {
        let there = "https://mains-ouvertes.example/soupe?a=1&b=2";
        let page_url = Some(there);
        let id = Seed { page_url, sign_up: SignUpAt::There, ..Seed::new("Servir la soupe") }.sow(&portal).await;
        let page = portal.get(&format!("/missions/{id}-servir-la-soupe")).await;
        assert!(!page.body.contains("name=\"given-name\""), "no form");
        page.says("href=\"https://mains-ouvertes.example/soupe?a=1&amp;b=2\"");
        // As mails of before still do.
        let away = portal.get(&format!("/missions/{id}/aller")).await;
        assert_eq!((away.status, away.header("location")), (StatusCode::SEE_OTHER, there));
        let lea = Somebody::at("203.0.113.7");
        assert_eq!(lea.opens(&portal, &format!("/missions/{id}/aller")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(rows(&portal, 2, id).await, [("followed".to_owned(), String::new(), "direct".to_owned(), 1)], "people, not programs");
        let none = Seed::new("Sans page").sow(&portal).await;
        assert_eq!(portal.get(&format!("/missions/{none}/aller")).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_need_whose_last_day_has_passed_is_closed(portal: Portal) {
        let day = |day| Some(jiff::civil::date(2026, 11, day));
        Seed { last_day: day(19), ..Seed::new("Finie hier") }.sow(&portal).await;
        let today = Seed { last_day: day(20), ..Seed::new("Encore aujourd’hui") }.sow(&portal).await;
        assert_eq!(close_over(&portal.app.db, portal.clock.now()).await.unwrap(), 1);
        assert_eq!(close_over(&portal.app.db, portal.clock.now()).await.unwrap(), 0, "once");
        catch_up(&portal.app).await.unwrap();
        let found = portal.app.index.search(&IndexQuery { limit: 10, ..IndexQuery::default() }).unwrap();
        assert_eq!(found.hits.iter().map(|hit| hit.need_id).collect::<Vec<_>>(), [today]);
    }

    async fn a_need_is_found_by_the_slots_to_come(portal: Portal) {
        let tomorrow = Seed::new("Deux dates").dated(&[(1, 2), (8, 2)]).sow(&portal).await;
        let week = Seed::new("Une date").dated(&[(3, 2)]).sow(&portal).await;
        let by_date = async || {
            catch_up(&portal.app).await.unwrap();
            let query = IndexQuery { limit: 10, sort: Sort::Date, ..IndexQuery::default() };
            let found = portal.app.index.search(&query).unwrap();
            found.hits.iter().map(|hit| hit.need_id).collect::<Vec<_>>()
        };
        assert_eq!(by_date().await, [tomorrow, week]);
        let between = async |from: &str, until: &str| {
            let page = portal.get(&format!("/missions?du=2026-11-{from}&au=2026-11-{until}")).await.body;
            (page.contains("Deux dates"), page.contains("Une date"))
        };
        assert_eq!(between("21", "23").await, (true, true));
        assert_eq!(between("23", "27").await, (false, true), "none of the two dates is in between");
        assert_eq!(between("28", "28").await, (true, false));

        portal.clock.advance(2 * 86_400);
        assert_eq!(move_on(&portal.app.db, portal.clock.now()).await.unwrap(), 1);
        assert_eq!(move_on(&portal.app.db, portal.clock.now()).await.unwrap(), 0, "once");
        assert_eq!(by_date().await, [week, tomorrow]);

        portal.clock.advance(2 * 86_400);
        assert_eq!(close_over(&portal.app.db, portal.clock.now()).await.unwrap(), 1);
        assert_eq!(by_date().await, [tomorrow]);
    }
}
