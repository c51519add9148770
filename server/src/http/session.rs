//! Sessions: a cookie that carries a random id, given out at the moment of signing in and not before.

use crate::{
    clock::Clock,
    settings::Settings,
    store::{Db, StoreError, sessions},
};
use async_trait::async_trait;
use sha2::{Digest, Sha256};
use tower_sessions::{
    Expiry, SessionManagerLayer, SessionStore,
    cookie::{SameSite, time::Duration},
    session::{Id, Record},
    session_store,
};

/// Where a session keeps the id of the person signed in.
pub const COORDINATOR: &str = "coordinator";
/// Name of the cookie.
pub const COOKIE: &str = "session";

/// Sessions in the database, by the hash of what the cookie carries.
#[derive(Clone, Debug)]
pub struct Sessions {
    db: Db,
    clock: Clock,
}

/// The layer that finds a request's session. It asks the database only when a handler asks it.
#[must_use]
pub fn layer(db: &Db, clock: &Clock, settings: &Settings) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions { db: db.clone(), clock: clock.clone() })
        .with_name(COOKIE)
        .with_secure(settings.public_url.starts_with("https://"))
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(Duration::seconds(sessions::IDLE)))
}

fn hash(id: Id) -> [u8; 32] {
    Sha256::digest(id.0.to_be_bytes()).into()
}

fn backend(error: &StoreError) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

impl Sessions {
    async fn write(&self, record: &Record, new: bool) -> session_store::Result<()> {
        let data = serde_json::to_string(&record.data)
            .map_err(|error| session_store::Error::Encode(error.to_string()))?;
        let coordinator = record.data.get(COORDINATOR).and_then(serde_json::Value::as_i64);
        let now = self.clock.now();
        sessions::save(&self.db, &hash(record.id), (coordinator, &data), new, now)
            .await
            .map_err(|error| backend(&error))
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        self.write(record, true).await
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.write(record, false).await
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let data = sessions::load(&self.db, &hash(*id), self.clock.now()).await;
        let Some(data) = data.map_err(|error| backend(&error))? else { return Ok(None) };
        let data =
            serde_json::from_str(&data).map_err(|error| session_store::Error::Decode(error.to_string()))?;
        // The database alone says when it ends; the layer only wants to know that it hasn't.
        let expiry_date =
            tower_sessions::cookie::time::OffsetDateTime::now_utc() + Duration::seconds(sessions::IDLE);
        Ok(Some(Record { id: *id, data, expiry_date }))
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        sessions::end(&self.db, &hash(*id)).await.map_err(|error| backend(&error))
    }
}
