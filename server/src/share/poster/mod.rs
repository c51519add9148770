//! `/missions/{id}-{slug}/affiche.pdf`: a sheet for a window or a notice board, with a code for telephones and strips to
//! tear off.

mod layout;
mod qr;
mod strips;

pub use layout::{Notice, drawn as sheet};
pub use qr::{Code, code};

use super::{drawn, kept::Of, links::short_link, picture::host};
use crate::{
    figures::{Event, Passer, count},
    http::{AppError, PageResult, Visit},
    lettering::legible,
    local_time::today,
    needs::find,
    paper::Pixels,
    state::{App, SharedApp},
    store::logos,
};
use app::{
    domain::{
        Lang,
        association::Logo,
        need::{Need, NeedState, Remote},
        share::{Channel, words::Told},
    },
    texts::{common, needs as say_needs},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Counted up when the drawing changes, so that whoever has the old one gets the new one.
const DRAWING: u8 = 1;
/// Bytes of the hash that are kept.
const HASHED: usize = 12;

/// `GET`.
pub async fn file(
    State(app): State<SharedApp>,
    visit: Visit,
    passer: Passer,
    Path(address): Path<String>,
    headers: HeaderMap,
) -> PageResult {
    let seen = app.pictures.seen();
    let need = match find(&app, &visit, &address, "/affiche.pdf").await? {
        Ok(need) => need,
        Err(redirect) => return Ok(redirect.into_response()),
    };
    if need.state == NeedState::Closed {
        return Ok(Redirect::to(&visit.lang.href(&need.path())).into_response());
    }
    let notice =
        notice(&app, visit.lang, &need).ok_or_else(|| AppError::File("poster: no code".to_owned()))?;
    count(&app, &passer, need.id, Event::Shared(Channel::Poster));
    let version = version(&notice, need.association.logo.as_ref());
    let bytes = match app.pictures.get(Of::Poster(need.id), &version) {
        Some(bytes) => bytes,
        None => {
            let logo = match &need.association.logo {
                Some(logo) => logos::file(&app.db, logo.association_id, &logo.hash).await?,
                None => None,
            };
            let draw = move || Ok(sheet(&notice, logo.and_then(|(_, bytes)| pixels(&bytes))));
            drawn::drawn(&app, (Of::Poster(need.id), &version), seen, draw).await?
        }
    };
    let about = [
        (header::CONTENT_DISPOSITION, format!("inline; filename=\"affiche-{}.pdf\"", name(&need))),
        (header::HeaderName::from_static("x-robots-tag"), "noindex".to_owned()),
    ];
    let answer = drawn::answer(&version, "no-cache", "application/pdf", bytes, &headers);
    Ok((about, answer).into_response())
}

/// Tells a poster from every other, and from itself before a change.
fn version(notice: &Notice, logo: Option<&Logo>) -> String {
    let hash = Sha256::digest(format!("{DRAWING} {notice:?} {logo:?}"));
    URL_SAFE_NO_PAD.encode(hash.get(..HASHED).unwrap_or_default())
}

/// What a need's poster says.
#[must_use]
pub fn notice(app: &App, lang: Lang, need: &Need) -> Option<Notice> {
    let told = Told::of(lang, need, today(app.clock.now()));
    let link = short_link(app, lang, need, Channel::Poster);
    let path = lang.href(&format!("/missions/{}", need.id));
    let place = match (&told.place, need.addresses.as_slice()) {
        // A street helps whoever stands before the sheet.
        (Some(_), [only]) if need.remote != Remote::Full => Some(only.line()),
        (place, _) => place.clone(),
    };
    let said = |words: &Option<String>| words.as_deref().map(legible).filter(|words| !words.is_empty());
    Some(Notice {
        lang,
        name: common::name(lang).to_owned(),
        title: legible(&told.title),
        field: need.field,
        association: legible(&told.association),
        facts: [
            (app::ui::Sign::Calendar, said(&told.when).or_else(|| Some(legible(say_needs::whenever(lang))))),
            (app::ui::Sign::MapPin, said(&place)),
            (app::ui::Sign::Users, said(&need.audience)),
        ]
        .into_iter()
        .filter_map(|(sign, words)| Some((sign, words?)))
        .collect(),
        description: legible(&told.description),
        address: format!("{}{path}", host(&app.settings.public_url)),
        code: code(&link)?,
    })
}

/// Signs that every file system takes.
fn name(need: &Need) -> String {
    if need.slug.is_empty() { need.id.to_string() } else { need.slug.clone() }
}

/// A logo on white; none where it can't be read.
fn pixels(bytes: &[u8]) -> Option<Pixels> {
    let image = image::load_from_memory(bytes).ok()?.into_rgba8();
    let (width, height) = image.dimensions();
    let on_white = |colour: u8, alpha: u8| {
        let mixed = u16::from(colour) * u16::from(alpha) + 255 * u16::from(255 - alpha);
        u8::try_from(mixed / 255).unwrap_or(u8::MAX)
    };
    let bytes = image
        .pixels()
        .flat_map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            [red, green, blue].map(|colour| on_white(colour, alpha))
        })
        .collect();
    Some(Pixels { width, height, bytes })
}
