//! What the table has of its own among live pages: new sign-ups are said, those chosen are counted.

use crate::{
    browser,
    live::{Live, Plan, all},
    texts::sign_up_table as say,
};
use web_sys::{Document, Element};

/// How often colleagues' answers and new sign-ups are looked for, in milliseconds.
const EVERY: i32 = 5_000;

/// Starts watching; does nothing where the page has no table.
pub(super) fn watch() -> Option<()> {
    let live = Live::start(Plan {
        form: ".table-filters",
        around: ".sign-ups-page",
        words: "f-q",
        fields: ".table-filters :is(input, select)",
        region: "[data-swap=rows]",
        found: ".table-count",
        sent: |_| {},
        anew: |_, _| false,
        news,
    })?;
    live.watch(EVERY);
    let document = browser::document()?;
    let form = document.query_selector(".table-form").ok()??;
    browser::on(&form, "change", |_| {
        let _ = count_chosen();
    });
    Some(())
}

/// How many have signed up since the page that is shown: ids only grow.
fn news(shown: &Document, fresh: &Document) -> Option<String> {
    let newest = ids(shown).into_iter().max().unwrap_or_default();
    let count = ids(fresh).into_iter().filter(|id| *id > newest).count();
    let count = i64::try_from(count).ok().filter(|count| *count > 0)?;
    Some(say::arrived(browser::language(), count))
}

fn ids(document: &Document) -> Vec<i64> {
    let rows = all(document, "tr[data-id]").unwrap_or_default();
    rows.iter().filter_map(|row| row.get_attribute("data-id")?.parse().ok()).collect()
}

/// Says over the buttons for how many they are.
pub(super) fn count_chosen() -> Option<()> {
    let document = browser::document()?;
    let legend: Element = document.query_selector(".for-ticked legend").ok()??;
    let chosen = all(&document, ".pick :checked").ok()?.len();
    let lang = browser::language();
    let words = match i64::try_from(chosen).ok()? {
        0 => say::for_ticked(lang).to_owned(),
        count => say::for_chosen(lang, count),
    };
    legend.set_text_content(Some(&words));
    Some(())
}
