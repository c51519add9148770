//! An association's logo: put by its owners, made anew, shown, taken away.

use crate::{
    desk::Browser,
    harness::{Answer, Portal, both},
};
use axum::http::StatusCode;
use image::{DynamicImage, ImageEncoder, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

const OWNER: &str = "owner@mains.example";

/// Sends a file as the form does.
pub async fn put(browser: &mut Browser<'_>, id: i64, file: &[u8]) -> Answer {
    let head = "--cut\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a.png\"\r\n\
        Content-Type: image/png\r\n\r\n";
    let body = [head.as_bytes(), file, b"\r\n--cut--\r\n"].concat();
    let path = format!("/espace/{id}/fiche/logo");
    browser.post_body(&path, "multipart/form-data; boundary=cut", body).await
}

fn picture(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([20, 60, 180]) },
    )
    .into()
}

pub fn file(format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture(900, 450).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG that says of itself where it was taken, and that it lies on its side.
fn with_exif() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut bytes);
    let mut exif = b"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend_from_slice(b"48.1113 -1.6800");
    encoder.set_exif_metadata(exif).unwrap();
    encoder.encode_image(&picture(900, 450)).unwrap();
    bytes
}

/// A PNG of a few dozen bytes that claims to be huge.
fn bomb(side: u32) -> Vec<u8> {
    let mut header = [b"IHDR", &side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    let mut sum = flate2::Crc::new();
    sum.update(&header);
    header.extend_from_slice(&sum.sum().to_be_bytes());
    let start = [&b"\x89PNG\r\n\x1a\n\0\0\0\x0d"[..], &header].concat();
    let mut whole = start;
    for (kind, data) in [(b"IDAT", &[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1][..]), (b"IEND", &[])] {
        let chunk = [&kind[..], data].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&chunk);
        whole.extend_from_slice(&u32::try_from(data.len()).unwrap().to_be_bytes());
        whole.extend_from_slice(&chunk);
        whole.extend_from_slice(&sum.sum().to_be_bytes());
    }
    whole
}

fn address(answer: &Answer) -> String {
    let (_, rest) = answer.body.split_once("src=\"/associations/").expect("no logo in the page");
    format!("/associations/{}", rest.split('"').next().unwrap())
}

async fn stored(portal: &Portal, id: i64) -> Option<Vec<u8>> {
    let logo = server::store::logos::of(&portal.app.db, id).await.unwrap()?;
    Some(server::store::logos::file(&portal.app.db, id, &logo.hash).await.unwrap().unwrap().1)
}

both! {
    async fn a_picture_of_any_kind_becomes_a_small_png(portal: Portal) {
        let id = portal.association("mains").await;
        let mut owner = portal.signed_in(OWNER).await;
        let fiche = format!("/espace/{id}/fiche");
        owner.get(&fiche).await.says("multipart/form-data").says("1 Mo au plus").says("Ajouter ce logo");
        let svg = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'><rect width='20' height='10' fill='#c81e1e'/></svg>";
        let files = [file(ImageFormat::Png), file(ImageFormat::Jpeg), file(ImageFormat::WebP), svg.to_vec()];
        let mut before = String::new();
        for sent in files {
            let answer = put(&mut owner, id, &sent).await;
            assert_eq!(answer.header("location"), format!("{fiche}?fait=logo"), "{}", answer.body);
            let page = owner.get(&format!("{fiche}?fait=logo")).await;
            page.says("Le logo est en place").says("alt=\"Logo\u{202f}: mains\"").says("Remplacer le logo");
            let path = address(&page);
            assert_ne!(path, before, "each has an address of its own");
            let logo = portal.get(&path).await;
            assert_eq!(logo.header("content-type"), "image/png");
            assert_eq!(logo.header("cache-control"), "public, max-age=31536000, immutable");
            assert_eq!(logo.header("x-content-type-options"), "nosniff");
            let made = image::load_from_memory(&stored(&portal, id).await.unwrap()).unwrap();
            assert_eq!((made.width(), made.height()), (320, 160));
            if !before.is_empty() {
                assert_eq!(portal.get(&before).await.status, StatusCode::NOT_FOUND);
            }
            before = path;
        }
        let public = portal.get(&format!("/associations/{id}-mains")).await;
        public.says(&before).says("width=\"320\" height=\"160\"");
        owner.get(&format!("/espace/{id}/journal")).await.says("a changé le logo");

        let removed = owner.post(&format!("{fiche}/logo/retrait"), &[]).await;
        assert_eq!(removed.header("location"), format!("{fiche}?fait=sans-logo"));
        assert!(!portal.get(&format!("/associations/{id}-mains")).await.body.contains("<img"));
        assert_eq!(portal.get(&before).await.status, StatusCode::NOT_FOUND);
    }

    async fn what_a_photograph_says_of_itself_is_left_behind(portal: Portal) {
        let id = portal.association("mains").await;
        let sent = with_exif();
        assert!(sent.windows(7).any(|some| some == b"48.1113"));
        put(&mut portal.signed_in(OWNER).await, id, &sent).await;
        let made = stored(&portal, id).await.unwrap();
        assert!(made.starts_with(b"\x89PNG"));
        for trace in [&b"48.1113"[..], b"eXIf", b"Exif"] {
            assert!(!made.windows(trace.len()).any(|some| some == trace));
        }
        let image = image::load_from_memory(&made).unwrap();
        assert_eq!((image.width(), image.height()), (160, 320), "it was turned upright first");
    }

    async fn what_is_no_logo_is_refused_in_words(portal: Portal) {
        let id = portal.association("mains").await;
        let mut owner = portal.signed_in(OWNER).await;
        put(&mut owner, id, &file(ImageFormat::Png)).await;
        let kept = stored(&portal, id).await;
        let cases = [
            (b"".to_vec(), "Choisissez d’abord une image"),
            (b"Bonjour, ceci est un texte.".to_vec(), "comme une image"),
            (b"<html><script>alert(1)</script></html>".to_vec(), "comme une image"),
            (vec![b'x'; 1024 * 1024 + 1], "pèse plus de 1 Mo"),
            (vec![b'x'; 13 * 1024 * 1024], "pèse plus de 1 Mo"),
            (bomb(60_000), "trop grande"),
            (bomb(5_900), "trop grande"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><text>Soupe</text></svg>".to_vec(), "contient du texte"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><image href='/etc/hostname' width='9' height='9'/></svg>".to_vec(), "comme une image"),
        ];
        for (sent, says) in cases {
            let answer = put(&mut owner, id, &sent).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            answer.says(says).says("href=\"#logo\"").says("aria-invalid=\"true\"");
            assert_eq!(stored(&portal, id).await, kept, "nothing changed");
        }
        let no_form = owner.post(&format!("/espace/{id}/fiche/logo"), &[("logo", "x")]).await;
        assert_eq!(no_form.status, StatusCode::BAD_REQUEST);
        let no_file = owner.post_body(&format!("/espace/{id}/fiche/logo"), "multipart/form-data; boundary=cut", b"--cut--\r\n".to_vec()).await;
        no_file.says("Choisissez d’abord une image");
    }

    async fn only_owners_put_one(portal: Portal) {
        let id = portal.association("mains").await;
        portal.association("autre").await;
        for (email, status) in [
            ("reader@mains.example", StatusCode::FORBIDDEN),
            ("coordinator@mains.example", StatusCode::FORBIDDEN),
            ("owner@autre.example", StatusCode::NOT_FOUND),
        ] {
            let answer = put(&mut portal.signed_in(email).await, id, &file(ImageFormat::Png)).await;
            assert_eq!(answer.status, status, "{email}");
        }
        assert_eq!(put(&mut portal.browser(), id, &file(ImageFormat::Png)).await.status, StatusCode::SEE_OTHER);
        assert_eq!(portal.count("association_logos").await, 0);
    }

    async fn a_needs_page_shows_it_beside_the_name(portal: Portal) {
        let id = portal.association("mains").await;
        let need = crate::sow::Seed::new("Servir la soupe").sow(&portal).await;
        portal.gives(need, id).await;
        put(&mut portal.signed_in(OWNER).await, id, &file(ImageFormat::Png)).await;
        let page = portal.get(&format!("/missions/{need}-servir-la-soupe")).await;
        page.says("small-logo").says(&format!("/associations/{id}/logo/")).says("alt=\"\"");
    }

    async fn that_of_an_association_which_waits_is_for_its_own_people(portal: Portal) {
        let id = portal.association("mains").await;
        let mut owner = portal.signed_in(OWNER).await;
        put(&mut owner, id, &file(ImageFormat::Png)).await;
        let path = address(&owner.get(&format!("/espace/{id}/fiche")).await);
        portal.sql("UPDATE associations SET state = 'pending'").await;
        assert_eq!(portal.get(&path).await.status, StatusCode::NOT_FOUND);
        assert_eq!(owner.get(&path).await.header("cache-control"), "private, no-cache");
        portal.association("autre").await;
        assert_eq!(portal.signed_in("owner@autre.example").await.get(&path).await.status, StatusCode::NOT_FOUND);
        for wrong in ["/associations/x/logo/y", "/associations/999/logo/y"] {
            assert_eq!(portal.get(wrong).await.status, StatusCode::NOT_FOUND);
        }
    }
}
