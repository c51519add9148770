//! « Autour de moi »: asks the browser where we are, to about a kilometre.

use super::field::Field;
use crate::{browser, texts::places as say};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use web_sys::PositionOptions;

/// How long a position may take to be found, in milliseconds.
const PATIENCE: u32 = 10_000;
/// How old a position may be, in milliseconds.
const MAX_AGE: u32 = 600_000;
/// Code of a refusal in `GeolocationPositionError`.
const PERMISSION_DENIED: f64 = 1.0;

impl Field {
    /// Takes the place where the visitor is, if they and their browser want to tell.
    pub fn here(self: &Rc<Self>) {
        self.close();
        self.note("");
        self.say(say::searching_position(self.lang));
        let Some(geolocation) = browser::window().and_then(|window| window.navigator().geolocation().ok())
        else {
            self.is_nowhere(&JsValue::UNDEFINED);
            return;
        };
        let (field, lost) = (self.clone(), self.clone());
        let found = browser::once(move |position| field.is_at(&position));
        let refused = browser::once(move |error| lost.is_nowhere(&error));
        let options = PositionOptions::new();
        options.set_timeout(PATIENCE);
        options.set_maximum_age(MAX_AGE);
        let _ = geolocation.get_current_position_with_error_callback_and_options(
            &found,
            Some(&refused),
            &options,
        );
    }

    fn is_at(&self, position: &JsValue) {
        let coords = browser::get(position, "coords");
        // JavaScript writes the decimals: in WebAssembly that alone would take 14 kB.
        let degrees = |key| {
            let degrees = js_sys::Number::from(browser::get(&coords, key).as_f64()?);
            degrees.to_fixed(2).ok().map(String::from)
        };
        match (degrees("latitude"), degrees("longitude")) {
            (Some(lat), Some(lon)) => {
                self.say("");
                self.set(say::around_me(self.lang), &[&*lat, ",", &*lon].concat());
                self.changed();
            }
            _ => self.is_nowhere(&JsValue::UNDEFINED),
        }
    }

    fn is_nowhere(&self, error: &JsValue) {
        self.say("");
        let denied = browser::get(error, "code").as_f64() == Some(PERMISSION_DENIED);
        self.note(if denied { say::position_refused(self.lang) } else { say::position_unknown(self.lang) });
    }
}
