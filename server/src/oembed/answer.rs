//! The answer to one question, as JSON or XML.

use super::address::{Subject, read};
use crate::{
    http::{AppError, forms::Query},
    state::{App, SharedApp},
    store::{associations, logos, needs},
    xml::escaped,
};
use app::{
    domain::{
        Lang,
        association::{self, AssociationState},
        need::NeedState,
    },
    texts::{common, widget as say},
    widget::{Look, View, frame},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::fmt::Write;

/// Seconds that an answer may be kept.
const KEPT: u32 = 3600;
/// The card's width where there is room for it, in pixels.
const WIDTH: u32 = 600;
/// Its height: what a need must say in short, and the button.
const HEIGHT: u32 = 520;
/// Size of the pictures that needs have for their cards.
const PICTURE: (u32, u32) = (1200, 630);

/// The question.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    url: String,
    format: String,
    maxwidth: String,
    maxheight: String,
}

/// What is answered: the fields of the specification (2.3.4), of type `rich`.
#[derive(Debug, Serialize)]
struct Card {
    version: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: String,
    author_name: String,
    author_url: String,
    provider_name: &'static str,
    provider_url: String,
    cache_age: u32,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
    html: String,
    width: u32,
    height: u32,
}

#[derive(Debug, Serialize)]
struct Thumbnail {
    thumbnail_url: String,
    thumbnail_width: u32,
    thumbnail_height: u32,
}

/// The most that the asking page has room for, in pixels.
#[derive(Clone, Copy)]
struct Room {
    width: u32,
    height: u32,
}

impl Room {
    fn of(asked: &Asked) -> Self {
        // A limit that is none is as good as none given.
        let limit =
            |typed: &str| typed.trim().parse().ok().filter(|limit: &u32| *limit > 0).unwrap_or(u32::MAX);
        Self { width: limit(&asked.maxwidth), height: limit(&asked.maxheight) }
    }

    /// A picture larger than what there is room for isn't named (2.3.4).
    fn picture(self, thumbnail_url: String, (width, height): (u32, u32)) -> Option<Thumbnail> {
        let fits = width <= self.width && height <= self.height;
        fits.then_some(Thumbnail { thumbnail_url, thumbnail_width: width, thumbnail_height: height })
    }
}

/// `GET /oembed?url=…&format=json|xml&maxwidth=…&maxheight=…`. Any page may ask. 404 for what isn't there, or no longer
/// open; 501 for another format.
pub async fn answer(State(app): State<SharedApp>, Query(asked): Query<Asked>) -> Result<Response, AppError> {
    let xml = match asked.format.as_str() {
        "" | "json" => false,
        "xml" => true,
        _ => return Ok(refused(StatusCode::NOT_IMPLEMENTED, "format is json or xml")),
    };
    if asked.url.trim().is_empty() {
        return Ok(refused(StatusCode::BAD_REQUEST, "url is missing"));
    }
    let card = match read(&app.settings.public_url, &asked.url) {
        Some((lang, Subject::Need(id))) => of_need(&app, lang, id, Room::of(&asked)).await?,
        Some((lang, Subject::Association(id))) => of_association(&app, lang, id, Room::of(&asked)).await?,
        None => None,
    };
    let Some(card) = card else {
        return Ok(refused(StatusCode::NOT_FOUND, "url is not that of an open need or an association here"));
    };
    let mut response = if xml {
        ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], as_xml(&card)).into_response()
    } else {
        Json(&card).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    Ok(to_anybody(response))
}

async fn of_need(app: &App, lang: Lang, id: i64, room: Room) -> Result<Option<Card>, AppError> {
    let need = needs::need(&app.db, id, app.clock.now()).await?;
    let Some(need) = need.filter(|need| need.state == NeedState::Open) else { return Ok(None) };
    let url = &app.settings.public_url;
    let path = Look::default().need(lang, id, "");
    let picture = room.picture(format!("{url}{}/carte.png", lang.href(&need.path())), PICTURE);
    let author_url = format!("{url}{}", lang.href(&association::path(need.association.id, "")));
    Ok(Some(card(app, lang, room, need.title, (need.association.name, author_url), (&path, picture))))
}

async fn of_association(app: &App, lang: Lang, id: i64, room: Room) -> Result<Option<Card>, AppError> {
    let found = associations::association(&app.db, id).await?;
    let Some(found) = found.filter(|found| found.state == AssociationState::Approved) else {
        return Ok(None);
    };
    let url = &app.settings.public_url;
    let logo = logos::of(&app.db, id).await?;
    let picture = logo.and_then(|logo| {
        let size = (u32::try_from(logo.width).ok()?, u32::try_from(logo.height).ok()?);
        room.picture(format!("{url}{}", logo.path()), size)
    });
    let path = Look::default().of(View::List).needs(lang, id, &[]);
    let author_url = format!("{url}{}", lang.href(&found.path()));
    let title = say::of(lang, &found.name);
    Ok(Some(card(app, lang, room, title, (found.name, author_url), (&path, picture))))
}

fn card(
    app: &App,
    lang: Lang,
    room: Room,
    title: String,
    (author_name, author_url): (String, String),
    (path, thumbnail): (&str, Option<Thumbnail>),
) -> Card {
    let public_url = app.settings.public_url.clone();
    let (width, height) = (WIDTH.min(room.width), HEIGHT.min(room.height));
    let html = frame(&format!("{public_url}{path}"), &title, (&width.to_string(), height));
    Card {
        version: "1.0",
        kind: "rich",
        title,
        author_name,
        author_url,
        provider_name: common::name(lang),
        provider_url: public_url,
        cache_age: KEPT,
        thumbnail,
        html,
        width,
        height,
    }
}

/// The same fields as elements (2.3.2).
fn as_xml(card: &Card) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?>\n<oembed>".to_owned();
    if let Ok(Value::Object(fields)) = serde_json::to_value(card) {
        for (name, value) in fields {
            let value = value.as_str().map_or_else(|| value.to_string(), |text| escaped(text, false));
            // Writing to a string can't fail.
            let _ = write!(xml, "<{name}>{value}</{name}>");
        }
    }
    xml.push_str("</oembed>");
    xml
}

/// Why there is no card (RFC 9457), for programs.
fn refused(status: StatusCode, why: &'static str) -> Response {
    let problem = json!({ "title": why, "status": status.as_u16() });
    to_anybody(
        (status, [(header::CONTENT_TYPE, "application/problem+json")], problem.to_string()).into_response(),
    )
}

fn to_anybody(mut response: Response) -> Response {
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}
