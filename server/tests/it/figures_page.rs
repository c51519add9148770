//! The pages of figures: charts with their tables, files, and who sees which.

use crate::{
    harness::{Portal, both, plain},
    somebody::Somebody,
    sow::Seed,
};
use app::domain::figures::Step;
use axum::http::StatusCode;
use server::{
    figures::flush,
    store::figures::{Counted, Of, add},
};

/// So many of a step, on a day.
pub fn counted(
    need_id: i64,
    day: i64,
    step: Step,
    detail: &'static str,
    source: &str,
    total: i64,
) -> Counted {
    Counted { hash: None, of: Of::Need(need_id), day, step, detail, source: source.to_owned(), total }
}

/// An association with a need that has had a year.
async fn with_a_year(portal: &Portal) -> (i64, i64) {
    let association = portal.association("mains").await;
    let need = Seed::new("Servir la soupe").sow(portal).await;
    portal.gives(need, association).await;
    let year = [
        counted(need, 20_251_220, Step::Seen, "", "google.com", 1000),
        counted(need, 20_260_915, Step::Seen, "", "facebook.com", 1234),
        counted(need, 20_260_915, Step::Begun, "", "facebook.com", 300),
        counted(need, 20_261_110, Step::Seen, "", "google.com", 40),
        counted(need, 20_261_110, Step::Begun, "", "google.com", 10),
        counted(need, 20_261_110, Step::Finished, "", "google.com", 7),
        counted(need, 20_261_111, Step::Confirmed, "", "", 6),
        counted(need, 20_261_112, Step::Accepted, "", "", 8),
        counted(need, 20_261_115, Step::Came, "", "", 3),
        counted(need, 20_261_110, Step::Shared, "whatsapp", "", 2),
        counted(need, 20_261_110, Step::Left, "tel", "", 3),
        counted(need, 20_240_101, Step::Seen, "", "", 99_999),
    ];
    add(&portal.app.db, &year).await.unwrap();
    (association, need)
}

both! {
    async fn the_way_is_shown_as_a_chart_and_as_a_table_with_honest_shares(portal: Portal) {
        let (association, need) = with_a_year(&portal).await;
        let mut reader = portal.signed_in("reader@mains.example").await;
        let page = reader.get(&format!("/espace/{association}/chiffres")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.header("cache-control"), "no-store");
        page.says("role=\"img\"").says("<title id=\"way-chart-title\">De la lecture à la venue</title>");
        page.says("Barres : Vue : 40, Formulaire commencé : 10, Formulaire envoyé : 7, Inscription confirmée : 6");
        page.says("<th scope=\"row\">Formulaire commencé</th><td>10</td><td>25 %</td>");
        page.says("<th scope=\"row\">Formulaire envoyé</th><td>7</td><td>7 sur 10</td>");
        page.says("<th scope=\"row\">Personne acceptée</th><td>8</td><td>ne se compare pas</td>");
        page.says("Une barre par jour. En tout 40. Le jour le plus haut : mar. 10 nov., 40.");
        page.says("<th scope=\"row\">google.com</th><td>40</td><td>7</td><td>18 %</td>");
        page.says("<th scope=\"row\">WhatsApp</th><td>2</td>").says("<th scope=\"row\">Téléphone</th><td>3</td>");
        page.says(&format!("/espace/{association}/missions/{need}/chiffres?periode=30-jours"));
        assert!(!page.body.contains("1 234") && !plain(&page.body).contains("1 234"), "September isn't in 30 days");
        let captions = page.body.matches("<caption").count();
        assert_eq!((captions, page.body.matches("role=\"img\"").count()), (6, 6), "each chart has its table");
    }

    async fn a_year_is_shown_by_months_and_the_beginning_goes_further(portal: Portal) {
        let (association, need) = with_a_year(&portal).await;
        let mut reader = portal.signed_in("reader@mains.example").await;
        let year = reader.get(&format!("/espace/{association}/missions/{need}/chiffres?periode=12-mois")).await;
        year.says("Les chiffres de « Servir la soupe »").says("Une barre par mois. En tout 2 274.");
        year.says("Le mois le plus haut : septembre 2026, 1 234");
        year.says("<th scope=\"row\">août 2026</th><td>0</td>").says("<th scope=\"row\">décembre 2025</th><td>1 000</td>");
        year.says("name=\"periode\" value=\"12-mois\" aria-current=\"true\"");
        assert!(!year.body.contains("99"), "what is older than a year isn't in it");
        let all = reader.get(&format!("/espace/{association}/chiffres?periode=tout")).await;
        all.says("décembre 2025");
        assert!(!plain(&all.body).contains("novembre 2025"), "it begins where there is something");
        let english = reader.get(&format!("/en/espace/{association}/chiffres?periode=12-mois")).await;
        english.says("From reading to coming").says("1,234").says("September 2026");
    }

    async fn where_there_is_nothing_it_says_what_to_do(portal: Portal) {
        let association = portal.association("mains").await;
        let mut reader = portal.signed_in("reader@mains.example").await;
        for period in ["", "?periode=12-mois", "?periode=tout", "?periode=hier"] {
            let page = reader.get(&format!("/espace/{association}/chiffres{period}")).await;
            assert_eq!(page.status, StatusCode::OK);
            page.says("Rien à montrer pour cette période").says("envoyez le lien d’une mission");
        }
    }

    async fn the_portal_s_figures_are_the_moderators(portal: Portal) {
        with_a_year(&portal).await;
        let mut moderator = portal.moderator("moderation@portail.example").await;
        moderator.get("/moderation").await.says("/moderation/chiffres");
        moderator.get("/moderation/chiffres").await.says("Les chiffres du portail").says("<td>40</td>");
        let file = moderator.get("/moderation/chiffres.csv").await;
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"chiffres-2026-11-20.csv\"");
        let mut owner = portal.signed_in("owner@mains.example").await;
        assert_eq!(owner.get("/moderation/chiffres").await.status, StatusCode::NOT_FOUND);
        assert_eq!(owner.get("/moderation/chiffres.csv").await.status, StatusCode::NOT_FOUND);
    }

    async fn an_association_sees_its_own_figures_and_nobody_else_s(portal: Portal) {
        let (mains, need) = with_a_year(&portal).await;
        let autre = portal.association("autre").await;
        let mut owner = portal.signed_in("owner@autre.example").await;
        owner.get(&format!("/espace/{autre}/chiffres?periode=12-mois")).await.says("Rien à montrer");
        for path in ["chiffres".to_owned(), "chiffres.csv".to_owned(), format!("missions/{need}/chiffres"), format!("missions/{need}/chiffres.csv")] {
            assert_eq!(owner.get(&format!("/espace/{mains}/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        for path in [format!("missions/{need}/chiffres"), format!("missions/{need}/chiffres.csv")] {
            assert_eq!(owner.get(&format!("/espace/{autre}/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    async fn the_file_has_a_line_for_each_day_and_no_formula(portal: Portal) {
        let (association, need) = with_a_year(&portal).await;
        let hostile = [counted(need, 20_261_110, Step::Seen, "", "c:-1.2", 5)];
        add(&portal.app.db, &hostile).await.unwrap();
        let mut reader = portal.signed_in("reader@mains.example").await;
        let file = reader.get(&format!("/espace/{association}/missions/{need}/chiffres.csv?periode=12-mois")).await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        let name = format!("attachment; filename=\"chiffres-mission-{need}-2026-11-20.csv\"");
        assert_eq!(file.header("content-disposition"), name);
        let lines: Vec<_> = file.body.lines().map(plain).collect();
        assert_eq!(lines[0], "\u{feff}jour;étape;précision;provenance;nombre");
        for line in [
            "2026-09-15;Vue;;facebook.com;1234",
            "2026-11-10;Partagée;WhatsApp;;2",
            "2026-11-10;Formulaire quitté;Téléphone;;3",
            "2026-11-15;Personne venue;;;3",
            "2026-11-10;Vue;;Campagne : -1.2;5",
        ] {
            assert!(lines.iter().any(|one| one == line), "{line}: {lines:?}");
        }
        assert_eq!(lines.len(), 13);
        let whole = reader.get(&format!("/espace/{association}/chiffres.csv")).await;
        assert!(whole.header("content-disposition").contains("chiffres-mains-2026-11-20"), "{}", whole.header("content-disposition"));
    }

    async fn what_is_counted_reaches_the_page(portal: Portal) {
        let association = portal.association("mains").await;
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        portal.gives(need, association).await;
        let page = portal.get(&format!("/missions/{need}")).await.header("location").to_owned();
        for network in 1..=3 {
            Somebody::at(&format!("192.0.2.{network}")).opens(&portal, &format!("{page}?de=affiche")).await;
        }
        flush(&portal.app).await.unwrap();
        let mut reader = portal.signed_in("reader@mains.example").await;
        let figures = reader.get(&format!("/espace/{association}/chiffres")).await;
        figures.says("<th scope=\"row\">Lien partagé : Affiche</th><td>3</td><td>0</td><td>0 sur 3</td>");
    }

    async fn how_it_is_counted_is_said_to_everybody(portal: Portal) {
        let page = portal.get("/chiffres/comment").await;
        page.says("Aucun cookie").says("Do Not Track").says("Global Privacy Control").says("25 mois");
        portal.get("/").await.says("href=\"/chiffres/comment\"");
        portal.get("/en/chiffres/comment").await.says("No cookie");
    }
}
