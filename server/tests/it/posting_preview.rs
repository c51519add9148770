//! A need as visitors will read it, before it is published.

use crate::{
    harness::both,
    logos,
    posting::{NEW, coordinator, form, slots},
};
use image::ImageFormat;

both! {
    async fn a_preview_publishes_nothing(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let answer = browser.post(NEW, &form(&[("act", "preview"), ("title", "Trier des livres")])).await;
        answer.says("<h1>Trier des livres</h1>").says("<p>On finit par une tisane.</p>");
        assert_eq!((portal.count("needs").await, portal.count("drafts").await), (0, 0));
    }

    async fn a_preview_shows_what_can_be_read_so_far(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        let mut owner = portal.signed_in("owner@mains.example").await;
        logos::put(&mut owner, 1, &logos::file(ImageFormat::Png)).await;
        let rows = slots(&[["", "2026-12-05", "09:00", "12:00", "3"], ["", "", "bientôt", "", ""]]);
        let mut more = vec![("act", "preview"), ("title", ""), ("url", "https://mains.example/soupe")];
        more.extend(rows);
        let answer = browser.post(NEW, &form(&more)).await;
        answer.says("5 décembre").says("https://mains.example/soupe").says("/associations/1/logo/");
        assert!(answer.body.contains("aria-invalid"), "what is missing is said beside");
    }
}
