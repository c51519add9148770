//! What only a browser can do for the place field.

use super::state::Line;
use js_sys::{Array, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventInit, HtmlInputElement, PositionOptions, Response};

/// What became of the question where we are.
pub(super) enum Position {
    /// Degrees, WGS 84.
    At {
        /// Latitude.
        lat: f64,
        /// Longitude.
        lon: f64,
    },
    /// The visitor or the browser said no.
    Refused,
    /// Nobody knows.
    Unknown,
}

/// Code of a refusal in `GeolocationPositionError`.
const PERMISSION_DENIED: f64 = 1.0;

/// Asks `GET /lieux`, then calls `take`; not at all if the question can't be asked or answered.
pub(super) fn suggestions(typed: String, take: impl FnOnce(Vec<Line>) + 'static) {
    spawn_local(async move {
        if let Ok(lines) = fetch(&typed).await {
            take(lines);
        }
    });
}

async fn fetch(typed: &str) -> Result<Vec<Line>, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let address = format!("/lieux?q={}", String::from(js_sys::encode_uri_component(typed)));
    let response: Response = JsFuture::from(window.fetch_with_str(&address)).await?.unchecked_into();
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    let list: Array = JsFuture::from(response.json()?).await?.unchecked_into();
    let text = |line: &JsValue, key: &str| get(line, key).as_string().unwrap_or_default();
    let line = |line: JsValue| Line {
        value: text(&line, "value"),
        name: text(&line, "name"),
        detail: text(&line, "detail"),
        kind: text(&line, "kind"),
    };
    Ok(list.iter().map(line).collect())
}

/// Asks the browser for the position, then calls `take`.
pub(super) fn position(take: impl FnOnce(Position) + Clone + 'static) {
    let geolocation = web_sys::window().and_then(|window| window.navigator().geolocation().ok());
    let Some(geolocation) = geolocation else {
        take(Position::Unknown);
        return;
    };
    let refused = take.clone();
    let on_found = Closure::once_into_js(move |found: JsValue| {
        let coords = get(&found, "coords");
        take(match (get(&coords, "latitude").as_f64(), get(&coords, "longitude").as_f64()) {
            (Some(lat), Some(lon)) => Position::At { lat, lon },
            _ => Position::Unknown,
        });
    });
    let on_error = Closure::once_into_js(move |error: JsValue| {
        let denied = get(&error, "code").as_f64() == Some(PERMISSION_DENIED);
        refused(if denied { Position::Refused } else { Position::Unknown });
    });
    let options = PositionOptions::new();
    options.set_timeout(10_000);
    options.set_maximum_age(600_000);
    let _ = geolocation.get_current_position_with_error_callback_and_options(
        on_found.unchecked_ref(),
        Some(on_error.unchecked_ref()),
        &options,
    );
}

/// Tells the form around a field that its value has changed.
pub(super) fn send_change(field: &HtmlInputElement) {
    let init = EventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = Event::new_with_event_init_dict("change", &init) {
        let _ = field.dispatch_event(&event);
    }
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}
