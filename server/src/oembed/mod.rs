//! `/oembed` (oembed.com, version 1.0): what a pasted link to a need or an association becomes, for the programs of
//! other sites; and where pages say that there is such an answer.

mod address;
mod answer;

pub use answer::answer;

use crate::state::App;
use app::{
    domain::Lang,
    ui::{Alternate, Told},
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// What a page tells, and that its link can become a card (oembed.com, « discovery »). `path` is without language.
#[must_use]
pub fn discovered(told: Told, app: &App, lang: Lang, path: &str, title: &str) -> Told {
    let public_url = &app.settings.public_url;
    let page = format!("{public_url}{}", lang.href(path));
    let page = utf8_percent_encode(&page, NON_ALPHANUMERIC);
    let alternates =
        [("application/json+oembed", "json"), ("text/xml+oembed", "xml")].map(|(kind, format)| {
            let href = format!("{public_url}/oembed?url={page}&format={format}");
            Alternate { kind, title: title.to_owned(), href }
        });
    Told { alternates: told.alternates.into_iter().chain(alternates).collect(), ..told }
}
