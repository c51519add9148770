//! What networks show of a need.

use crate::{
    harness::{Portal, both},
    logos,
    outbox::another,
    reports::decided,
    sow::Seed,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    http::{Request, Response, StatusCode},
};
use image::GenericImageView;
use server::{
    catch_up::catch_up,
    router::router,
    share::picture::{self, Subject},
};
use tower::ServiceExt;

/// The answer as it is; the harness reads text.
async fn ask(portal: &Portal, path: &str, known: &str) -> (Response<()>, Bytes) {
    let request = Request::get(path).header("if-none-match", known).body(Body::empty()).unwrap();
    let (parts, body) = portal.router().oneshot(request).await.unwrap().into_parts();
    (Response::from_parts(parts, ()), to_bytes(body, usize::MAX).await.unwrap())
}

fn header<'a>(answer: &'a Response<()>, name: &str) -> &'a str {
    answer.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

async fn versioned(portal: &Portal, need: i64) -> String {
    let now = portal.clock.now();
    let need = server::store::needs::need(&portal.app.db, need, now).await.unwrap().unwrap();
    picture::path(app::domain::Lang::Fr, &need, now)
}

both! {
    async fn every_need_has_one_of_its_own(portal: Portal) {
        let soup = Seed::new("Servir la soupe").dated(&[(15, 5)]).sow(&portal).await;
        let books = Seed::new("Trier des livres").sow(&portal).await;
        let (answer, first) = ask(&portal, &format!("/missions/{soup}-servir-la-soupe/carte.png"), "").await;
        assert_eq!((answer.status(), header(&answer, "content-type")), (StatusCode::OK, "image/png"));
        let image = image::load_from_memory_with_format(&first, image::ImageFormat::Png).unwrap();
        assert_eq!(image.dimensions(), (1200, 630));
        let (_, second) = ask(&portal, &format!("/missions/{books}/carte.png"), "").await;
        assert_ne!(first, second);
        let (_, english) = ask(&portal, &format!("/en/missions/{soup}/carte.png"), "").await;
        assert_ne!(first, english, "in its own language");
        for wrong in ["/missions/999/carte.png", "/missions/x/carte.png"] {
            assert_eq!(ask(&portal, wrong, "").await.0.status(), StatusCode::NOT_FOUND, "{wrong}");
        }
    }

    async fn its_address_changes_with_what_it_shows(portal: Portal) {
        let soup = Seed::new("Servir la soupe").dated(&[(15, 5)]).sow(&portal).await;
        let path = versioned(&portal, soup).await;
        assert_eq!(path, versioned(&portal, soup).await);
        let (answer, first) = ask(&portal, &path, "").await;
        assert_eq!(header(&answer, "cache-control"), "public, max-age=86400");
        let tag = header(&answer, "etag").to_owned();
        let (again, nothing) = ask(&portal, &path, &format!("\"x\", W/{tag}")).await;
        assert_eq!((again.status(), nothing.len()), (StatusCode::NOT_MODIFIED, 0));

        portal.sql("UPDATE needs SET title = 'Servir le thé'").await;
        let changed = versioned(&portal, soup).await;
        assert_ne!(changed, path);
        let (_, second) = ask(&portal, &changed, "").await;
        assert_ne!(first, second);
        // A stale or made-up hash shows what is true now, and is not kept for long.
        let stale = format!("/missions/{soup}-servir-la-soupe/carte.png?v=0123456789abcdef");
        let (answer, third) = ask(&portal, &stale, "").await;
        assert_eq!((header(&answer, "cache-control"), third), ("public, max-age=300", second));
        portal.sql("UPDATE needs SET state = 'closed'").await;
        assert_ne!(versioned(&portal, soup).await, changed, "a need that is over says so");
    }

    async fn what_was_drawn_is_not_drawn_again(portal: Portal) {
        let soup = Seed::new("Servir la soupe").sow(&portal).await;
        let path = versioned(&portal, soup).await;
        let (_, first) = ask(&portal, &path, "").await;
        assert_eq!(portal.app.pictures.size(), (1, first.len()));
        // Out of memory, without the database: it is there even while that is gone.
        portal.app.db.close().await;
        assert_eq!(ask(&portal, &path, "").await.1, first);
        assert_eq!(portal.app.pictures.size(), (1, first.len()));
    }

    async fn of_what_is_taken_down_nothing_is_left(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let soup = Seed::new("Servir la soupe").sow(&portal).await;
        let books = Seed::new("Trier des livres").sow(&portal).await;
        let other = another(&portal, |_| ()).await;
        let path = versioned(&portal, soup).await;
        let on_other = || async { router(other.clone()).oneshot(Request::get(&path).body(Body::empty()).unwrap()).await.unwrap().status() };
        assert_eq!((ask(&portal, &path, "").await.0.status(), on_other().await), (StatusCode::OK, StatusCode::OK));
        let (_, hash) = path.split_once('?').unwrap();
        let stranger = ask(&portal, &format!("/missions/{books}/carte.png?{hash}"), "").await;
        assert_ne!(stranger.1, ask(&portal, &path, "").await.1, "each need has its own, whatever hash is asked for");
        portal.report("10.0.0.1", &[]).await;
        decided(&mut moderator, soup, "down", "C’est une vente.").await;
        assert_eq!(ask(&portal, &path, "").await.0.status(), StatusCode::GONE);
        catch_up(&other).await.unwrap();
        assert_eq!(on_other().await, StatusCode::GONE, "on every server");
        other.db.close().await;
    }

    async fn the_associations_logo_is_on_it(portal: Portal) {
        let association = portal.association("mains").await;
        let soup = Seed::new("Servir la soupe").sow(&portal).await;
        portal.gives(soup, association).await;
        let (_, without) = ask(&portal, &format!("/missions/{soup}/carte.png"), "").await;
        let mut owner = portal.signed_in("owner@mains.example").await;
        logos::put(&mut owner, association, &logos::file(image::ImageFormat::Png)).await;
        let (_, with) = ask(&portal, &format!("/missions/{soup}/carte.png"), "").await;
        let red = |bytes: &Bytes| {
            let image = image::load_from_memory(bytes).unwrap().into_rgb8();
            image.pixels().filter(|pixel| pixel.0 == [200, 30, 30]).count()
        };
        assert_eq!(red(&without), 0);
        assert!(red(&with) > 500, "{}", red(&with));
    }
}

#[test]
fn whatever_stands_in_a_title_is_drawn() {
    for title in [
        "",
        "<b>&\"'</b> ]]> &#0;",
        "🙂🙂🙂",
        "日本語",
        &"Anticonstitutionnellement".repeat(20),
        "a\u{0}\u{202e}b",
    ] {
        let subject = Subject {
            title: server::lettering::legible(title),
            ..Subject::of_portal(app::domain::Lang::Fr, "https://portail.example")
        };
        let bytes = picture::painted(&subject, Some(b"no picture")).unwrap();
        assert!(image::load_from_memory(&bytes).is_ok(), "{title}");
    }
}
