//! Needs as there might be, over real communes weighted by their population.

use super::weighted::Weighted;
use rand::{RngExt, SeedableRng, rngs::StdRng, seq::IndexedRandom};
use server::{
    places::Commune,
    store::{Db, Tx},
};
use sqlx::QueryBuilder;

/// One `INSERT … VALUES (…), (…)` of many rows, on either database.
macro_rules! insert {
    ($tx:expr, $sql:expr, $rows:expr, |$row:ident, $one:pat_param| $bind:block) => {
        match $tx {
            Tx::Sqlite(tx) => {
                let mut query = QueryBuilder::<sqlx::Sqlite>::new($sql);
                query.push_values($rows, |mut $row, $one| $bind);
                query.build().execute(&mut **tx).await?;
            }
            Tx::Postgres(tx) => {
                let mut query = QueryBuilder::<sqlx::Postgres>::new($sql);
                query.push_values($rows, |mut $row, $one| $bind);
                query.build().execute(&mut **tx).await?;
            }
        }
    };
}

pub(crate) use insert;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const DAY: i64 = 86_400;
/// Rows in one statement: PostgreSQL takes 65,535 values in one, SQLite 32,766.
const BATCH: usize = 500;
const NEEDS_PER_ASSOCIATION: i64 = 40;

const DOING: [&str; 12] = [
    "Aide aux devoirs",
    "Distribution de repas",
    "Visites à domicile",
    "Collecte alimentaire",
    "Plantation de haies",
    "Ateliers de conversation",
    "Nettoyage de rivière",
    "Accueil de jour",
    "Entraînement des jeunes",
    "Réparation de vélos",
    "Lecture à voix haute",
    "Maraude du soir",
];
const WHOM: [&str; 8] = [
    "pour les collégiens",
    "avec les aînés",
    "pour les familles",
    "aux personnes sans abri",
    "en équipe",
    "dans le quartier",
    "au refuge",
    "pour les nouveaux arrivants",
];
const WORDS: [&str; 40] = [
    "nous",
    "cherchons",
    "bénévoles",
    "accompagner",
    "enfants",
    "lecture",
    "chaque",
    "semaine",
    "équipe",
    "locale",
    "atelier",
    "cuisine",
    "jardin",
    "partage",
    "écoute",
    "sourire",
    "matériel",
    "fourni",
    "formation",
    "courte",
    "association",
    "quartier",
    "personnes",
    "âgées",
    "isolées",
    "soutien",
    "scolaire",
    "numérique",
    "vêtements",
    "tri",
    "animaux",
    "promenade",
    "sport",
    "musique",
    "théâtre",
    "bibliothèque",
    "forêt",
    "rivière",
    "marché",
    "solidarité",
];

/// One generated need with its addresses and slots.
struct Made {
    id: i64,
    title: String,
    text: String,
    field: &'static str,
    here: bool,
    places: Vec<Commune>,
    slots: Vec<(Option<i64>, i64)>,
}

/// What a database does by itself a while after so much was written.
pub async fn settle(db: &Db) -> Outcome<()> {
    match db {
        Db::Sqlite { write, .. } => {
            sqlx::query("ANALYZE").execute(write).await?;
        }
        Db::Postgres(pool) => {
            sqlx::query("VACUUM ANALYZE").execute(pool).await?;
        }
    }
    Ok(())
}

/// Writes `count` open needs with ids from 1 on. `now` is epoch seconds.
pub async fn fill(tx: &mut Tx, communes: &Weighted<'_>, count: i64, now: i64) -> Outcome<()> {
    let mut rng = StdRng::seed_from_u64(1789);
    let associations: Vec<i64> = (1..=count / NEEDS_PER_ASSOCIATION + 1).collect();
    for batch in associations.chunks(BATCH) {
        insert!(
            tx,
            "INSERT INTO associations (id, name, slug, contact_email, created_at) ",
            batch,
            |row, id| {
                row.push_bind(*id)
                    .push_bind(format!("Association {id}"))
                    .push_bind(format!("association-{id}"))
                    .push_bind(format!("contact{id}@example.org"))
                    .push_bind(now);
            }
        );
    }
    let mut next_slot = 1;
    let ids: Vec<i64> = (1..=count).collect();
    for batch in ids.chunks(BATCH) {
        let made: Vec<Made> = batch.iter().map(|id| make(*id, communes, &mut rng, now)).collect();
        write(tx, &made, &mut next_slot, now).await?;
    }
    after(tx, count).await
}

fn make(id: i64, communes: &Weighted<'_>, rng: &mut StdRng, now: i64) -> Made {
    let places: Vec<Commune> =
        (0..if id % 10 == 0 { 2 } else { 1 }).map(|_| communes.pick(rng).clone()).collect();
    let doing = DOING[rng.random_range(0..DOING.len())];
    let whom = WHOM[rng.random_range(0..WHOM.len())];
    let text: Vec<&str> = (0..60).map(|_| *WORDS.choose(rng).unwrap_or(&"")).collect();
    let field = app::domain::Field::ALL[rng.random_range(0..app::domain::Field::ALL.len())].code();
    let dated = rng.random_bool(0.5);
    let slots = (0..rng.random_range(1..=3))
        .filter(|index| dated || *index == 0)
        .map(|_| {
            let start = dated.then(|| now + DAY * rng.random_range(2..200) + 9 * 3600);
            (start, rng.random_range(1..=20))
        })
        .collect();
    Made {
        id,
        title: format!("{doing} {whom}"),
        text: text.join(" "),
        field,
        here: rng.random_bool(0.9),
        places,
        slots,
    }
}

async fn write(tx: &mut Tx, made: &[Made], next_slot: &mut i64, now: i64) -> Outcome<()> {
    insert!(
        tx,
        "INSERT INTO needs (id, association_id, title, slug, description_html, description_text, field, remote, \
         open_to_minors, reduced_mobility, close_to_transport, page_url, sign_up, state, posted_at, updated_at, \
         revision) ",
        made,
        |row, need| {
            row.push_bind(need.id)
                .push_bind(need.id / NEEDS_PER_ASSOCIATION + 1)
                .push_bind(need.title.clone())
                .push_bind(app::domain::text::slug(&need.title))
                .push_bind(format!("<p>{}</p>", need.text))
                .push_bind(need.text.clone())
                .push_bind(need.field)
                .push_bind("no")
                .push_bind(need.id % 3 == 0)
                .push_bind(need.id % 4 == 0)
                .push_bind(need.id % 2 == 0)
                .push_bind(format!("https://example.org/{}", need.id))
                .push_bind(if need.here { "here" } else { "there" })
                .push_bind("open")
                .push_bind(now - need.id % 90 * DAY)
                .push_bind(now)
                .push_bind(need.id);
        }
    );
    let addresses: Vec<(i64, i64, &Commune)> = made
        .iter()
        .flat_map(|need| (0..).zip(&need.places).map(|(position, place)| (need.id, position, place)))
        .collect();
    insert!(
        tx,
        "INSERT INTO need_addresses (need_id, position, street, postcode, city, insee, department_code, lat, lon) ",
        &addresses,
        |row, (need, position, place)| {
            let (lat, lon) = place.point.map_or((0.0, 0.0), |point| (point.lat, point.lon));
            let jitter = (need % 97) as f64 / 97.0 * 0.02 - 0.01;
            row.push_bind(*need)
                .push_bind(*position)
                .push_bind(format!("{} rue de la Paix", need % 200 + 1))
                .push_bind(format!("{:05}", place.postcodes.first().copied().unwrap_or_default()))
                .push_bind(place.name.to_string())
                .push_bind(place.insee.to_string())
                .push_bind(place.department.code.to_string())
                .push_bind(lat + jitter)
                .push_bind(lon - jitter);
        }
    );
    let slots: Vec<(i64, i64, Option<i64>, i64)> = made
        .iter()
        .flat_map(|need| need.slots.iter().map(|(start, capacity)| (need.id, *start, *capacity)))
        .map(|(need, start, capacity)| {
            *next_slot += 1;
            (*next_slot - 1, need, start, capacity)
        })
        .collect();
    insert!(tx, "INSERT INTO slots (id, need_id, starts_at, ends_at, capacity) ", &slots, |row,
                                                                                           (
        id,
        need,
        start,
        capacity,
    )| {
        row.push_bind(*id)
            .push_bind(*need)
            .push_bind(*start)
            .push_bind(start.map(|start| start + 3 * 3600))
            .push_bind(*capacity);
    });
    Ok(())
}

/// Sequences and revisions go on from what was written.
async fn after(tx: &mut Tx, count: i64) -> Outcome<()> {
    let revision = "UPDATE need_revision SET last = $1";
    match tx {
        Tx::Sqlite(tx) => {
            sqlx::query(revision).bind(count).execute(&mut **tx).await?;
        }
        Tx::Postgres(tx) => {
            sqlx::query(revision).bind(count).execute(&mut **tx).await?;
            for table in ["needs", "associations", "slots"] {
                let last = format!("(SELECT max(id) FROM {table})");
                let sql = format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})");
                sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut **tx).await?;
            }
        }
    }
    Ok(())
}
