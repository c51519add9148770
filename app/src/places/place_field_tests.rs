//! The place field as it comes from the server, before it is alive.

use super::PlaceField;
use crate::domain::Lang;
use leptos::prelude::*;

fn html(text: &str, value: &str) -> String {
    let (id, text, value) = ("lieu".to_owned(), text.to_owned(), value.to_owned());
    Owner::new().with(|| view! { <PlaceField lang=Lang::Fr id text value/> }.to_html())
}

#[test]
fn dead_it_is_a_plain_labelled_field() {
    let html = html("Rennes (35)", "35238");
    assert!(html.contains(r#"<label for="lieu">"#), "{html}");
    assert_eq!(html.matches(r#"name="lieu""#).count(), 1, "{html}");
    assert!(html.contains(r#"value="Rennes (35)""#), "{html}");
    assert!(!html.contains("combobox") && !html.contains("aria-expanded"), "{html}");
}

#[test]
fn dead_it_keeps_a_position() {
    assert!(html("", "48.85,2.35").contains(r#"value="48.85,2.35""#));
}

#[test]
fn nothing_typed_gets_out_of_its_quotes() {
    let html = html("\"><script>", "");
    assert!(!html.contains("\"><script>"), "{html}");
}
