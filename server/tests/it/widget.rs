//! The widget: what a frame on an association's own site shows, and that signing up works in it.

use crate::{
    harness::{Answer, Portal, both},
    people::on_pool,
    sow::{Seed, cesson, rennes},
};
use app::domain::need::SignUpAt;
use axum::http::StatusCode;

const HOSTILE: &str = "red%3B%7D%3C%2Fstyle%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E";

/// Two needs of one association, with dates and without; its id and theirs.
async fn two_needs(portal: &Portal) -> (i64, i64, i64) {
    let id = portal.association("mains").await;
    let soup = Seed::new("Servir la soupe").dated(&[(3, 8), (20, 1)]).sow(portal).await;
    let books = Seed::new("Trier des livres").at(&[cesson()]).sow(portal).await;
    portal.gives(soup, id).await;
    portal.gives(books, id).await;
    (id, soup, books)
}

/// Every way in the page.
fn ways(answer: &Answer) -> Vec<&str> {
    let parts = answer.body.split("<a ").chain(answer.body.split("<form ")).skip(1);
    parts.filter_map(|part| part.split('>').next()).collect()
}

#[track_caller]
fn assert_stays_in_the_frame(answer: &Answer) {
    for way in ways(answer) {
        let stays = [
            "href=\"/widget/",
            "href=\"/en/widget/",
            "action=\"/widget/",
            "action=\"/en/widget/",
            "href=\"#",
        ];
        let inside = stays.iter().any(|start| way.contains(start));
        assert!(inside || way.contains("target=\"_blank\"") || !way.contains('='), "{way}");
    }
    assert_eq!(answer.header("set-cookie"), "");
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("frame-ancestors *") && policy.starts_with("default-src 'none'"), "{policy}");
}

async fn page(portal: &Portal, address: &str) -> Answer {
    let answer = portal.get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.body);
    assert_stays_in_the_frame(&answer);
    answer
}

both! {
    async fn needs_are_shown_as_list_calendar_and_map(portal: Portal) {
        let (id, soup, books) = two_needs(&portal).await;
        let list = page(&portal, &format!("/widget/associations/{id}?couleur=2A6F4E")).await;
        list.says("Servir la soupe").says("Trier des livres").says("/widget/couleur/2a6f4e.css?v=");
        list.says(&format!("href=\"/widget/missions/{soup}?vue=liste&amp;couleur=2a6f4e\""));
        let soup_first = list.body.find("Servir la soupe") < list.body.find("Trier des livres");
        assert!(soup_first, "what has a date comes first");

        let november = page(&portal, &format!("/widget/associations/{id}?vue=calendrier")).await;
        november.says("novembre 2026").says("lundi 23 novembre").says("8 places").says("Sans date fixe");
        november.says("mois=2026-12").says("aria-current=\"date\"");
        assert!(!november.body.contains("mois=2026-10"), "nothing before today");
        let december = page(&portal, &format!("/widget/associations/{id}?vue=calendrier&mois=2026-12")).await;
        december.says("jeudi 10 décembre").says("1 place").says("mois=2026-11");
        assert!(!december.body.contains("mois=2027-01"), "nor after the last slot");

        let map = page(&portal, &format!("/en/widget/associations/{id}?vue=carte")).await;
        map.says("class=\"pin-map\"").says("Cesson-Sévigné (35) and nearby: 2 needs").says("href=\"#lieu-0\" aria-label").says("Rennes (35)").says("Cesson-Sévigné (35)");
        map.says(&format!("/en/widget/missions/{books}?vue=carte"));
    }

    async fn of_many_needs_a_dozen_is_a_page(portal: Portal) {
        let id = portal.association("mains").await;
        for _ in 0..14 {
            let need = Seed::new("Trier des livres").sow(&portal).await;
            portal.gives(need, id).await;
        }
        let count = |answer: &Answer| answer.body.matches("<article").count();
        let (first, second) = (format!("/widget/associations/{id}"), format!("/widget/associations/{id}?vue=liste&page=2"));
        let first = page(&portal, &first).await;
        assert_eq!(count(first.says("Page 1 sur 2").says("page=2")), 12);
        assert_eq!(count(&page(&portal, &second).await), 2);
        let beyond = page(&portal, &format!("/widget/associations/{id}?page=99999999999999999999")).await;
        assert_eq!(count(&beyond), 12);
    }

    async fn of_too_many_needs_the_soonest_are_there(portal: Portal) {
        let (id, _, books) = two_needs(&portal).await;
        let sql = format!("INSERT INTO needs (association_id, title, slug, description_html, description_text, field, remote,
                open_to_minors, reduced_mobility, close_to_transport, sign_up, state, posted_at, updated_at, revision)
            SELECT a.association_id, 'Mission de plus', 'm', '', '', a.field, 'no', a.open_to_minors, a.reduced_mobility,
                a.close_to_transport, 'here', 'open', a.posted_at + 9, a.updated_at, 100
            FROM needs a, needs b, needs c, needs d, needs e, needs f, needs g, needs h WHERE a.id = {books}");
        on_pool!(portal, |pool| sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await.map(|_| ()).unwrap());
        let before = page(&portal, &format!("/widget/associations/{id}")).await;
        assert!(!before.body.contains("Voir toutes les missions"), "130 are not too many");
        portal.sql("INSERT INTO needs (association_id, title, slug, description_html, description_text, field, remote,
                open_to_minors, reduced_mobility, close_to_transport, sign_up, state, posted_at, updated_at, revision)
            SELECT a.association_id, a.title, a.slug, '', '', a.field, 'no', a.open_to_minors, a.reduced_mobility,
                a.close_to_transport, 'here', 'open', a.posted_at, a.updated_at, 101
            FROM needs a, needs b WHERE a.title = 'Mission de plus' AND b.id <= 2").await;
        for view in ["liste", "calendrier"] {
            let page = page(&portal, &format!("/widget/associations/{id}?vue={view}")).await;
            page.says("Servir la soupe").says("Voir toutes les missions").says(&format!("href=\"/associations/{id}-mains\""));
        }
    }

    async fn only_an_association_that_was_let_in_has_one(portal: Portal) {
        let (id, soup, _) = two_needs(&portal).await;
        portal.sql("UPDATE associations SET state = 'pending'").await;
        for missing in [format!("/widget/associations/{id}"), "/widget/missions/99999".to_owned(), "/widget/x".to_owned()] {
            let answer = portal.get(&missing).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{missing}");
            assert_stays_in_the_frame(&answer);
        }
        portal.sql("UPDATE associations SET state = 'approved'").await;
        portal.sql("UPDATE needs SET state = 'closed'").await;
        page(&portal, &format!("/widget/associations/{id}?vue=carte")).await.says("Personne n’est attendu");
        let closed = portal.get(&format!("/widget/missions/{soup}")).await;
        assert_eq!(closed.status, StatusCode::GONE);
        assert_stays_in_the_frame(closed.says("Cette mission est terminée"));
    }

    async fn one_signs_up_without_leaving_the_frame_and_without_a_cookie(portal: Portal) {
        let (_, soup, _) = two_needs(&portal).await;
        let slot = portal.slots(soup).await[0].to_string();
        let look = "vue=calendrier&couleur=2a6f4e";
        let need = page(&portal, &format!("/widget/missions/{soup}?{look}")).await;
        let form_address = format!("/widget/missions/{soup}/inscription?{look}");
        need.says(&form_address.replace('&', "&amp;")).says("Une description assez longue");
        page(&portal, &form_address).await.says("name=\"given-name\"").says(&form_address.replace('&', "&amp;"));

        let stamp = portal.stamp();
        let wrong = [("given-name", ""), ("email", "lea@exemple"), ("creneau", &slot), ("t", &stamp), ("message", "Coucou")];
        let again = portal.post(&form_address, &wrong).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.says("value=\"lea@exemple\"").says("Coucou").says("Indiquez votre prénom").says("2a6f4e.css");
        assert_stays_in_the_frame(&again);

        let right = [("given-name", "Léa"), ("email", "lea@exemple.fr"), ("creneau", &slot), ("t", &stamp)];
        let taken = portal.post(&form_address, &right).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
        let thanks = taken.header("location");
        assert_eq!(thanks, format!("/widget/missions/{soup}/merci?{look}&creneau={slot}"));
        page(&portal, thanks).await.says("Merci, c’est noté").says("lundi 23 novembre");
        assert_eq!(portal.state_of("lea@exemple.fr").await.as_deref(), Some("unconfirmed"));
        assert_eq!(portal.kinds_to("lea@exemple.fr").await, ["confirm"]);

        let english = portal.post(&format!("/en/widget/missions/{soup}/inscription"), &right).await;
        assert!(english.header("location").starts_with("/en/widget/missions/"), "{}", english.body);
    }

    async fn the_form_in_the_frame_has_the_rules_of_the_other(portal: Portal) {
        let (_, soup, books) = two_needs(&portal).await;
        let slot = portal.slots(soup).await[0].to_string();
        let stamp = portal.stamp();
        let address = format!("/widget/missions/{soup}/inscription");
        let trapped = [("given-name", "Bot"), ("email", "bot@exemple.fr"), ("creneau", &slot), ("t", &stamp), ("site", "x")];
        assert_eq!(portal.post(&address, &trapped).await.status, StatusCode::SEE_OTHER);
        let fresh = server::http::form_stamp::fresh(&portal.app.secrets.forms, portal.clock.now());
        let fast = [("given-name", "Bot"), ("email", "bot@exemple.fr"), ("creneau", &slot), ("t", &fresh)];
        portal.post(&address, &fast).await.says("C’était très rapide");
        assert_eq!(portal.count("sign_ups").await, 0);
        portal.sql("UPDATE needs SET state = 'closed' WHERE title = 'Trier des livres'").await;
        let form = [("given-name", "Léa"), ("email", "lea@exemple.fr"), ("t", &stamp)];
        let gone = portal.post(&format!("/widget/missions/{books}/inscription"), &form).await;
        assert_eq!(gone.status, StatusCode::GONE);
        assert_stays_in_the_frame(gone.says("Cette mission est terminée"));
    }

    async fn one_too_many_is_told_so_in_the_frame(portal: Portal) {
        let (_, soup, _) = two_needs(&portal).await;
        let slot = portal.slots(soup).await[0].to_string();
        let stamp = portal.stamp();
        let address = format!("/widget/missions/{soup}/inscription");
        let form = [("given-name", "Léa"), ("email", "lea@exemple.fr"), ("creneau", &slot), ("t", &stamp)];
        for _ in 0..5 {
            assert_eq!(portal.post(&address, &form).await.status, StatusCode::SEE_OTHER);
        }
        let late = portal.post(&format!("{address}?couleur=2a6f4e"), &form).await;
        late.says("/widget/couleur/2a6f4e.css");
        assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS);
        assert_stays_in_the_frame(late.says("Un peu trop vite"));
        assert!(!late.header("retry-after").is_empty());
    }

    async fn those_who_sign_up_elsewhere_open_a_new_tab(portal: Portal) {
        let seed = Seed { sign_up: SignUpAt::There, page_url: Some("https://mains.example/soupe"), ..Seed::new("Soupe") };
        let need = seed.at(&[rennes()]).sow(&portal).await;
        page(&portal, &format!("/widget/missions/{need}")).await.says("href=\"https://mains.example/soupe\"");
        let form = portal.get(&format!("/widget/missions/{need}/inscription")).await;
        assert_eq!(form.status, StatusCode::CONFLICT);
        assert_stays_in_the_frame(&form);
    }

    async fn a_hostile_colour_colours_nothing(portal: Portal) {
        let (id, soup, _) = two_needs(&portal).await;
        for address in [
            format!("/widget/associations/{id}?couleur={HOSTILE}&vue={HOSTILE}&mois={HOSTILE}"),
            format!("/widget/associations/{id}?vue=calendrier&couleur={HOSTILE}&mois={HOSTILE}"),
            format!("/widget/missions/{soup}?couleur={HOSTILE}"),
            format!("/widget/missions/{soup}/inscription?couleur={HOSTILE}&vue={HOSTILE}"),
        ] {
            let shown = page(&portal, &address).await;
            assert!(!shown.body.contains("alert(1)") && !shown.body.contains("/widget/couleur/"), "{}", shown.body);
        }
        for wrong in [HOSTILE, "2a6f4e", "2A6F4E.css", "fff.css", "..%2f..%2fx.css", "%23fff.css", "2a6f4e.css.css"] {
            assert_eq!(portal.get(&format!("/widget/couleur/{wrong}")).await.status, StatusCode::NOT_FOUND, "{wrong}");
        }
        let sheet = portal.get("/widget/couleur/2a6f4e.css").await;
        assert_eq!(sheet.header("content-type"), "text/css; charset=utf-8");
        sheet.says("--accent:#2a6f4e");
    }

    async fn no_other_page_is_framed(portal: Portal) {
        let (id, soup, _) = two_needs(&portal).await;
        let mut owner = portal.signed_in("owner@mains.example").await;
        let setup = owner.get(&format!("/espace/{id}/widget")).await;
        let policy = setup.header("content-security-policy").to_owned();
        assert!(policy.contains("frame-ancestors 'none'; frame-src 'self'"), "{policy}");
        for address in [
            "/".to_owned(), "/missions".to_owned(), format!("/missions/{soup}-servir-la-soupe"), "/widget.js".to_owned(),
            format!("/missions/{soup}-servir-la-soupe/inscription"), format!("/associations/{id}-mains"), "/nulle-part".to_owned(),
            format!("/espace/{id}"), "/connexion".to_owned(), "/oembed".to_owned(),
        ] {
            let policy = owner.get(&address).await.header("content-security-policy").to_owned();
            assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("frame-src"), "{address}: {policy}");
        }
    }

    async fn coordinators_find_the_line_to_copy(portal: Portal) {
        let id = portal.association("l-aide").await;
        let mut reader = portal.signed_in("reader@l-aide.example").await;
        reader.get(&format!("/espace/{id}")).await.says(&format!("href=\"/espace/{id}/widget\""));
        let asked = format!("/espace/{id}/widget?vue=carte&couleur=%232a6f4e&hauteur=800&langue=en");
        let setup = reader.get(&asked).await;
        assert_eq!(setup.status, StatusCode::OK);
        let src = format!("/en/widget/associations/{id}?vue=carte&amp;couleur=2a6f4e");
        setup.says(&format!("src=\"{src}\"")).says("class=\"widget-preview\"");
        // What is copied is shown as text: its own escapes are escaped.
        let line = format!(
            "&lt;iframe src=\"https://portail.example{}\" title=\"Volunteering with l-aide\" width=\"100%\" height=\"800\"",
            src.replace('&', "&amp;")
        );
        setup.says(&line).says("&lt;script async src=\"https://portail.example/widget.js\"&gt;&lt;/script&gt;");
        let wrong = reader.get(&format!("/espace/{id}/widget?couleur={HOSTILE}&hauteur=-1")).await;
        wrong.says("Cette couleur est illisible").says("un nombre de 240 à 4000").says("value=\"640\"");
        assert!(!wrong.body.contains("<script>alert") && !wrong.body.contains("red;"));
        let script = portal.get("/widget.js").await;
        assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
        assert_eq!(script.header("set-cookie"), "");
        assert!(!script.body.contains("currentScript"), "there is none in a module, and a bundle's isn't ours");
    }
}
