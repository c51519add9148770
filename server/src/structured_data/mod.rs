//! What pages tell other programs of themselves, by schema.org's words, as JSON-LD.

mod need;
mod pages;

pub use need::need;
pub use pages::{association, home, list};

use crate::{http::Visit, state::App};
use app::ui::Told;
use serde_json::{Value, json};

/// Where a page is seen from.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Scheme and host.
    pub public_url: &'a str,
    /// The language of the page.
    pub lang: app::domain::Lang,
}

impl<'a> Seen<'a> {
    /// By whom visits.
    #[must_use]
    pub fn of(app: &'a App, visit: &Visit) -> Self {
        Self { public_url: &app.settings.public_url, lang: visit.lang }
    }

    /// The whole address of a page, in the language that is read.
    fn at(self, path: &str) -> String {
        format!("{}{}", self.public_url, self.lang.href(path))
    }
}

/// Things of one page, as its head carries them. Nothing in it can end the element that it stands in.
fn told(things: Vec<Value>) -> Told {
    let graph = json!({ "@context": "https://schema.org", "@graph": things });
    Told { data: Some(graph.to_string().replace('<', "\\u003c")), ..Told::default() }
}

/// The object without what nothing is known of.
fn known(mut thing: Value) -> Value {
    if let Value::Object(parts) = &mut thing {
        parts.retain(|_, part| !part.is_null() && part.as_array().is_none_or(|list| !list.is_empty()));
    }
    thing
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_gets_out_and_it_stays_json(text in "(\\PC|</script>|<!--|]]>|\\\\|\"){0,40}") {
            let data = told(vec![json!({ "name": text, text.clone(): 1 })]).data.unwrap_or_default();
            prop_assert!(!data.contains('<'), "{}", data);
            let read: Value = serde_json::from_str(&data)?;
            prop_assert_eq!(&read["@graph"][0]["name"], &Value::from(text));
        }
    }
}
