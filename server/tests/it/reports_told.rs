//! Moderators are told of reports, by the hour and by the month.

use crate::{
    harness::{both, plain},
    posting::{NEW, form},
    reports::{decided, posted},
};
use axum::http::StatusCode;
use server::reports::{notices, summary};

const QUEUE: &str = "/moderation/signalements";

both! {
    async fn moderators_are_written_to_once_an_hour(portal: Portal) {
        posted(&portal).await;
        let sent = async || portal.mails_to("moderation@portail.example").await.len() - 1;
        assert_eq!(notices::tell(&portal.app).await.unwrap(), 0);
        portal.report("10.0.0.1", &[]).await;
        portal.clock.advance(60);
        assert_eq!(notices::tell(&portal.app).await.unwrap(), 1);
        let mail = portal.mails_to("moderation@portail.example").await.pop().unwrap();
        assert!(mail.body_text.contains("https://portail.example/moderation/signalements"), "{}", mail.body_text);
        for network in ["10.0.0.2", "10.0.0.3", "10.0.0.4"] {
            portal.report(network, &[]).await;
            portal.clock.advance(60);
            notices::tell(&portal.app).await.unwrap();
        }
        assert_eq!(sent().await, 1, "not a flood");
        portal.clock.advance(3600);
        notices::tell(&portal.app).await.unwrap();
        assert_eq!(sent().await, 2, "of those that came meanwhile");
        portal.clock.advance(7200);
        notices::tell(&portal.app).await.unwrap();
        assert_eq!(sent().await, 2, "nothing new, no letter");
    }

    async fn the_month_says_every_report_and_what_was_done(portal: Portal) {
        let (mut coordinator, mut moderator) = posted(&portal).await;
        portal.report("10.0.0.1", &[("mots", "=1+1")]).await;
        portal.report("10.0.0.2", &[("raison", "over")]).await;
        decided(&mut moderator, 1, "warned", "Mettez-la à jour.").await;
        portal.report("10.0.0.1", &[("raison", "spam")]).await;
        coordinator.post(NEW, &form(&[("title", "Payer par Western Union")])).await;
        let page = moderator.get(&format!("{QUEUE}/bilan")).await;
        page.says("Bilan des signalements : novembre 2026").says("3 signalements").says("avertissement : 2")
            .says("1 mission arrêtée avant publication").says("2 attendent encore").says("Argent, arnaque")
            .says("Western Union").says("moderation@portail.example");
        let csv = moderator.get(&format!("{QUEUE}/bilan.csv?mois=2026-11")).await;
        assert_eq!((csv.status, csv.header("content-type"), csv.header("cache-control")), (StatusCode::OK, "text/csv; charset=utf-8", "no-store"));
        assert_eq!(csv.body.lines().count(), 5, "{}", csv.body);
        csv.says("'=1+1").says("20 novembre;Servir la soupe;mains;Argent, arnaque");
        moderator.get(&format!("{QUEUE}/bilan?mois=2026-10")).await.says("Aucun signalement ce mois-ci").says("mois=2026-11");

        // In December it is mailed, once, whichever server does.
        let sent = async || portal.mails_to("moderation@portail.example").await.into_iter().filter(|mail| mail.subject.contains("novembre")).count();
        assert_eq!(summary::send(&portal.app).await.unwrap(), 0, "October had none");
        portal.clock.advance(11 * 86_400);
        let (one, two) = tokio::join!(summary::send(&portal.app), summary::send(&portal.app));
        assert_eq!((one.unwrap() + two.unwrap(), sent().await), (1, 1));
        portal.clock.advance(86_400);
        assert_eq!(summary::send(&portal.app).await.unwrap(), 0);
        let mail = portal.mails_to("moderation@portail.example").await.pop().unwrap();
        assert!(plain(&mail.body_text).contains("3 signalements") && mail.body_text.contains("bilan?mois=2026-11"), "{}", mail.body_text);
    }

    async fn old_words_are_forgotten_the_figures_stay(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        portal.report("10.0.0.1", &[("mots", "Je m’appelle Léa")]).await;
        portal.clock.advance(366 * 86_400);
        assert_eq!(notices::forget(&portal.app).await.unwrap(), 0, "not before it is answered");
        let mut moderator = { moderator.cookie.clear(); portal.signed_in("moderation@portail.example").await };
        decided(&mut moderator, 1, "dismissed", "").await;
        assert_eq!(notices::forget(&portal.app).await.unwrap(), 1);
        assert_eq!((portal.text("SELECT words FROM reports").await, portal.count("reports").await), (String::new(), 1));
    }
}
