//! Whose likes are whose, and what a script gets out of them.

use crate::{
    harness::both,
    likes::{Visitor, count},
    sow::Seed,
};
use axum::http::StatusCode;
use server::likes::desk::{COUNTED, COUNTED_A_DAY, TAKEN, WIDER};

both! {
    async fn likes_go_with_whoever_signs_in_and_stay_with_them(portal: Portal) {
        let (_, soup) = portal.with_need("mains", Seed::new("Servir la soupe").places(9)).await;
        let books = Seed::new("Trier des livres").sow(&portal).await;
        let mut office = Visitor::from(&portal, "192.0.2.1");
        office.sign_in("owner@mains.example").await;
        office.likes(soup).await;
        assert!(!office.cookies.contains_key("favoris"), "an account needs no cookie more");

        let mut home = Visitor::from(&portal, "192.0.2.2");
        home.likes(soup).await;
        home.likes(books).await;
        assert_eq!((count(&portal, soup).await, count(&portal, books).await), ((2, 0), (1, 0)));
        home.sign_in("owner@mains.example").await;
        assert_eq!((count(&portal, soup).await, count(&portal, books).await), ((1, 0), (1, 0)), "one person");
        let mut both = home.favorites().await;
        both.sort_unstable();
        assert_eq!(both, [soup, books]);
        assert_eq!(office.favorites().await.len(), 2, "wherever they sign in");
        home.get("/mes-favoris").await.says("owner@mains.example");

        home.post("/deconnexion", &[]).await;
        assert_eq!(home.favorites().await, [0_i64; 0], "once they have left nothing is seen of it");
        let page = home.get("/missions").await;
        assert!(!page.body.contains("aria-pressed=\"true\""));
        home.likes(books).await;
        home.sign_in("owner@mains.example").await;
        assert_eq!(count(&portal, books).await, (1, 0));
    }

    async fn a_volunteers_likes_are_kept_with_their_address(portal: Portal) {
        let need = Seed::new("Servir la soupe").places(9).sow(&portal).await;
        let books = Seed::new("Trier des livres").sow(&portal).await;
        let token = portal.confirmed(need, portal.slots(need).await[0], "lea@exemple.fr").await;
        let own = format!("/inscriptions/{token}");
        let mut phone = Visitor::from(&portal, "192.0.2.1");
        phone.likes(books).await;
        phone.get(&own).await.says("Garder mes favoris avec mon adresse");
        assert_eq!(portal.count("likers WHERE account IS NOT NULL").await, 0, "looking changes nothing");
        phone.get(&format!("{own}?fait=confirmation")).await.says("id=\"favoris\" open");
        let bare = portal.get(&format!("{own}?fait=confirmation")).await;
        assert!(!bare.body.contains("id=\"favoris\" open"), "nothing to keep");
        assert_eq!(portal.count("likers WHERE account IS NOT NULL").await, 0, "nothing is taken unasked");
        let kept = phone.post(&format!("{own}/favoris"), &[]).await;
        assert_eq!(kept.header("location"), "/mes-favoris?fait=adresse");
        phone.get(&own).await.says("Trier des livres");
        let again = phone.get(&format!("{own}?fait=confirmation")).await;
        assert!(!again.body.contains("id=\"favoris\" open"), "kept already");
        phone.get(&format!("{own}/donnees.json")).await.says("\"liked\":[\"Trier des livres\"]");
        // Another device of theirs, that likes something already.
        let mut laptop = Visitor::from(&portal, "192.0.2.2");
        laptop.likes(need).await;
        laptop.likes(books).await;
        assert_eq!(count(&portal, books).await, (2, 0));
        laptop.post(&format!("{own}/favoris"), &[]).await;
        assert_eq!((count(&portal, books).await, count(&portal, need).await), ((1, 0), (1, 0)));
        assert_eq!(phone.favorites().await.len(), 2, "each device shows all of it");
        // A stranger at the laptop: her likes are not theirs to take along.
        laptop.sign_in("stranger@exemple.fr").await;
        assert_eq!(laptop.favorites().await, [0_i64; 0]);
        assert_eq!(phone.favorites().await.len(), 2);
        laptop.post("/deconnexion", &[]).await;
        laptop.post("/mes-favoris/oubli", &[("quoi", "ici")]).await;
        assert_eq!((laptop.favorites().await.len(), phone.favorites().await.len()), (0, 2));
        // She is both: a coordinator with the same address has the same likes.
        laptop.sign_in("Lea@exemple.fr").await;
        assert_eq!(laptop.favorites().await.len(), 2);
        portal.sql("DELETE FROM sessions").await;
        portal.sql("DELETE FROM coordinators WHERE email_key = 'lea@exemple.fr'").await;
        portal.press(&format!("{own}/effacement")).await;
        assert_eq!((count(&portal, books).await, count(&portal, need).await), ((0, 0), (0, 0)), "all is erased");
    }

    async fn a_script_inflates_little_and_is_seen(portal: Portal) {
        let (mains, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(9)).await;
        for number in 0..COUNTED + 5 {
            let answer = Visitor::from(&portal, &format!("2001:db8::{number:x}")).likes(need).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(count(&portal, need).await, (COUNTED, 5));
        let mut late = Visitor::from(&portal, "2001:db8::1");
        let told = late.post(&format!("/missions/{need}/aimer"), &[("like", "1"), ("vif", "1")]).await;
        told.says("n’entre pas dans le compte");
        assert_eq!(late.favorites().await, [need], "theirs all the same");
        late.likes_no_more(need).await;
        assert_eq!(count(&portal, need).await, (COUNTED, 5));
        portal.get("/missions").await.says(&format!("class=\"like-count\">{COUNTED}<"));
        let words = format!("{COUNTED} « j’aime » (5 non comptés");
        let mut owner = portal.signed_in("owner@mains.example").await;
        owner.get(&format!("/espace/{mains}")).await.says(&words);
        let mut moderator = portal.moderator("moderation@portail.example").await;
        moderator.get("/moderation").await.says("/moderation/j-aime");
        moderator.get("/moderation/j-aime").await.says("Servir la soupe").says(&words);

        for _ in COUNTED + 6..TAKEN {
            late.cookies.clear();
            assert_eq!(late.likes(need).await.status, StatusCode::SEE_OTHER);
        }
        late.cookies.clear();
        let refused = late.likes(need).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        refused.says("Trop de nouveaux").says("Réessayez dans 60 minutes").says("depuis un autre réseau");
        let wait: i64 = refused.header("retry-after").parse().unwrap();
        assert_eq!(refused.header("set-cookie"), "");
        // Who has a cookie already goes on, and so do others elsewhere.
        let mut elsewhere = Visitor::from(&portal, "2001:db8:1::1");
        assert_eq!(elsewhere.likes(need).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&portal, need).await.0, COUNTED + 1);
        portal.clock.advance(wait);
        assert_eq!(late.likes(need).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&portal, need).await.0, COUNTED + 1, "the next hour, and too many of that day");
        portal.clock.advance(86_400);
        late.cookies.clear();
        assert_eq!(late.likes(need).await.status, StatusCode::SEE_OTHER);
        assert_eq!(count(&portal, need).await.0, COUNTED + 2);
    }

    async fn patience_and_many_networks_inflate_little_more(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        // An hour after the other, from the first of a day on.
        portal.clock.advance(86_400 - portal.clock.now().rem_euclid(86_400));
        for _ in 0..5 {
            for _ in 0..COUNTED {
                Visitor::from(&portal, "192.0.2.1").likes(need).await;
            }
            portal.clock.advance(3600);
        }
        assert_eq!(count(&portal, need).await, (COUNTED_A_DAY, 5 * COUNTED - COUNTED_A_DAY));
        // One /64 after the other.
        let books = Seed::new("Trier des livres").sow(&portal).await;
        for network in 0..COUNTED * WIDER + 5 {
            Visitor::from(&portal, &format!("2001:db8:7:{network:x}::1")).likes(books).await;
        }
        assert_eq!(count(&portal, books).await, (COUNTED * WIDER, 5));
        Visitor::from(&portal, "2001:db8:8::1").likes(books).await;
        assert_eq!(count(&portal, books).await, (COUNTED * WIDER + 1, 5), "others go on");
    }

    async fn a_marked_like_counts_once_its_owner_is_known(portal: Portal) {
        let (_, need) = portal.with_need("mains", Seed::new("Servir la soupe").places(9)).await;
        for _ in 0..COUNTED {
            Visitor::from(&portal, "192.0.2.1").likes(need).await;
        }
        let mut owner = Visitor::from(&portal, "192.0.2.1");
        owner.likes(need).await;
        assert_eq!(count(&portal, need).await, (COUNTED, 1));
        owner.sign_in("owner@mains.example").await;
        assert_eq!(count(&portal, need).await, (COUNTED + 1, 0));
    }

    async fn no_network_and_no_address_is_kept(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        Visitor::from(&portal, "192.0.2.1").likes(need).await;
        assert_eq!(portal.count("rate_limits WHERE length(bucket) = 16").await, 2, "an hour and a day");
        assert_eq!(portal.count("rate_limits").await, 2);
        assert_eq!(portal.count("likers WHERE length(key) = 16 AND account IS NULL").await, 1);
    }
}
