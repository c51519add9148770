//! `/sitemap.xml` with its parts, and `/robots.txt`: what search engines may read, and when it last changed
//! (sitemaps.org, robotstxt.org).

use crate::{
    http::{AppError, PageResult},
    local_time::moment,
    state::{App, SharedApp},
    store::sitemap::{self, Kind},
};
use app::domain::{Lang, association, need};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use quick_xml::escape::escape;
use std::fmt::Write;

/// Pages in a part, each in two languages: sitemaps.org allows 50,000 addresses a file.
const SIZE: i64 = 20_000;
/// Seconds that an answer may be kept.
const KEPT: &str = "public, max-age=3600";
const KINDS: [(Kind, &str); 2] = [(Kind::Needs, "missions"), (Kind::Associations, "associations")];
/// Pages that there is one of.
const ALONE: [&str; 3] = ["/", "/missions", "/developpeurs"];
/// What is of nobody's but one person's concern.
const CLOSED: [&str; 12] = [
    "/espace",
    "/moderation",
    "/connexion",
    "/inscriptions/",
    "/desabonnement/",
    "/accord-parental/",
    "/alertes/",
    "/missions/alerte",
    "/invitation/",
    "/lieux",
    "/courriel",
    "/missions/*/affiche.pdf",
];

/// `GET /sitemap.xml`: where the parts are.
pub async fn index(State(app): State<SharedApp>) -> PageResult {
    let mut xml = begun("sitemapindex");
    for (kind, name) in KINDS {
        for (from, changed_at) in sitemap::parts(&app.db, kind, SIZE).await? {
            let address = format!("{}/sitemap/{name}-{from}.xml", app.settings.public_url);
            // Writing to a string can't fail.
            let _ = write!(
                xml,
                "<sitemap><loc>{}</loc><lastmod>{}</lastmod></sitemap>",
                escape(&address),
                moment(changed_at)
            );
        }
    }
    let alone = format!("{}/sitemap/portail.xml", app.settings.public_url);
    let _ = write!(xml, "<sitemap><loc>{}</loc></sitemap></sitemapindex>", escape(&alone));
    Ok(answer("application/xml", xml))
}

/// `GET /sitemap/{part}`: the pages of one.
pub async fn part(State(app): State<SharedApp>, Path(part): Path<String>) -> PageResult {
    let name = part.strip_suffix(".xml").ok_or(AppError::NotFound)?;
    let mut xml = begun("urlset");
    if name == "portail" {
        for path in ALONE {
            page(&mut xml, &app, path, None);
        }
    } else {
        let (name, from) = name.split_once('-').ok_or(AppError::NotFound)?;
        let (kind, _) = KINDS.into_iter().find(|(_, known)| *known == name).ok_or(AppError::NotFound)?;
        let from = from.parse().map_err(|_| AppError::NotFound)?;
        for (id, slug, changed_at) in sitemap::part(&app.db, kind, from, SIZE).await? {
            let path = match kind {
                Kind::Needs => need::path(id, &slug),
                Kind::Associations => association::path(id, &slug),
            };
            page(&mut xml, &app, &path, Some(changed_at));
        }
    }
    xml.push_str("</urlset>");
    Ok(answer("application/xml", xml))
}

/// `GET /robots.txt`.
pub async fn robots(State(app): State<SharedApp>) -> Response {
    let mut text = "User-agent: *\n".to_owned();
    for lang in [Lang::Fr, Lang::En] {
        for path in CLOSED {
            let _ = writeln!(text, "Disallow: {}", lang.href(path));
        }
    }
    let _ = writeln!(text, "\nSitemap: {}/sitemap.xml", app.settings.public_url);
    answer("text/plain; charset=utf-8", text)
}

fn begun(root: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
         xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">"
    )
}

/// A page in both languages, each saying where the other is.
fn page(xml: &mut String, app: &App, path: &str, changed_at: Option<i64>) {
    let at = |lang: Lang| escape(format!("{}{}", app.settings.public_url, lang.href(path))).into_owned();
    let others: String = [Lang::Fr, Lang::En]
        .into_iter()
        .map(|lang| {
            format!("<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{}\"/>", lang.code(), at(lang))
        })
        .collect();
    let changed = changed_at.map(|at| format!("<lastmod>{}</lastmod>", moment(at))).unwrap_or_default();
    for lang in [Lang::Fr, Lang::En] {
        let _ = write!(xml, "<url><loc>{}</loc>{changed}{others}</url>", at(lang));
    }
}

fn answer(kind: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, KEPT)], body).into_response()
}
