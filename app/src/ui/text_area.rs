//! A `<textarea>` whose text can't break out of it.

use leptos::prelude::*;

/// Leptos doesn't escape what stands inside `<textarea>`, so it is escaped here. The line break in front is the
/// one that browsers drop: without it, a text that begins with a line break would lose it.
#[component]
pub fn TextArea(
    #[prop(into)] id: String,
    name: &'static str,
    /// Its text, as typed.
    value: String,
    rows: u8,
    /// Ids of what describes it.
    described_by: String,
    invalid: bool,
) -> impl IntoView {
    view! {
        <textarea
            id=id
            name=name
            rows=rows
            aria-describedby=described_by
            aria-invalid=invalid.then_some("true")
            inner_html=escaped(&value)
        ></textarea>
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    out.push('\n');
    for sign in text.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(sign),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_inside() {
        let html = Owner::new().with(|| {
            let value = "\n</textarea><script>alert(1)</script> & co".to_owned();
            let described_by = "message-note".to_owned();
            view! { <TextArea id="message" name="message" value rows=3 described_by invalid=false/> }
                .to_html()
        });
        assert!(
            html.contains(">\n\n&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; co</textarea>"),
            "{html}"
        );
        assert!(!html.contains("<script"), "{html}");
    }
}
