//! What figures may not become: a way to follow somebody, a table that anybody fills, a number that is sent twice.

use crate::{
    figures::rows,
    figures_page::counted,
    harness::{Portal, both, plain},
    people::on_pool,
    posting::{NEW, coordinator, form, slots},
    somebody::Somebody,
    sow::Seed,
};
use app::domain::figures::Step;
use axum::http::StatusCode;
use server::{
    figures::{flush, forget},
    serve::wind_up,
    store::figures::{add, forget_people},
};

const SOUP: &str = "/missions/1-servir-la-soupe";

/// How often a step of a need was counted, from one source.
async fn from(portal: &Portal, step: Step, source: &str) -> i64 {
    let of = |row: &&(String, String, String, i64)| row.0 == step.code() && row.2 == source;
    rows(portal, 2, 1).await.iter().filter(of).map(|row| row.3).sum()
}

async fn all(portal: &Portal, step: Step) -> i64 {
    rows(portal, 2, 1).await.iter().filter(|row| row.0 == step.code()).map(|row| row.3).sum()
}

async fn sends_the_form(portal: &Portal, who: &Somebody, email: &str) {
    let (stamp, slot) = (portal.stamp(), portal.slots(1).await[0].to_string());
    let typed = [
        ("given-name", "Léa"),
        ("email", email),
        ("creneau", slot.as_str()),
        ("site", ""),
        ("t", stamp.as_str()),
    ];
    let sent = who.sends(portal, &format!("{SOUP}/inscription"), &typed).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
}

both! {
    async fn needs_that_are_invented_leave_nothing_behind(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        let somebody = Somebody::at("192.0.2.1");
        for need in 1000..1020 {
            somebody.says(&portal, &format!("/missions/{need}/mesure"), "begun").await;
        }
        assert_eq!(rows(&portal, 0, 0).await, []);
        assert_eq!(portal.count("figures_seen").await, 0);
        somebody.says(&portal, "/missions/1/mesure", "begun").await;
        assert_eq!(all(&portal, Step::Begun).await, 1);
        assert_eq!(portal.count("figures_seen").await, 1);
    }

    async fn one_network_does_not_hide_where_others_come_from(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        for number in 0..20 {
            let browser = format!("Mozilla/5.0 (X11; Linux x86_64; rv:{number}) Gecko/20100101 Firefox/140.0");
            let robot = Somebody::at("192.0.2.1").with("user-agent", &browser);
            robot.opens(&portal, &format!("{SOUP}?utm_campaign=invente-{number}")).await;
        }
        Somebody::at("192.0.2.2").with("referer", "https://www.ouest-france.fr/").opens(&portal, SOUP).await;
        assert_eq!(from(&portal, Step::Seen, "ouest-france.fr").await, 1);
        assert_eq!(from(&portal, Step::Seen, "other").await, 15);
    }

    async fn a_form_sent_again_is_finished_once(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        let lea = Somebody::at("192.0.2.1");
        for _ in 0..3 {
            sends_the_form(&portal, &lea, "lea@exemple.fr").await;
        }
        assert_eq!(all(&portal, Step::Finished).await, 1);
        sends_the_form(&portal, &lea, "tom@exemple.fr").await;
        assert_eq!(all(&portal, Step::Finished).await, 2, "a family at one screen");
    }

    async fn likes_and_links_say_where_their_reader_came_from(portal: Portal) {
        Seed { page_url: Some("https://mains.example/soupe"), ..Seed::new("Servir la soupe") }.sow(&portal).await;
        let outside = Somebody::at("192.0.2.1").with("referer", "https://www.ouest-france.fr/article");
        let page = outside.opens(&portal, SOUP).await;
        page.says("formaction=\"/missions/1/aimer?src=ouest-france.fr\"").says("data-followed=\"/missions/1/suivi?src=ouest-france.fr\"");
        let inside = outside.with("referer", &format!("https://portail.example{SOUP}"));
        let followed = inside.says(&portal, "/missions/1/suivi?src=ouest-france.fr", "").await;
        assert_eq!(followed.status, StatusCode::NO_CONTENT);
        inside.sends(&portal, "/missions/1/aimer?src=ouest-france.fr", &[("like", "1")]).await;
        assert_eq!((from(&portal, Step::Followed, "ouest-france.fr").await, from(&portal, Step::Liked, "ouest-france.fr").await), (1, 1));
        // Out of a frame, the site around it is named.
        let framed = Somebody::at("192.0.2.3").with("referer", "https://mairie.example/benevolat");
        framed.opens(&portal, "/widget/missions/1").await.says(&format!("href=\"{SOUP}?src=mairie.example\""));
    }

    async fn what_waits_at_midnight_leaves_no_hash_behind(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        flush(&portal.app).await.unwrap();
        let until_midnight = 14 * 3600;
        portal.clock.advance(until_midnight - 60);
        Somebody::at("192.0.2.1").opens(&portal, SOUP).await;
        portal.clock.advance(120);
        forget(&portal.app).await.unwrap();
        let days = on_pool!(portal, |pool| sqlx::query_as::<_, (i64, i64)>("SELECT day, total FROM figures WHERE scope = 2")
            .fetch_all(pool).await.unwrap());
        assert_eq!(days, [(20_261_120, 1)], "the number is that of the day it happened");
        assert_eq!(portal.count("figures_seen").await, 0);
        // Another server may write down what waited there after that.
        portal.sql("INSERT INTO figures_seen (day, hash) VALUES (20261120, 7)").await;
        forget(&portal.app).await.unwrap();
        assert_eq!(portal.count("figures_seen").await, 0);
    }

    async fn hashes_go_some_at_a_time_and_all_of_them(portal: Portal) {
        for sql in [
            "INSERT INTO figures_seen (day, hash) VALUES (20261118, 1), (20261119, 1), (20261119, 2), (20261119, 3)",
            "INSERT INTO figures_seen (day, hash) VALUES (20261120, 1)",
        ] {
            portal.sql(sql).await;
        }
        forget_people(&portal.app.db, 20_261_120, 2).await.unwrap();
        assert_eq!(portal.count("figures_seen").await, 1, "today's stay");
    }

    async fn a_link_of_ones_own_is_not_named(portal: Portal) {
        let association = portal.association("mains").await;
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        portal.gives(need, association).await;
        let few = [
            counted(need, 20_261_110, Step::Seen, "", "c:camille-martin", 4),
            counted(need, 20_261_110, Step::Finished, "", "c:camille-martin", 1),
            counted(need, 20_261_110, Step::Seen, "", "exemple.fr", 5),
        ];
        add(&portal.app.db, &few).await.unwrap();
        let mut reader = portal.signed_in("reader@mains.example").await;
        let figures = format!("/espace/{association}/chiffres");
        for path in [figures.clone(), format!("{figures}.csv"), format!("{figures}.csv?periode=all")] {
            let shown = reader.get(&path).await;
            shown.says("exemple.fr");
            assert!(!shown.body.contains("camille"), "{path}: {}", shown.body);
        }
        add(&portal.app.db, &[counted(need, 20_261_111, Step::Seen, "", "c:camille-martin", 1)]).await.unwrap();
        reader.get(&figures).await.says("camille-martin");
        portal.get("/chiffres/comment").await.says("à partir de cinq lectures");
    }

    async fn a_slot_that_does_not_take_place_takes_its_acceptances_back(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let dated = slots(&[["", "2026-12-05", "09:00", "12:00", "3"], ["", "2026-12-12", "09:00", "12:00", "3"]]);
        browser.post(NEW, &form(&dated)).await;
        let slot = portal.slots(1).await[0];
        portal.confirmed(1, slot, "lea@exemple.fr").await;
        let id = portal.sign_up_id("lea@exemple.fr").await.to_string();
        browser.post("/espace/1/inscriptions/reponse", &[("personne", id.as_str()), ("faire", "accepted")]).await;
        assert_eq!(all(&portal, Step::Accepted).await, 1);
        browser.post(&format!("/espace/1/missions/1/creneaux/{slot}"), &[]).await;
        assert_eq!(all(&portal, Step::Accepted).await, 0);
    }

    async fn who_stops_the_server_keeps_what_it_counted(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        Somebody::at("192.0.2.1").opens(&portal, SOUP).await;
        assert_eq!(portal.count("figures").await, 0, "it waits in memory");
        wind_up(&portal.app).await;
        assert_eq!(portal.count("figures WHERE scope = 2 AND event = 'seen'").await, 1);
    }

    async fn who_asks_not_to_be_counted_is_nowhere(portal: Portal) {
        Seed { page_url: Some("https://mains.example/soupe"), ..Seed::new("Servir la soupe") }.sow(&portal).await;
        let stamp = portal.stamp();
        for header in [("dnt", "1"), ("sec-gpc", "1")] {
            let quiet = Somebody::at("192.0.2.1").with(header.0, header.1);
            for path in [SOUP, "/widget/missions/1", "/widget/missions/1/inscription", "/missions/1-servir-la-soupe/affiche.pdf"] {
                assert_eq!(quiet.opens_any(&portal, path).await, StatusCode::OK, "{path}");
            }
            assert_eq!(quiet.says(&portal, "/missions/1/suivi", "").await.status, StatusCode::NO_CONTENT);
            let friends = [("prenom", "Camille"), ("t", stamp.as_str()), ("ami1", "tom@exemple.fr")];
            for (path, form) in [
                ("/missions/1/partage", &[("canal", "whatsapp")][..]),
                ("/missions/1/aimer", &[("like", "1")]),
                ("/missions/1-servir-la-soupe/mastodon", &[("instance", "mastodon.example")]),
                ("/missions/1-servir-la-soupe/amis", &friends),
            ] {
                let done = quiet.sends(&portal, path, form).await;
                assert!(done.status.is_success() || done.status.is_redirection(), "{path}: {}", done.status);
            }
        }
        assert_eq!(rows(&portal, 0, 0).await, []);
        assert_eq!(portal.count("figures_seen").await, 0);
        // The same, of who doesn't ask.
        let somebody = Somebody::at("192.0.2.2");
        somebody.says(&portal, "/missions/1/suivi", "").await;
        somebody.sends(&portal, "/missions/1/partage", &[("canal", "whatsapp")]).await;
        assert_eq!(rows(&portal, 0, 0).await.len(), 2);
    }
}

#[test]
fn how_we_count_is_said_in_both_languages() {
    use app::{domain::Lang, texts::figures::how_source};
    assert!(plain(how_source(Lang::Fr)).contains("cinq lectures"));
    assert!(how_source(Lang::En).contains("five readings"));
}
