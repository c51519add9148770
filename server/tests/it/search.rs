//! The search page: by words, place, field, dates; what it says when it can't.

use crate::{
    harness::both,
    sow::{Seed, cesson, paris, rennes},
};
use app::domain::{Field, need::Remote};
use axum::http::StatusCode;

both! {
    async fn words_are_found_whatever_their_accents_endings_and_slips(portal: Portal) {
        Seed::new("Servir les repas chauds").sow(&portal).await;
        Seed::new("Trier des vêtements").sow(&portal).await;
        for words in ["repas", "REPAS+CHAUD", "rapas", "vetement", "v%C3%AAtements+tri%C3%A9s", "vetemnts"] {
            let page = portal.get(&format!("/missions?q={words}")).await;
            assert_eq!(page.status, StatusCode::OK, "{words}");
            let (soup, clothes) = (page.body.contains("Servir les repas chauds"), page.body.contains("Trier des vêtements"));
            assert_eq!((soup, clothes), if words.to_lowercase().contains("pas") { (true, false) } else { (false, true) }, "{words}");
        }
    }

    async fn a_place_and_a_radius_keep_what_is_near(portal: Portal) {
        Seed::new("Planter des haies").at(&[rennes()]).sow(&portal).await;
        Seed::new("Lire à voix haute").at(&[cesson()]).sow(&portal).await;
        Seed::new("Visiter des aînés").at(&[paris()]).sow(&portal).await;
        let near = portal.get("/missions?lieu=Rennes&rayon=2").await;
        near.says("Planter des haies");
        assert!(!near.body.contains("Lire à voix haute") && !near.body.contains("Visiter des aînés"));
        let wider = portal.get("/missions?lieu=35238&rayon=10").await;
        wider.says("Planter des haies").says("Lire à voix haute");
        assert!(!wider.body.contains("Visiter des aînés"));
        portal.get("/missions?lieu=dep-75").await.says("Visiter des aînés");
        portal.get("/missions?lieu=48.11,-1.68&rayon=5").await.says("Planter des haies");
    }

    async fn filters_narrow_and_facets_count(portal: Portal) {
        Seed { field: Field::Environment, open_to_minors: true, ..Seed::new("Ramasser des déchets") }.sow(&portal).await;
        Seed { field: Field::Education, remote: Remote::Full, ..Seed::new("Relire des textes") }.at(&[]).sow(&portal).await;
        let green = portal.get("/missions?domaine=environnement").await;
        green.says("Ramasser des déchets");
        assert!(!green.body.contains("Relire des textes"));
        let both = portal.get("/missions?domaine=environnement&domaine=education").await;
        both.says("Ramasser des déchets").says("Relire des textes");
        portal.get("/missions?a-distance=1").await.says("Relire des textes");
        let minors = portal.get("/missions?mineurs=1").await;
        assert!(minors.body.contains("Ramasser des déchets") && !minors.body.contains("Relire des textes"));
    }

    async fn dates_keep_what_goes_on_then(portal: Portal) {
        let day = jiff::civil::date;
        Seed { first_day: Some(day(2026, 12, 5)), last_day: Some(day(2026, 12, 5)), ..Seed::new("Collecte de décembre") }.sow(&portal).await;
        portal.get("/missions?du=2026-12-01&au=2026-12-10").await.says("Collecte de décembre");
        let after = portal.get("/missions?du=2026-12-06").await;
        assert!(!after.body.contains("class=\"card") || !after.body.contains("Collecte de décembre"));
    }

    async fn a_place_that_means_several_asks_which(portal: Portal) {
        Seed::new("Planter des haies").sow(&portal).await;
        let page = portal.get("/missions?lieu=Saint-Denis").await;
        assert_eq!(page.status, StatusCode::OK);
        page.says("lieu=93066").says("lieu=97411");
        assert!(!page.body.contains("Planter des haies"), "nothing is shown before it is clear where");
    }

    async fn what_makes_no_sense_is_said_with_the_right_status(portal: Portal) {
        Seed::new("Planter des haies").sow(&portal).await;
        for (address, status) in [
            ("/missions?lieu=Xyzzyville", StatusCode::NOT_FOUND),
            ("/missions?lieu=Rennes&rayon=100000", StatusCode::BAD_REQUEST),
            ("/missions?rayon=-3", StatusCode::BAD_REQUEST),
            ("/missions?page=-1", StatusCode::BAD_REQUEST),
            ("/missions?page=99999999999999999999", StatusCode::BAD_REQUEST),
            ("/missions?du=hier", StatusCode::BAD_REQUEST),
            ("/missions?domaine=rien", StatusCode::BAD_REQUEST),
        ] {
            let page = portal.get(address).await;
            assert_eq!(page.status, status, "{address}");
            page.says("<main");
        }
        portal.get("/en/missions?lieu=Xyzzyville").await.says("Xyzzyville");
    }

    async fn nothing_a_visitor_sends_appears_unescaped(portal: Portal) {
        let attack = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27";
        for name in ["q", "lieu", "rayon", "domaine", "du", "au", "tri", "page"] {
            let page = portal.get(&format!("/missions?{name}={attack}")).await;
            assert!(!page.body.contains("<script>alert"), "{name}");
            assert!(!page.body.contains("\"'\""), "{name}");
        }
    }

    async fn no_result_says_what_to_give_up_and_how_many_that_gives(portal: Portal) {
        Seed::new("Planter des haies").at(&[cesson()]).sow(&portal).await;
        let page = portal.get("/missions?q=haies&lieu=35238&rayon=2").await;
        page.says("rayon=10");
        let page = portal.get("/missions?q=haies&lieu=dep-75").await;
        page.says("/missions?q=haies");
    }

    async fn a_closed_need_is_not_found_and_a_need_with_two_addresses_counts_once(portal: Portal) {
        Seed { closed: true, ..Seed::new("Mission terminée") }.sow(&portal).await;
        Seed::new("Deux adresses").at(&[rennes(), cesson()]).sow(&portal).await;
        let page = portal.get("/missions?lieu=Rennes&rayon=20").await;
        assert_eq!(page.body.matches("Deux adresses</a>").count(), 1, "{}", page.body);
        assert!(!page.body.contains("Mission terminée"));
    }

    async fn another_server_finds_it_too(portal: Portal) {
        let id = Seed::new("Planter des haies").sow(&portal).await;
        let mut settings = portal.app.settings.clone();
        settings.index_dir.push_str("-2");
        let other = server::serve::start(settings, portal.clock.clone()).await.unwrap();
        assert_eq!(other.index.revision(), portal.app.index.revision());
        let mut tx = portal.app.db.begin().await.unwrap();
        let revision = server::store::needs_import::take_revisions(&mut tx, 1).await.unwrap();
        server::store::needs_import::close_need(&mut tx, id, revision, crate::harness::START).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(server::catch_up::catch_up(&other).await.unwrap(), 1);
        assert_eq!(other.index.search(&Default::default()).unwrap().total, 0);
        assert_eq!(portal.app.index.search(&Default::default()).unwrap().total, 1, "not told yet");
        other.db.close().await;
    }
}
