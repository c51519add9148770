//! The two files that a widget needs besides its pages: a style sheet in its colour, and the script that the
//! association's page loads to keep the frame's height right.

use crate::http::AppError;
use app::{domain::colour::Colour, widget::palette};
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};

/// `GET /widget/couleur/{colour}.css`, only as our pages write it: `2a6f4e.css`.
pub async fn colours(Path(file): Path<String>) -> Result<Response, AppError> {
    let name = file.strip_suffix(".css").ok_or(AppError::NotFound)?;
    let colour = Colour::parse(name).filter(|colour| colour.to_string() == name).ok_or(AppError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((headers, palette::sheet(colour)).into_response())
}

/// `GET /widget.js`. It listens to frames with a widget in them and to nobody else, and sets nothing but their height.
pub async fn script() -> Response {
    const SCRIPT: &str = include_str!("resize.js");
    let headers = [
        (header::CONTENT_TYPE.as_str(), "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL.as_str(), "public, max-age=3600"),
        // Pages that let in nothing from elsewhere without its leave (COEP) have it.
        ("cross-origin-resource-policy", "cross-origin"),
    ];
    (headers, SCRIPT).into_response()
}
