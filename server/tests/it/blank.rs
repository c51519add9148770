//! Databases with today's tables and nothing in them, made once and copied for each test: to bring one up to date takes
//! longer than most tests do.

use crate::harness::in_database;
use server::store::Db;
use tokio::sync::OnceCell;

/// The bytes of an SQLite file.
pub async fn sqlite() -> &'static [u8] {
    static BLANK: OnceCell<Vec<u8>> = OnceCell::const_new();
    BLANK
        .get_or_init(|| async {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("blank.db");
            up_to_date(&format!("sqlite:{}", file.display())).await;
            std::fs::read(file).unwrap()
        })
        .await
}

/// The name of a PostgreSQL database to be taken as a template.
pub async fn postgres(server: &str) -> &'static str {
    static BLANK: OnceCell<String> = OnceCell::const_new();
    BLANK
        .get_or_init(|| async {
            let name = format!("portal_{}_blank", std::process::id());
            create(server, &name, "template1").await;
            up_to_date(&in_database(server, &name)).await;
            name
        })
        .await
}

/// Makes a PostgreSQL database as a copy.
pub async fn create(server: &str, name: &str, template: &str) {
    let Db::Postgres(pool) = Db::open(server).await.unwrap() else { panic!("not PostgreSQL") };
    let sql = format!("CREATE DATABASE {name} TEMPLATE {template}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&pool).await.unwrap();
    pool.close().await;
}

async fn up_to_date(url: &str) {
    let db = Db::open(url).await.unwrap();
    db.migrate().await.unwrap();
    // Now all of it is in the file, and nobody is in the template.
    db.close().await;
}
