//! Two who write at the same moment come one after the other, and neither waits for the other without end.

use crate::{
    harness::{Portal, both},
    posting::{NEW, coordinator, form, leads_to},
    sow::Seed,
};
use app::domain::Field;
use axum::http::StatusCode;
use server::store::{
    Db,
    associations::{self, Entry},
    holds::read_unread,
    needs_import::{AssociationToPut, FeedRow, hold_revisions, put_association, put_feed, take_revisions},
};

/// Until somebody waits for a lock; SQLite's one writer says nothing of those in line.
pub async fn somebody_waits(portal: &Portal) {
    let Db::Postgres(pool) = &portal.app.db else { return };
    let waits = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    for _ in 0..5000 {
        if sqlx::query_scalar::<_, i64>(waits).fetch_one(pool).await.unwrap() > 0 {
            return;
        }
    }
    panic!("nobody waits");
}

/// What an association says of itself, with this site.
pub fn entry(site: &str) -> Entry {
    Entry {
        name: "mains".to_owned(),
        contact_email: "contact@mains.example".to_owned(),
        insee: "35238".to_owned(),
        city: "Rennes".to_owned(),
        department_code: "35".to_owned(),
        field: Field::Solidarity,
        about: String::new(),
        web_page: Some(site.to_owned()),
        networks: Vec::new(),
        rna: None,
        siren: None,
    }
}

both! {
    async fn an_entry_is_changed_beside_an_import(portal: Portal) {
        Seed::new("Servir la soupe").sow(&portal).await;
        let of = portal.association("mains").await;
        portal.sql("UPDATE associations SET feed_id = 1, feed_key = 'mains' WHERE name = 'mains'").await;
        let mut owner = portal.signed_in("owner@mains.example").await;
        let mut import = portal.app.db.begin().await.unwrap();
        take_revisions(&mut import, 1).await.unwrap();
        let now = portal.clock.now();
        let form = [
            ("organization", "Mains ouvertes"), ("lieu", "Rennes (35)"), ("domaine", "solidarite-insertion"),
            ("email", "contact@mains.example"), ("url", "https://mains.example"), ("version", "0"),
        ];
        let address = format!("/espace/{of}/fiche");
        let imported = async {
            somebody_waits(&portal).await;
            let feed = put_feed(&mut import, FeedRow { name: "essai", url: "", credit: "" }, now).await.unwrap();
            let (key, name) = ("mains", "mains");
            put_association(&mut import, feed, AssociationToPut { key, name, ..AssociationToPut::default() }, now).await.unwrap();
            import.commit().await.unwrap();
        };
        let (saved, ()) = tokio::join!(owner.post(&address, &form), imported);
        leads_to(&saved, &format!("{address}?fait=1"));
    }

    async fn what_opens_again_is_read_beside_the_entry_of_that_moment(portal: Portal) {
        let mut browser = coordinator(&portal).await;
        leads_to(&browser.post(NEW, &form(&[])).await, "/espace/1?fait=posted");
        leads_to(&browser.post("/espace/1/missions/1/etat", &[("act", "close")]).await, "/espace/1?fait=closed");
        let mut tx = portal.app.db.begin().await.unwrap();
        hold_revisions(&mut tx).await.unwrap();
        associations::change(&mut tx, (1, 0), &entry("https://bit.ly/abc"), portal.clock.now()).await.unwrap();
        let changed = async {
            somebody_waits(&portal).await;
            tx.commit().await.unwrap();
            read_unread(&portal.app.db, portal.clock.now()).await.unwrap();
        };
        let (reopened, ()) = tokio::join!(browser.post("/espace/1/missions/1/etat", &[("act", "reopen")]), changed);
        leads_to(&reopened, "/espace/1?fait=held");
        assert_eq!(portal.get("/missions/1-servir-la-soupe").await.status, StatusCode::NOT_FOUND);
    }
}
