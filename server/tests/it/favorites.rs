//! The list of what one likes: to compare, to send to oneself, to forget.

use crate::{
    harness::{both, plain},
    likes::{Visitor, count},
    sow::Seed,
};
use axum::http::StatusCode;
use server::{
    http::form_stamp,
    likes::{forget::unseen, list::SHOWN},
    store::{holds::take_down, likes::write::KEPT_FOR},
};

both! {
    async fn favorites_are_sent_to_oneself_and_to_nobody_in_masses(portal: Portal) {
        let need = Seed::new("Servir la soupe").dated(&[(8, 4)]).sow(&portal).await;
        let mut lea = Visitor::from(&portal, "192.0.2.1");
        let stamp = portal.stamp();
        let nothing = lea.post("/mes-favoris/envoi", &[("email", "lea@exemple.fr"), ("t", &stamp)]).await;
        assert_eq!(nothing.header("location"), "/mes-favoris");
        assert_eq!(portal.mails_to("lea@exemple.fr").await.len(), 0);
        lea.likes(need).await;
        let fast = lea.post("/mes-favoris/envoi", &[("email", "lea@exemple.fr")]).await;
        assert_eq!(fast.status, StatusCode::UNPROCESSABLE_ENTITY, "no form of ours");
        fast.says("value=\"lea@exemple.fr\"").says("name=\"t\"").says("Rien n’est perdu").says("role=\"alert\"");
        assert!(!fast.body.contains("aria-invalid"), "the address is right");
        let given = form_stamp::fresh(&portal.app.secrets.forms, portal.clock.now());
        let robot = lea.post("/mes-favoris/envoi", &[("email", "lea@exemple.fr"), ("t", &given)]).await;
        assert_eq!(robot.status, StatusCode::UNPROCESSABLE_ENTITY);
        robot.says(&format!("name=\"t\" value=\"{given}\""));
        let wrong = lea.post("/mes-favoris/envoi", &[("email", "lea@exemple"), ("t", &stamp)]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        wrong.says("value=\"lea@exemple\"").says("aria-invalid=\"true\"");
        let sent = lea.post("/mes-favoris/envoi", &[("email", "lea@exemple.fr"), ("t", &stamp), ("subject", "Gagnez"), ("body", "Gagnez")]).await;
        assert_eq!(sent.header("location"), "/mes-favoris?fait=envoi");
        let mail = portal.mails_to("lea@exemple.fr").await.remove(0);
        assert!(mail.subject.starts_with("Vos favoris") && !mail.body_text.contains("Gagnez"));
        for part in ["Servir la soupe", "Les Mains ouvertes", "Rennes", "28 nov", "https://portail.example/missions/"] {
            assert!(plain(&mail.body_text).contains(part), "{part} in {}", mail.body_text);
        }
        for _ in 0..2 {
            let sent = lea.post("/mes-favoris/envoi", &[("email", "lea@exemple.fr"), ("t", &stamp)]).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER);
        }
        let mut elsewhere = Visitor::from(&portal, "192.0.2.2");
        elsewhere.likes(need).await;
        portal.clock.advance(7200);
        let many = elsewhere.post("/mes-favoris/envoi", &[("email", "Lea+2@exemple.fr"), ("t", &stamp)]).await;
        assert_eq!(many.status, StatusCode::TOO_MANY_REQUESTS, "three a day, wherever they are asked for");
        many.says("réessayez demain").says("value=\"Lea+2@exemple.fr\"");
        assert_eq!(portal.mails_to("lea@exemple.fr").await.len(), 3);
        // Asking for a list takes nothing from what somebody may do themself.
        let slot = portal.slots(need).await[0];
        assert_eq!(portal.sign_up(need, slot, "lea@exemple.fr").await.status, StatusCode::SEE_OTHER);
        server::jobs::outbox::run_once(&portal.app).await.unwrap();
        assert_eq!(portal.count("outbox WHERE to_address LIKE '%lea%' OR body_text LIKE '%soupe%'").await, 0, "forgotten");
    }

    async fn whoever_wants_no_more_lists_gets_none(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let mut lea = Visitor::from(&portal, "192.0.2.1");
        lea.likes(need).await;
        let stamp = portal.stamp();
        let form = |email| [("email", email), ("t", stamp.as_str())];
        lea.post("/mes-favoris/envoi", &form("lea.martin@gmail.com")).await;
        let token = portal.mails_to("lea.martin@gmail.com").await[0].token("/desabonnement/amis/");
        let never = portal.post(&format!("/desabonnement/amis/{token}"), &[("List-Unsubscribe", "One-Click")]).await;
        assert_eq!(never.status, StatusCode::OK);
        assert_eq!(portal.count("outbox WHERE due_at IS NOT NULL").await, 0, "what hadn't left is taken back");
        let again = lea.post("/mes-favoris/envoi", &form("leamartin@googlemail.com")).await;
        assert_eq!(again.header("location"), "/mes-favoris?fait=envoi", "the same answer");
        assert_eq!(portal.count("outbox WHERE due_at IS NOT NULL").await, 0);
    }

    async fn a_long_list_has_pages_and_the_export_has_all_of_it(portal: Portal) {
        let need = Seed::new("Servir la soupe").places(9).sow(&portal).await;
        let token = portal.confirmed(need, portal.slots(need).await[0], "lea@exemple.fr").await;
        let mut lea = Visitor::from(&portal, "192.0.2.1");
        for _ in 0..SHOWN + 2 {
            let one = Seed::new("Trier des livres").sow(&portal).await;
            lea.likes(one).await;
        }
        // The last one liked is taken down: it takes no room on the page.
        let (mut tx, last) = (portal.app.db.begin().await.unwrap(), lea.favorites().await[0]);
        take_down(&mut tx, last, portal.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let first = lea.get("/mes-favoris").await;
        first.says("101 missions").says("href=\"/mes-favoris?page=2\"").says("1 sur 2");
        assert_eq!(lea.favorites().await.len(), SHOWN);
        let second = lea.get("/mes-favoris?page=2").await;
        assert_eq!(second.body.matches("id=\"aimer-").count(), 1);
        second.says("rel=\"prev\"").says("name=\"retour\" value=\"/mes-favoris?page=2\"");
        assert_eq!(lea.get("/mes-favoris?page=99").await.body.matches("id=\"aimer-").count(), 1, "the last there is");
        lea.get("/mes-favoris/comparer").await.says("Trier des livres");
        let chosen = lea.get(&format!("/mes-favoris/comparer?mission={}&mission={last}", last - 1)).await;
        assert_eq!(chosen.body.matches("<a href=\"/missions/").count(), 1, "not the one that is down");
        lea.post(&format!("/inscriptions/{token}/favoris"), &[]).await;
        let own = lea.get(&format!("/inscriptions/{token}")).await;
        own.says("Seuls vos 100 derniers favoris tiennent ici");
        assert_eq!(own.body.matches("Trier des livres</a>").count(), SHOWN);
        let export = lea.get(&format!("/inscriptions/{token}/donnees.json")).await;
        assert_eq!(export.body.matches("Trier des livres").count(), SHOWN + 1);
        lea.post("/mes-favoris/envoi", &[("email", "lea@exemple.fr"), ("t", &portal.stamp())]).await;
        let letter = portal.mails_to("lea@exemple.fr").await.pop().unwrap();
        assert!(plain(&letter.body_text).contains("Seuls vos 100 derniers favoris"), "{}", letter.body_text);
    }

    async fn favorites_stand_beside_each_other(portal: Portal) {
        let rennes = Seed::new("Servir la soupe").dated(&[(8, 4)]).sow(&portal).await;
        let paris = Seed { open_to_minors: true, ..Seed::new("Trier des livres") }.at(&[crate::sow::paris()]).sow(&portal).await;
        let other = Seed::new("Peindre un mur").sow(&portal).await;
        let mut lea = Visitor::from(&portal, "192.0.2.1");
        lea.get("/mes-favoris/comparer").await.says("au moins une mission");
        for need in [rennes, paris] {
            lea.likes(need).await;
        }
        lea.get("/mes-favoris").await.says("name=\"mission\"");
        let table = lea.get("/mes-favoris/comparer").await;
        for part in ["Servir la soupe", "Trier des livres", "4 places sur 4", "8 places sur 8", "Ouvert aux moins de 18 ans", "Les adultes", "sam. 28 nov."] {
            table.says(part);
        }
        assert!(!table.body.contains("Distance depuis"));
        let far = lea.get(&format!("/mes-favoris/comparer?mission={paris}&mission={rennes}&lieu=35051")).await;
        far.says("Distance depuis Cesson-Sévigné").says("6,2 km");
        let one = lea.get(&format!("/mes-favoris/comparer?mission={paris}&mission={other}&mission=x")).await;
        assert!(!one.body.contains("Servir la soupe") && !one.body.contains("Peindre un mur"), "only what was chosen, of one's own");
        lea.get("/mes-favoris/comparer?lieu=Saint-Denis").await.says("Lequel").says("&amp;lieu=93066");
        lea.get("/mes-favoris/comparer?lieu=Xyzzyville").await.says("ne trouvons pas");
        lea.get("/mes-favoris/comparer?lieu=dep-35").await.says("Il faut une commune");
    }

    async fn what_is_taken_down_is_seen_in_no_list(portal: Portal) {
        let mut moderator = portal.moderator("moderation@portail.example").await;
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let books = Seed::new("Trier des livres").sow(&portal).await;
        let mut lea = Visitor::from(&portal, "192.0.2.1");
        lea.likes(need).await;
        lea.likes(books).await;
        portal.report("10.0.0.1", &[]).await;
        crate::reports::decided(&mut moderator, need, "down", "C’est une vente.").await;
        assert_eq!(lea.favorites().await, [books]);
        let table = lea.get(&format!("/mes-favoris/comparer?mission={need}&mission={books}")).await;
        assert!(!table.body.contains("Servir la soupe"));
        lea.post("/mes-favoris/envoi", &[("email", "lea@exemple.fr"), ("t", &portal.stamp())]).await;
        assert!(!portal.mails_to("lea@exemple.fr").await[0].body_text.contains("Servir la soupe"));
    }

    async fn everything_is_forgotten_when_asked_or_after_a_year_and_more(portal: Portal) {
        let need = Seed::new("Servir la soupe").sow(&portal).await;
        let (mut lea, mut yann) = (Visitor::from(&portal, "192.0.2.1"), Visitor::from(&portal, "192.0.2.2"));
        lea.likes(need).await;
        yann.likes(need).await;
        assert_eq!(count(&portal, need).await, (2, 0));
        let gone = lea.post("/mes-favoris/oubli", &[("quoi", "ici")]).await;
        assert!(gone.header("set-cookie").starts_with("favoris=; Path=/; Max-Age=0"));
        assert_eq!((count(&portal, need).await, portal.count("likers").await), ((1, 0), 1));
        portal.clock.advance(KEPT_FOR);
        yann.likes(need).await;
        assert!(!unseen(&portal.app).await.unwrap());
        assert_eq!(count(&portal, need).await, (1, 0), "used again meanwhile");
        portal.clock.advance(KEPT_FOR + 1);
        unseen(&portal.app).await.unwrap();
        assert_eq!((count(&portal, need).await, portal.count("likers").await), ((0, 0), 0));
    }
}
