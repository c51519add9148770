//! `/espace/{association}/fiche/logo`: its owners put an association's logo, or take it away.

use super::{
    entry::{Known, Said, back, shown},
    team::{act, owner_still},
};
use crate::{
    http::{
        AppError, PageResult, Visit,
        signed_in::{ForOwners, Member},
    },
    pictures,
    state::SharedApp,
    store::{
        Tx,
        acts::{self, Act},
        logos,
    },
};
use app::{
    associations::LogoProblem,
    forms::{Problem, Problems},
};
use axum::{
    extract::{Multipart, State, multipart::MultipartError},
    http::StatusCode,
};

/// Most bytes that are listened to: whoever sends a file that is too heavy is told so in words, up to here.
pub const LISTENED: usize = 12 * 1024 * 1024;

/// `POST`: a file.
pub async fn put(
    State(app): State<SharedApp>,
    visit: Visit,
    ForOwners(member): ForOwners,
    form: Multipart,
) -> PageResult {
    let made = match sent(form).await? {
        Ok(bytes) => pictures::logo(bytes).await?,
        Err(problem) => Err(problem),
    };
    let picture = match made {
        Ok(picture) => picture,
        Err(problem) => {
            let known = Known::of(&app, &member).await?;
            let form = known.form();
            let said = Said { problems: Problems::one("logo", Problem::Logo(problem)), ..Said::default() };
            return shown(&app, &visit, (member, known), form, said).await;
        }
    };
    let mut tx = app.db.begin().await?;
    owner_still(&mut tx, &member).await?;
    logos::put(&mut tx, member.association.id, &picture).await?;
    noted(&mut tx, &member, app.clock.now()).await?;
    tx.commit().await?;
    Ok(back(&visit, &member, "logo"))
}

/// `POST`: no logo any more.
pub async fn remove(State(app): State<SharedApp>, visit: Visit, ForOwners(member): ForOwners) -> PageResult {
    let mut tx = app.db.begin().await?;
    owner_still(&mut tx, &member).await?;
    if logos::remove(&mut tx, member.association.id).await? {
        noted(&mut tx, &member, app.clock.now()).await?;
    }
    tx.commit().await?;
    Ok(back(&visit, &member, "sans-logo"))
}

/// The file that was sent. One that is too heavy is heard out, not kept: a browser that is cut short shows nothing.
async fn sent(mut form: Multipart) -> Result<Result<Vec<u8>, LogoProblem>, AppError> {
    loop {
        let mut field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(Err(LogoProblem::Missing)),
            Err(error) => return cut_short(&error),
        };
        if field.name() != Some("logo") {
            continue;
        }
        let (mut bytes, mut heavy) = (Vec::new(), false);
        loop {
            match field.chunk().await {
                Ok(Some(chunk)) => {
                    heavy = heavy || bytes.len() + chunk.len() > pictures::MOST_BYTES;
                    if !heavy {
                        bytes.extend_from_slice(&chunk);
                    }
                }
                Ok(None) => return Ok(if heavy { Err(LogoProblem::TooHeavy) } else { Ok(bytes) }),
                Err(error) => return cut_short(&error),
            }
        }
    }
}

fn cut_short<T>(error: &MultipartError) -> Result<Result<T, LogoProblem>, AppError> {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Ok(Err(LogoProblem::TooHeavy)),
        _ => Err(AppError::BadRequest("not a form with a file")),
    }
}

async fn noted(tx: &mut Tx, member: &Member, now: i64) -> Result<(), AppError> {
    let noted = Act { people: 0, ..act(member, "entry", "logo") };
    Ok(acts::note(tx, &noted, now).await?)
}
