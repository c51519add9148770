//! The sheet to print.

use crate::{
    harness::{Portal, both},
    logos,
    sow::Seed,
};
use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode},
};
use flate2::read::ZlibDecoder;
use server::lettering::Weight;
use std::io::Read;
use tower::ServiceExt;

async fn ask(portal: &Portal, path: &str) -> (StatusCode, HeaderMap, Vec<u8>) {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (parts, body) = portal.router().oneshot(request).await.unwrap().into_parts();
    (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
}

/// What is drawn: the content stream, unpacked.
fn content(file: &[u8]) -> Vec<u8> {
    let at = |from: usize, mark: &[u8]| {
        from + file[from..].windows(mark.len()).position(|part| part == mark).unwrap()
    };
    let object = at(0, b"\n4 0 obj");
    let begins = at(object, b"stream\n") + 7;
    let ends = at(begins, b"\nendstream");
    let mut whole = Vec::new();
    ZlibDecoder::new(&file[begins..ends]).read_to_end(&mut whole).unwrap();
    whole
}

/// What a telephone reads: the squares of the largest grid, as pixels.
fn scanned(file: &[u8]) -> String {
    let text = String::from_utf8_lossy(&content(file)).into_owned();
    let mut cells = Vec::new();
    for part in text.split(" cm\n") {
        let runs: Vec<[usize; 4]> = part
            .lines()
            .filter_map(|line| line.strip_suffix(" re"))
            .filter_map(|line| {
                let numbers: Vec<usize> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
                numbers.try_into().ok()
            })
            .collect();
        if runs.len() > 100 {
            cells = runs;
        }
    }
    let side = cells.iter().map(|[column, _, length, _]| column + length).max().unwrap();
    let dark = |x: usize, y: usize| {
        let (x, y) = ((x / 4).wrapping_sub(4), (y / 4).wrapping_sub(4));
        cells.iter().any(|[column, row, length, _]| y == *row && (*column..column + length).contains(&x))
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale((side + 8) * 4, (side + 8) * 4, |x, y| {
        if dark(x, y) { 0 } else { 255 }
    });
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

/// Whether these words stand on the sheet as the type writes them.
fn says(file: &[u8], words: &str, weight: Weight) -> bool {
    let face = weight.face().unwrap();
    let glyphs: Vec<u8> = words.chars().flat_map(|sign| face.glyph(sign).unwrap().to_be_bytes()).collect();
    let content = content(file);
    let hex: String = glyphs.iter().map(|byte| format!("{byte:02X}")).collect();
    content.windows(hex.len()).any(|part| part.eq_ignore_ascii_case(hex.as_bytes()))
        || content.windows(glyphs.len()).any(|part| part == glyphs)
}

both! {
    async fn a_poster_says_what_where_and_leads_to_the_need(portal: Portal) {
        let need = Seed::new("Servir la soupe").dated(&[(15, 5)]).sow(&portal).await;
        let (status, headers, file) = ask(&portal, &format!("/missions/{need}-servir-la-soupe/affiche.pdf")).await;
        assert_eq!((status, &headers["content-type"]), (StatusCode::OK, &"application/pdf".parse().unwrap()));
        assert_eq!(headers["content-disposition"], "inline; filename=\"affiche-servir-la-soupe.pdf\"");
        assert!(file.starts_with(b"%PDF-") && file.ends_with(b"%%EOF"));
        let paper = String::from_utf8_lossy(&file).into_owned();
        let boxes: Vec<&str> = paper.split("/MediaBox").skip(1).map(|rest| rest.split(']').next().unwrap().trim()).collect();
        assert_eq!(boxes, ["[0 0 595 842"], "one sheet of A4");
        let there = scanned(&file);
        assert_eq!(there, format!("https://portail.example/missions/{need}?de=affiche"));
        let led = portal.get(there.strip_prefix("https://portail.example").unwrap()).await;
        assert_eq!(led.header("location"), format!("/missions/{need}-servir-la-soupe?de=affiche"));
        assert!(says(&file, "Servir la soupe", Weight::Bold));
        assert!(says(&file, "Les Mains ouvertes", Weight::Bold));
        assert!(says(&file, &format!("portail.example/missions/{need}"), Weight::Regular));
        assert!(says(&file, "1 place de la Mairie, 35000 Rennes", Weight::Regular));
        assert!(!says(&file, "Servir le thé", Weight::Bold));
        let english = ask(&portal, &format!("/en/missions/{need}-servir-la-soupe/affiche.pdf")).await.2;
        assert_eq!(scanned(&english), format!("https://portail.example/en/missions/{need}?de=affiche"));
    }

    async fn a_poster_is_drawn_once_for_as_long_as_it_says_the_same(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let path = format!("/missions/{need}-servir-la-soupe/affiche.pdf");
        let (_, headers, file) = ask(&portal, &path).await;
        assert_eq!(headers["cache-control"], "no-cache");
        assert_eq!(portal.app.pictures.size(), (1, file.len()));
        assert_eq!(ask(&portal, &path).await.2, file);
        assert_eq!(portal.app.pictures.size(), (1, file.len()), "kept");
        let known = Request::get(&path).header("if-none-match", &headers["etag"]).body(Body::empty()).unwrap();
        assert_eq!(portal.send(known).await.status, StatusCode::NOT_MODIFIED);
        portal.sql("UPDATE needs SET title = 'Servir le thé'").await;
        let (_, changed, tea) = ask(&portal, &path).await;
        assert_ne!(changed["etag"], headers["etag"]);
        assert!(says(&tea, "Servir le thé", Weight::Bold));
    }

    async fn nine_strips_carry_the_address(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let (_, _, file) = ask(&portal, &format!("/missions/{need}-servir-la-soupe/affiche.pdf")).await;
        // What is read from the bottom up.
        let content = String::from_utf8_lossy(&content(&file)).into_owned();
        let upright = content.matches("0 1 -1 0 ").count();
        assert_eq!(upright, 9 * 3, "title, association, address");
    }

    async fn long_texts_and_a_logo_fit(portal: Portal) {
        let association = portal.association("mains").await;
        let long = Seed {
            title: "Accompagner des enfants et leurs parents, tous les mercredis après-midi, à la ludothèque du quartier des Gayeulles, pour jouer, lire et goûter",
            description: Box::leak("Une phrase assez longue pour remplir la place. ".repeat(120).into_boxed_str()),
            ..Seed::new("")
        };
        let need = long.sow(&portal).await;
        portal.gives(need, association).await;
        let mut owner = portal.signed_in("owner@mains.example").await;
        logos::put(&mut owner, association, &logos::file(image::ImageFormat::Jpeg)).await;
        let path = portal.get(&format!("/missions/{need}/affiche.pdf")).await.header("location").to_owned();
        let (status, _, file) = ask(&portal, &path).await;
        assert_eq!(status, StatusCode::OK);
        assert!(file.windows(14).any(|part| part == b"/Subtype/Image" || part == b"/Subtype /Imag"), "the logo");
        assert_eq!(scanned(&file), format!("https://portail.example/missions/{need}?de=affiche"));
        // Nothing is written below the strips' edge or beside the sheet.
        let content = String::from_utf8_lossy(&content(&file)).into_owned();
        for line in content.lines().filter_map(|line| line.strip_suffix(" Tm")) {
            let numbers: Vec<f32> = line.split(' ').filter_map(|number| number.parse().ok()).collect();
            let [.., x, y] = numbers.as_slice() else { panic!("{line}") };
            assert!((10.0..590.0).contains(x) && (10.0..835.0).contains(y), "{line}");
        }
    }

    async fn a_need_that_is_over_has_none(portal: Portal) {
        let need = Seed { closed: true, ..Seed::new("Servir la soupe") }.sow(&portal).await;
        let (status, headers, _) = ask(&portal, &format!("/missions/{need}-servir-la-soupe/affiche.pdf")).await;
        assert_eq!((status, headers["location"].to_str().unwrap()), (StatusCode::SEE_OTHER, &*format!("/missions/{need}-servir-la-soupe")));
        assert_eq!(ask(&portal, "/missions/999/affiche.pdf").await.0, StatusCode::NOT_FOUND);
    }
}
