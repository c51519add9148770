//! An association to which 100,000 people have come, and its coordinator.

use super::{
    client::Client,
    generate::{insert, settle},
};
use app::domain::{Lang, email::Email, person_words};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use server::{
    clock::Clock,
    store::{
        Db, Tx, coordinators,
        links::Token,
        members,
        sign_in_links::{self, SignInLink},
    },
};
use sqlx::QueryBuilder;

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// People of the association.
pub const PEOPLE: i64 = 100_000;
/// Those of them who signed up for its first need, which is written to.
pub const OF_FIRST_NEED: i64 = 10_000;
const BATCH: usize = 500;
const HANDLINGS: [&str; 6] = ["new", "contacted", "accepted", "declined", "came", "absent"];
/// As often as in France, roughly: some names are everywhere, most are rare.
pub const FIRST_NAMES: [&str; 16] = [
    "Marie",
    "Jean",
    "Camille",
    "Françoise",
    "Élodie",
    "Noël",
    "Martin",
    "Mathilde",
    "Jean-Pierre",
    "Inès",
    "Léa",
    "Zoé",
    "Hugo",
    "Chloé",
    "Raphaël",
    "Anaïs",
];
const SYLLABLES: [&str; 20] = [
    "mar", "du", "ber", "le", "rous", "mo", "si", "lau", "gar", "da", "bla", "gué", "mul", "hen", "per",
    "vil", "for", "bois", "cha", "ri",
];

/// The association, by id, and what lets its coordinator in.
pub struct Crowd {
    pub association: i64,
    /// Its needs, by id; the first has [`OF_FIRST_NEED`] people.
    pub needs: Vec<i64>,
    pub coordinator: i64,
}

impl Crowd {
    /// Writes all of it, in place of all sign-ups there are.
    pub fn gather(database: &str) -> Outcome<Self> {
        tokio::runtime::Runtime::new()?.block_on(async {
            let db = Db::open(database).await?;
            let now = Clock::System.now();
            let mut tx = db.begin().await?;
            for table in ["follow_ups", "outbox", "links", "sign_ups"] {
                let sql = sqlx::AssertSqlSafe(format!("DELETE FROM {table}"));
                match &mut tx {
                    Tx::Sqlite(tx) => sqlx::query(sql).execute(&mut **tx).await.map(drop)?,
                    Tx::Postgres(tx) => sqlx::query(sql).execute(&mut **tx).await.map(drop)?,
                }
            }
            let association = 1;
            let email = Email::parse("coordination@bench.example").map_err(|_| "not an address")?;
            let coordinator = coordinators::enter(&mut tx, &email, Lang::Fr, now).await?;
            members::put(&mut tx, association, coordinator, app::domain::association::Role::Owner, now)
                .await?;
            tx.commit().await?;
            let slots = slots(&db, association).await?;
            let mut tx = db.begin().await?;
            people(&mut tx, association, coordinator, &slots, now).await?;
            tx.commit().await?;
            settle(&db).await?;
            db.close().await;
            let mut needs: Vec<i64> = slots.iter().map(|(need, _)| *need).collect();
            needs.dedup();
            Ok(Self { association, needs, coordinator })
        })
    }

    /// Signs the coordinator in.
    pub fn sign_in(&self, database: &str, client: &mut Client) -> Outcome {
        let token = Token::fresh();
        tokio::runtime::Runtime::new()?.block_on(async {
            let db = Db::open(database).await?;
            let mut tx = db.begin().await?;
            let link = SignInLink {
                email: "coordination@bench.example".to_owned(),
                lang: "fr".to_owned(),
                next: "/espace".to_owned(),
                registration: None,
                opened_at: None,
            };
            sign_in_links::add(&mut tx, &token, &link, Clock::System.now()).await?;
            tx.commit().await?;
            db.close().await;
            Outcome::Ok(())
        })?;
        let answer = client.post(&format!("/connexion/{}", token.as_str()), "")?;
        if answer.status == 303 { Ok(()) } else { Err(format!("not let in: {}", answer.status).into()) }
    }
}

/// The association's slots, with their needs.
async fn slots(db: &Db, association: i64) -> Outcome<Vec<(i64, i64)>> {
    let sql = "SELECT n.id, s.id FROM needs n JOIN slots s ON s.need_id = n.id WHERE n.association_id = $1 ORDER BY 1, 2";
    Ok(match db {
        Db::Sqlite { read, .. } => sqlx::query_as(sql).bind(association).fetch_all(read).await?,
        Db::Postgres(pool) => sqlx::query_as(sql).bind(association).fetch_all(pool).await?,
    })
}

async fn people(tx: &mut Tx, association: i64, coordinator: i64, slots: &[(i64, i64)], now: i64) -> Outcome {
    let mut rng = StdRng::seed_from_u64(1901);
    let first_need = slots.first().ok_or("no slots")?.0;
    let ids: Vec<i64> = (1..=PEOPLE).collect();
    for batch in ids.chunks(BATCH) {
        insert!(
            tx,
            "INSERT INTO sign_ups (need_id, slot_id, email_key, email, first_name, last_name, lang, minor, state, \
             handling, assigned_to, created_at, updated_at, nudged_at, association_id, name_key) ",
            batch,
            |row, id| {
                // The squares crowd towards the first: some names are frequent.
                let draw = rng.random::<f64>().powi(2) * 16.0;
                let first_name = FIRST_NAMES[draw as usize % 16];
                let last_name = last_name(&mut rng);
                let email = format!("{}{id}@bench.example", last_name.to_lowercase());
                let (need, slot) = match *id {
                    ..=OF_FIRST_NEED => slots[0],
                    _ => slots[rng.random_range(0..slots.len())],
                };
                let crowded = need == first_need && *id > OF_FIRST_NEED;
                let state =
                    if crowded || id % 13 == 0 && *id > OF_FIRST_NEED { "cancelled" } else { "confirmed" };
                let key = person_words::key(Some(&last_name), first_name, &email);
                row.push_bind(need)
                    .push_bind(slot)
                    .push_bind(email.clone())
                    .push_bind(email)
                    .push_bind(first_name)
                    .push_bind(last_name)
                    .push_bind("fr")
                    .push_bind(false)
                    .push_bind(state)
                    .push_bind(HANDLINGS[rng.random_range(0..HANDLINGS.len())])
                    .push_bind((id % 3 == 0).then_some(coordinator))
                    .push_bind(now - 400 * (PEOPLE - id))
                    .push_bind(now)
                    .push_bind(now)
                    .push_bind(association)
                    .push_bind(key);
            }
        );
    }
    Ok(())
}

/// Two to four syllables.
pub fn last_name(rng: &mut StdRng) -> String {
    let mut name: String =
        (0..rng.random_range(2..=4)).map(|_| SYLLABLES[rng.random_range(0..SYLLABLES.len())]).collect();
    if let Some(first) = name.get_mut(0..1) {
        first.make_ascii_uppercase();
    }
    name
}
