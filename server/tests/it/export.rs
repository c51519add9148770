//! Coordinators take the sign-ups with them: as CSV, as a workbook, on paper.

use crate::{
    desk::Browser,
    harness::{Portal, both},
    people::on_pool,
    sow::Seed,
};
use axum::{
    body::{Body, Bytes},
    http::{Request, StatusCode, header},
};
use std::io::Read;
use tower::ServiceExt;

/// An answer that isn't text.
async fn bytes(portal: &Portal, browser: &Browser<'_>, address: &str) -> Bytes {
    let request = Request::get(address).header(header::COOKIE, &browser.cookie).body(Body::empty()).unwrap();
    let response = portal.router().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{address}");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap()
}

/// A CSV file's lines, its header among them.
fn read(body: &str) -> Vec<Vec<String>> {
    let rest = body.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(rest.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// One file of a workbook.
fn part(book: &Bytes, name: &str) -> String {
    let mut book = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a zip");
    let mut text = String::new();
    book.by_name(name).expect(name).read_to_string(&mut text).unwrap();
    text
}

/// Two thousand people of one need.
async fn crowd(portal: &Portal, need: i64) {
    let slot = portal.slots(need).await[0];
    let sql = format!(
        "INSERT INTO sign_ups (need_id, slot_id, email_key, email, first_name, lang, minor, state, created_at, updated_at)
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
         SELECT {need}, {slot}, 'p' || i || '@exemple.fr', 'p' || i || '@exemple.fr', 'Camille', 'fr', FALSE,
            'confirmed', 1795165200 + i / 700, 1795165200 FROM n"
    );
    on_pool!(portal, |pool| sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await.map(drop).unwrap());
}

both! {
    async fn a_csv_file_comes_back_as_it_was(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir; « la soupe »").dated(&[(3, 8)])).await;
        let slot = portal.slots(need).await[0];
        let more = [("family-name", "Noël"), ("tel", "+33 6 12 34 56 78"), ("message", "J’apporte \"du pain\";\r\net du sel")];
        portal.sign_up_with(need, slot, "a@exemple.fr", &more).await;
        portal.sign_up(need, slot, "b@exemple.fr").await;
        on_pool!(portal, |pool| sqlx::query("UPDATE sign_ups SET first_name = $1 WHERE email = 'b@exemple.fr'")
            .bind("=HYPERLINK(\"https://mal.example\")").execute(pool).await.map(drop).unwrap());
        let mut reader = portal.signed_in("reader@mains.example").await;
        let table = format!("/espace/{mains}/inscriptions");

        let chosen = "tri=ancien&colonne=prenom&colonne=email&colonne=nom&colonne=telephone&colonne=mot&colonne=debut&colonne=mission";
        let file = reader.get(&format!("{table}.csv?{chosen}")).await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(file.header("content-disposition"), "attachment; filename=\"inscriptions-mains-2026-11-20.csv\"");
        assert!(file.body.contains("\r\n"), "lines end as RFC 4180 says");
        assert_eq!(read(&file.body), [
            vec!["Prénom", "Nom", "E-mail", "Téléphone", "Mission", "Début", "Mot"],
            vec!["Camille", "Noël", "a@exemple.fr", "06 12 34 56 78", "Servir; « la soupe »", "2026-11-23 10:00", "J’apporte \"du pain\";\net du sel"],
            vec!["'=HYPERLINK(\"https://mal.example\")", "", "b@exemple.fr", "", "Servir; « la soupe »", "2026-11-23 10:00", ""],
        ]);

        let filtered = reader.get(&format!("{table}.csv?q=noel")).await;
        let lines = read(&filtered.body);
        assert_eq!((lines.len(), lines[0].len()), (2, 16), "what the filter shows, all columns");
        let english = reader.get(&format!("/en{table}.csv?q=noel&colonne=prenom")).await;
        assert_eq!(read(&english.body), [["First name"], ["Camille"]]);
        let nothing = reader.get(&format!("{table}.csv?q=personne&colonne=prenom")).await;
        assert_eq!(read(&nothing.body), [["Prénom"]], "an export of nothing has its header");

        let noted: Vec<(String, i64, String)> = on_pool!(portal, |pool| sqlx::query_as(
            "SELECT kind, people, detail FROM acts WHERE kind = 'export' ORDER BY id"
        ).fetch_all(pool).await.unwrap());
        let people: Vec<i64> = noted.iter().map(|(_, people, _)| *people).collect();
        assert_eq!(people, [2, 1, 1, 0], "each export is written down");
    }

    async fn two_thousand_leave_in_batches(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe")).await;
        crowd(&portal, need).await;
        let mut reader = portal.signed_in("reader@mains.example").await;
        for order in ["", "ancien", "nom"] {
            let address = format!("/espace/{mains}/missions/{need}/inscriptions.csv?tri={order}&colonne=email");
            let lines = read(&reader.get(&address).await.body);
            let once: std::collections::BTreeSet<_> = lines[1..].iter().map(|line| line[0].clone()).collect();
            assert_eq!((lines.len(), once.len()), (2001, 2000), "everybody once, {order}");
        }
        let book = bytes(&portal, &reader, &format!("/espace/{mains}/inscriptions.xlsx")).await;
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        assert_eq!(sheet.matches("<row ").count(), 2001);
    }

    async fn a_workbook_opens_with_types_widths_and_a_frozen_header(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(3, 8)])).await;
        portal.sign_up(need, portal.slots(need).await[0], "a@exemple.fr").await;
        on_pool!(portal, |pool| sqlx::query("UPDATE sign_ups SET first_name = '=1+1'").execute(pool).await.map(drop).unwrap());
        let reader = portal.signed_in("reader@mains.example").await;
        let of_need = format!("/espace/{mains}/missions/{need}/inscriptions.xlsx");
        let book = bytes(&portal, &reader, &format!("{of_need}?colonne=prenom&colonne=debut&colonne=numero")).await;
        let sheet = part(&book, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains("state=\"frozen\""), "{sheet}");
        assert!(sheet.contains("<col ") && sheet.contains("customWidth"), "{sheet}");
        assert!(sheet.contains("Prénom") && sheet.contains("=1+1") && !sheet.contains("<f>"), "no formula: {sheet}");
        // 23 November 2026, 10:00, as spreadsheets count days.
        assert!(sheet.contains("<v>46349.41666"), "{sheet}");
        assert!(part(&book, "xl/styles.xml").contains("dd/mm/yyyy"));

        let nothing = bytes(&portal, &reader, &format!("{of_need}?q=personne&colonne=prenom")).await;
        assert_eq!(part(&nothing, "xl/worksheets/sheet1.xml").matches("<row ").count(), 1);
    }

    async fn the_attendance_list_names_who_is_expected(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(3, 2), (4, 2)])).await;
        let slots = portal.slots(need).await;
        portal.sign_up_with(need, slots[0], "a@exemple.fr", &[("family-name", "Noël"), ("tel", "0612345678")]).await;
        portal.sign_up_with(need, slots[1], "b@exemple.fr", &[("family-name", "Absente")]).await;
        portal.sign_up_with(need, slots[1], "c@exemple.fr", &[("family-name", "Venue")]).await;
        let b = portal.sign_up_id("b@exemple.fr").await.to_string();
        let mut nadia = portal.signed_in("coordinator@mains.example").await;
        nadia.post(&format!("/espace/{mains}/inscriptions/reponse"), &[("personne", &b), ("faire", "declined")]).await;
        let list = nadia.get(&format!("/espace/{mains}/missions/{need}/presence")).await;
        list.says("Camille Noël").says("06 12 34 56 78").says("Camille Venue").says("Signature").says("lundi 23");
        assert!(!list.body.contains("Absente"), "declined");
        assert_eq!(list.body.matches("<caption").count(), 2, "a sheet a slot");
        nadia.get(&format!("/espace/{mains}/missions/{need}/inscriptions")).await.says(&format!("/missions/{need}/presence"));
    }

    async fn the_people_of_one_slot_are_shown_exported_and_written_to(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").dated(&[(3, 5), (10, 5)])).await;
        let slots = portal.slots(need).await;
        portal.confirmed(need, slots[0], "a@exemple.fr").await;
        portal.confirmed(need, slots[1], "b@exemple.fr").await;
        let mut nadia = portal.signed_in("coordinator@mains.example").await;
        let table = format!("/espace/{mains}/missions/{need}/inscriptions");
        let all = nadia.get(&table).await;
        all.says("Tous les créneaux").says("a@exemple.fr").says("b@exemple.fr");
        for query in [format!("creneau={}", slots[1]), format!("creneau={}&q=camille&tri=nom", slots[1])] {
            let one = nadia.get(&format!("{table}?{query}")).await;
            one.says("1 inscription").says("b@exemple.fr").says("selected");
            assert!(!one.body.contains("a@exemple.fr"), "{query}");
            let file = nadia.get(&format!("{table}.csv?{query}")).await;
            assert!(file.body.contains("b@exemple.fr") && !file.body.contains("a@exemple.fr"), "{query}");
            let filter = query.replace('=', "%3D").replace('&', "%26");
            let compose = format!("/espace/{mains}/relances/nouvelle?filtre={filter}%26mission%3D{need}");
            nadia.get(&compose).await.says("À 1 personne");
        }
        nadia.get(&format!("/espace/{mains}/inscriptions?creneau=99")).await.says("Personne ici");
    }
}
