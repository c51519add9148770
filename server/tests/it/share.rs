//! A need's page can be passed on: its cards, its links, Mastodon, what a coordinator finds ready.

use crate::{
    harness::{Answer, both},
    sow::Seed,
};
use app::domain::{
    need::SignUpAt,
    share::{Channel, instance::Instance},
};
use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use server::figures::Event;

/// What the page tells programs under this name.
#[track_caller]
fn told(answer: &Answer, name: &str) -> String {
    let (_, rest) = answer
        .body
        .split_once(&format!("=\"{name}\" content=\""))
        .unwrap_or_else(|| panic!("no {name} in {}", answer.body));
    rest.split('"').next().unwrap().replace("&amp;", "&")
}

/// The address of a link by its words.
#[track_caller]
fn link(answer: &Answer, channel: Channel) -> String {
    let mark = format!("data-channel=\"{}\"", channel.code());
    let (before, _) = answer.body.split_once(&mark).unwrap_or_else(|| panic!("no {mark} in {}", answer.body));
    let (_, href) = before.rsplit_once("href=\"").unwrap();
    href.split('"').next().unwrap().replace("&amp;", "&")
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

both! {
    async fn a_page_tells_networks_what_its_card_shows(portal: Portal) {
        let need = Seed::new("Servir la soupe").dated(&[(15, 5)]).sow(&portal).await;
        let page = portal.get(&format!("/missions/{need}-servir-la-soupe?de=whatsapp")).await;
        assert_eq!(page.status, StatusCode::OK);
        let own = format!("https://portail.example/missions/{need}-servir-la-soupe");
        assert_eq!(told(&page, "og:url"), own, "without the way it came by");
        page.says(&format!("<link rel=\"canonical\" href=\"{own}\""));
        assert_eq!(told(&page, "og:title"), "Servir la soupe");
        assert_eq!(told(&page, "og:site_name"), "Coup de main");
        assert_eq!(told(&page, "og:type"), "article");
        assert_eq!(told(&page, "og:locale"), "fr_FR");
        assert_eq!(told(&page, "twitter:card"), "summary_large_image");
        assert_eq!((told(&page, "og:image:width"), told(&page, "og:image:height")), ("1200".into(), "630".into()));
        assert!(told(&page, "og:description").contains("Rennes"), "{}", told(&page, "og:description"));
        assert!(told(&page, "og:image:alt").contains("Les Mains ouvertes"));
        let picture = told(&page, "og:image");
        assert!(picture.starts_with(&format!("{own}/carte.png?v=")), "{picture}");
        let shown = portal.get(picture.strip_prefix("https://portail.example").unwrap()).await;
        assert_eq!((shown.status, shown.header("content-type")), (StatusCode::OK, "image/png"));

        let english = portal.get(&format!("/en/missions/{need}-servir-la-soupe")).await;
        assert_eq!(told(&english, "og:locale"), "en_GB");
        assert!(told(&english, "og:url").contains("/en/missions/"));
    }

    async fn other_pages_have_the_portals_own_picture(portal: Portal) {
        let id = portal.association("mains").await;
        for path in ["/", "/missions?q=soupe", &format!("/associations/{id}-mains"), "/en"] {
            let page = portal.get(path).await;
            assert_eq!(told(&page, "og:type"), "website", "{path}");
            assert!(!told(&page, "og:url").contains('?'), "{path}");
            let picture = told(&page, "og:image");
            let shown = portal.get(picture.strip_prefix("https://portail.example").unwrap()).await;
            assert_eq!((shown.status, shown.header("content-type")), (StatusCode::OK, "image/png"), "{path}");
        }
    }

    async fn every_network_has_a_plain_link_with_its_text_and_its_tag(portal: Portal) {
        let need = Seed::new("Servir la soupe").dated(&[(15, 5)]).sow(&portal).await;
        let path = format!("/missions/{need}-servir-la-soupe");
        let page = portal.get(&path).await;
        for (channel, begins, tag) in [
            (Channel::Email, "mailto:?subject=", "courriel"),
            (Channel::Whatsapp, "https://wa.me/?text=", "whatsapp"),
            (Channel::Sms, "sms:?&body=", "sms"),
            (Channel::Facebook, "https://www.facebook.com/sharer/sharer.php?u=", "facebook"),
            (Channel::Bluesky, "https://bsky.app/intent/compose?text=", "bluesky"),
            (Channel::Linkedin, "https://www.linkedin.com/sharing/share-offsite/?url=", "linkedin"),
            (Channel::X, "https://x.com/intent/post?text=", "x"),
        ] {
            let href = link(&page, channel);
            assert!(href.starts_with(begins), "{href}");
            let said = decoded(&href);
            assert!(said.contains("https://portail.example/missions/"), "{said}");
            assert!(said.ends_with(&format!("?de={tag}")), "{said}");
            if !matches!(channel, Channel::Facebook | Channel::Linkedin) {
                assert!(said.contains("Servir la soupe"), "{said}");
            }
            assert_eq!(Channel::from_tag(tag), Some(channel));
        }
        page.says(&format!("href=\"{path}/mastodon\"")).says(&format!("href=\"{path}/amis\""));
        page.says(&format!("value=\"https://portail.example{path}?de=lien\"")).says("readonly");
        assert!(!page.body.contains("<script src=\"http"), "nothing of others");
        // The short link of a message leads to the same page, and says where it came from.
        let short = portal.get(&format!("/missions/{need}?de=sms")).await;
        assert_eq!((short.status, short.header("location")), (StatusCode::PERMANENT_REDIRECT, &*format!("{path}?de=sms")));
    }

    async fn a_browser_tells_that_it_shared(portal: Portal) {
        let need = Seed::new("Soupe").sow(&portal).await;
        let beacon = |id: i64, body: &str| {
            Request::post(format!("/missions/{id}/partage"))
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "text/plain;charset=UTF-8")
                .body(Body::from(body.to_owned()))
                .unwrap()
        };
        assert_eq!(portal.send(beacon(need, "canal=whatsapp")).await.status, StatusCode::NO_CONTENT);
        assert_eq!(portal.send(beacon(need, "canal=pigeon")).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(portal.send(beacon(need, "")).await.status, StatusCode::BAD_REQUEST);
        assert_eq!(portal.send(beacon(need + 1, "canal=x")).await.status, StatusCode::NOT_FOUND);
        assert_ne!(Event::Shared(Channel::X), Event::Shared(Channel::Sms));
    }

    async fn mastodon_is_asked_for_its_instance_and_leads_there_alone(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let path = format!("/missions/{need}-servir-la-soupe/mastodon");
        let page = portal.get(&path).await;
        page.says("name=\"instance\"").says("Servir la soupe");
        assert!(page.header("content-security-policy").contains("form-action 'self' https:"));
        let need_page = portal.get(&format!("/missions/{need}-servir-la-soupe")).await;
        assert!(need_page.header("content-security-policy").ends_with("form-action 'self'"), "elsewhere as before");

        let sent = portal.post(&path, &[("instance", "@camille@Mastodon.social")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        let there = sent.header("location");
        assert!(there.starts_with("https://mastodon.social/share?text="), "{there}");
        assert!(decoded(there).ends_with("?de=mastodon"), "{there}");
        for wrong in ["", "mastodon", "https://a@b.example", "javascript:alert(1)", "127.0.0.1", "a.example/x", "\"><script>"] {
            let refused = portal.post(&path, &[("instance", wrong)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            assert!(refused.header("location").is_empty());
            refused.says("aria-invalid=\"true\"");
            let kept = wrong.replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;");
            assert!(refused.body.contains(&format!("value=\"{kept}\"")) || wrong.is_empty(), "{wrong}: {}", refused.body);
        }
        // Another site can't have somebody led away.
        let foreign = Request::post(&path)
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("instance=mechant.example"))
            .unwrap();
        assert_eq!(portal.send(foreign).await.status, StatusCode::FORBIDDEN);
        assert!(Instance::parse("mastodon.social").is_some());
    }

    async fn a_coordinator_finds_texts_for_every_network_and_occasion(portal: Portal) {
        let association = portal.association("mains").await;
        let need = Seed {
            description: "Vous servez la soupe à celles et ceux qui dorment dehors. <b>Venez</b> & riez.",
            ..Seed::new("Servir la soupe").dated(&[(15, 3)])
        };
        let need = need.sow(&portal).await;
        portal.gives(need, association).await;
        let mut coordinator = portal.signed_in("coordinator@mains.example").await;
        let desk = format!("/espace/{association}");
        coordinator.get(&desk).await.says(&format!("{desk}/missions/{need}/partager"));
        let kit = coordinator.get(&format!("{desk}/missions/{need}/partager")).await;
        assert_eq!(kit.status, StatusCode::OK);
        for occasion in ["annonce", "dernieres-places", "merci"] {
            for network in ["facebook", "linkedin", "whatsapp", "mastodon", "bluesky", "x", "sms"] {
                kit.says(&format!("id=\"{occasion}-{network}\""));
            }
        }
        assert!(!kit.body.contains(" hidden"), "nothing that would move the rest when it appears");
        kit.says("Plus que 3 places : Servir la soupe")
            .says("Vous servez la soupe à celles et ceux qui dorment dehors.")
            .says("&lt;b&gt;Venez&lt;/b&gt; &amp; riez")
            .says("Merci à toutes les personnes")
            .says(&format!("https://portail.example/associations/{association}-mains?de=facebook"))
            .says("/affiche.pdf")
            .says("/carte.png?v=");
        portal.sql("UPDATE needs SET state = 'closed'").await;
        let closed = coordinator.get(&format!("{desk}/missions/{need}/partager")).await;
        closed.says("id=\"merci-x\"");
        assert!(!closed.body.contains("annonce-x") && !closed.body.contains("affiche.pdf"));
        let feed = Seed {
            sign_up: SignUpAt::There, page_url: Some("https://mains.example/soupe"), ..Seed::new("Trier des livres").places(1000)
        };
        let elsewhere = feed.sow(&portal).await;
        portal.gives(elsewhere, association).await;
        let over = Seed::new("Peindre un mur").dated(&[(-2, 3)]).sow(&portal).await;
        portal.gives(over, association).await;
        for need in [elsewhere, over] {
            let kit = coordinator.get(&format!("{desk}/missions/{need}/partager")).await;
            kit.says("Tout est dit ici :").says("id=\"merci-x\"");
            for promise in ["dernieres-places", "On s’inscrit ici", "Plus que", "C’est complet"] {
                assert!(!kit.body.contains(promise), "{promise} in {}", kit.body);
            }
        }
        let other = Seed::new("Autre").sow(&portal).await;
        assert_eq!(coordinator.get(&format!("{desk}/missions/{other}/partager")).await.status, StatusCode::NOT_FOUND);
    }
}
