//! Reports of the same need again, months that a report lasts, and what moderators haven't read.

use crate::{
    harness::{both, plain},
    people::on_pool,
    posting::{form, leads_to},
    reports::{decided, posted},
    turns::somebody_waits,
};
use app::domain::{Lang, email::Email, report::Reason};
use server::{
    reports::summary,
    store::reports::{self, NewReport, summary::totals},
};

const QUEUE: &str = "/moderation/signalements";

both! {
    async fn nothing_is_left_online_unread(portal: Portal) {
        let (mut coordinator, mut moderator) = posted(&portal).await;
        portal.report("10.0.0.1", &[]).await;
        let changed = form(&[("description", "Servir, puis faire tout autre chose."), ("version", "0")]);
        coordinator.post("/espace/1/missions/1", &changed).await;
        for verdict in ["dismissed", "warned"] {
            let late = [("need", "1"), ("seen", "1"), ("times", "1"), ("revision", "1"), ("verdict", verdict), ("words", "Non.")];
            leads_to(&moderator.post(QUEUE, &late).await, &format!("{QUEUE}?fait=changed&mission=1"));
        }
        assert_eq!(portal.count("report_decisions").await, 0);
        // Whoever has read it decides; what is to go needs no second reading.
        leads_to(&decided(&mut moderator, 1, "dismissed", "").await, &format!("{QUEUE}?fait=dismissed&mission=1"));
        portal.report("10.0.0.1", &[]).await;
        let down = [("need", "1"), ("seen", "2"), ("times", "1"), ("revision", "1"), ("verdict", "down"), ("words", "Non.")];
        leads_to(&moderator.post(QUEUE, &down).await, &format!("{QUEUE}?fait=down&mission=1"));
    }

    async fn what_is_added_to_a_report_is_not_decided_unread(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        portal.report("10.0.0.1", &[("raison", "over"), ("mots", "C’est fini.")]).await;
        let form = |times: &'static str| {
            [("need", "1"), ("seen", "1"), ("times", times), ("revision", "1"), ("verdict", "dismissed")]
        };
        portal.report("10.0.0.1", &[("raison", "money"), ("mots", "On m’a demandé 50 €.")]).await;
        let changed = format!("{QUEUE}?fait=changed&mission=1");
        leads_to(&moderator.post(QUEUE, &form("1")).await, &changed);
        assert_eq!(portal.count("report_decisions").await, 0);
        moderator.get(&changed).await.says("Relisez avant de décider").says("On m’a demandé 50 €.");
        portal.report("10.0.0.1", &[("raison", "spam"), ("mots", "C’est fini.")]).await;
        leads_to(&moderator.post(QUEUE, &form("2")).await, &format!("{QUEUE}?fait=dismissed&mission=1"));
        // The next time is another report.
        portal.report("10.0.0.1", &[("mots", "Encore.")]).await;
        assert_eq!(portal.count("reports").await, 2);
        leads_to(&moderator.post(QUEUE, &form("2")).await, &changed);
    }

    async fn what_is_added_while_somebody_decides_is_not_answered(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        portal.report("10.0.0.1", &[("mots", "C’est fini.")]).await;
        let reporter: Vec<u8> = on_pool!(portal, |pool| sqlx::query_scalar("SELECT reporter FROM reports").fetch_one(pool).await.unwrap());
        let mut tx = portal.app.db.begin().await.unwrap();
        let again = NewReport {
            need_id: 1,
            reason: Reason::Money,
            words: "On m’a demandé 50 €.".to_owned(),
            email: Some(Email::parse("lea@exemple.fr").unwrap()),
            lang: Lang::Fr,
            reporter: reporter.try_into().unwrap(),
        };
        assert!(!reports::add(&mut tx, &again, portal.clock.now()).await.unwrap(), "it is added");
        let form = [("need", "1"), ("seen", "1"), ("times", "1"), ("revision", "1"), ("verdict", "dismissed")];
        let added = async {
            somebody_waits(&portal).await;
            tx.commit().await.unwrap();
        };
        let (decided, ()) = tokio::join!(moderator.post(QUEUE, &form), added);
        leads_to(&decided, &format!("{QUEUE}?fait=changed&mission=1"));
        assert_eq!((portal.count("report_decisions").await, portal.count("reports WHERE email IS NOT NULL").await), (0, 1));
    }

    async fn what_is_said_again_is_added(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        portal.report("10.0.0.1", &[("raison", "over"), ("mots", "C’est fini.")]).await;
        portal.report("10.0.0.1", &[("raison", "money"), ("mots", "On m’a demandé 50 €.")]).await;
        portal.report("10.0.0.1", &[("raison", "spam"), ("mots", "C’est fini.")]).await;
        assert_eq!(portal.text("SELECT reason || ': ' || words FROM reports").await, "money: C’est fini.\nOn m’a demandé 50 €.");
        moderator.get(QUEUE).await.says("On y demande de l’argent").says("C’est fini.").says("On m’a demandé 50 €.");
    }

    async fn two_people_behind_one_network_are_both_answered(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        for (words, email) in [
            ("Pas clair.", "lea@exemple.fr"), ("On m’a demandé 50 €.", "tom@exemple.fr"), ("Rien de plus.", "lea@exemple.fr"),
            ("Moi", "a@exemple.fr"), ("Moi aussi", "b@exemple.fr"), ("Encore moi", "c@exemple.fr"),
        ] {
            portal.report("10.0.0.1", &[("mots", words), ("email", email)]).await;
        }
        assert_eq!(portal.count("reports").await, 4, "a network has no more than some");
        portal.report("10.0.0.2", &[("raison", "over")]).await;
        moderator.get(QUEUE).await.says("Pas clair.").says("Rien de plus.").says("On m’a demandé 50 €.").says("Encore moi");
        decided(&mut moderator, 1, "dismissed", "").await;
        for email in ["lea@exemple.fr", "tom@exemple.fr", "b@exemple.fr"] {
            assert_eq!(portal.mails_to(email).await.len(), 1, "{email}");
        }
        assert_eq!(portal.text("SELECT CAST(reports AS TEXT) FROM report_decisions").await, "2", "networks count");
    }

    async fn what_is_decided_in_a_month_is_in_its_letter(portal: Portal) {
        let (_, mut moderator) = posted(&portal).await;
        portal.report("10.0.0.1", &[("mots", "Fin novembre")]).await;
        let sent = async |month: &str| {
            let mails = portal.mails_to("moderation@portail.example").await;
            mails.into_iter().rfind(|mail| mail.subject.contains(month)).map(|mail| plain(&mail.body_text)).unwrap()
        };
        portal.clock.advance(12 * 86_400);
        assert_eq!(summary::send(&portal.app).await.unwrap(), 1);
        assert!(sent("novembre").await.contains("1 attend encore"));
        let mut moderator = { moderator.cookie.clear(); portal.signed_in("moderation@portail.example").await };
        decided(&mut moderator, 1, "warned", "Mettez-la à jour.").await;
        let page = moderator.get(&format!("{QUEUE}/bilan?mois=2026-12")).await;
        page.says("Fin novembre").says("avertissement : 1").says("0 signalement");
        moderator.get(&format!("{QUEUE}/bilan.csv?mois=2026-12")).await.says("20 novembre").says("Fin novembre");
        portal.clock.advance(31 * 86_400);
        assert_eq!(summary::send(&portal.app).await.unwrap(), 1);
        assert!(sent("décembre").await.contains("avertissement : 1"));
    }

    async fn a_month_is_counted_to_its_end(portal: Portal) {
        posted(&portal).await;
        portal.sql(
            "INSERT INTO reports (need_id, reason, words, lang, created_at)
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5003)
             SELECT 1, 'over', '', 'fr', 1795165200 FROM n",
        ).await;
        let all = totals(&portal.app.db, 1_795_165_200 - 10, 1_795_165_200 + 10).await.unwrap();
        assert_eq!(all.iter().map(|total| total.many).sum::<i64>(), 5003);
        assert!(all.iter().all(|total| total.came && total.waits && !total.flagged));
    }
}
