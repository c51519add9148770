//! Turns `locales/{fr,en}/*.json` into functions (see `src/texts.rs`) and refuses a sentence that one
//! language has and the other has not.

#![allow(clippy::expect_used, reason = "a build that can't go on stops")]

#[path = "src/domain/firm_spaces.rs"]
mod firm_spaces;

use serde_json::Value;
use std::{collections::BTreeMap, env, fmt::Write, fs, path::Path};

/// Sentences of one feature in one language, by key.
type Sentences = BTreeMap<String, String>;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let mut features: Vec<String> = fs::read_dir("locales/fr")
        .expect("locales/fr can be read")
        .filter_map(|file| file.ok()?.path().file_stem()?.to_str().map(str::to_owned))
        .collect();
    features.sort();
    let mut code = String::new();
    for feature in features {
        let (fr, en) = (read("fr", &feature), read("en", &feature));
        assert_eq!(
            fr.keys().collect::<Vec<_>>(),
            en.keys().collect::<Vec<_>>(),
            "locales/fr/{feature}.json and locales/en/{feature}.json must have the same keys"
        );
        writeln!(
            code,
            "/// Sentences of `locales/*/{feature}.json`.\n#[allow(clippy::useless_format)] pub mod {feature} {{\nuse crate::domain::Lang;"
        )
        .expect("a string grows");
        for (key, french) in &fr {
            code.push_str(&function(&feature, &fr, &en, key, french));
        }
        code.push_str("}\n");
    }
    let out = env::var("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("texts.rs"), code).expect("OUT_DIR can be written");
}

/// Reads one file; a nested object's keys are joined by `_`.
fn read(lang: &str, feature: &str) -> Sentences {
    let path = format!("locales/{lang}/{feature}.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let value: BTreeMap<String, Value> =
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
    value
        .into_iter()
        .map(|(key, value)| match value {
            Value::String(sentence) if lang == "fr" => (key, firm_spaces::firm(&sentence)),
            Value::String(sentence) => (key, sentence),
            other => panic!("{path}: {key} must be a sentence, not {other}"),
        })
        .collect()
}

/// The function of one sentence, or of a pair `key.one`, `key.other`.
fn function(feature: &str, fr: &Sentences, en: &Sentences, key: &str, french: &str) -> String {
    let english = &en[key];
    let names = placeholders(french);
    let mut theirs = placeholders(english);
    let mut ours = names.clone();
    ours.sort();
    theirs.sort();
    assert_eq!(ours, theirs, "{feature}: the placeholders of {key} differ between fr and en");
    if key.ends_with(".one") {
        return String::new();
    }
    let doc = french.replace('\n', " ");
    let Some(base) = key.strip_suffix(".other") else {
        if names.is_empty() {
            return format!(
                "/// « {doc} »\n#[must_use] pub fn {key}(lang: Lang) -> &'static str {{ match lang {{ Lang::Fr => {french:?}, Lang::En => {english:?} }} }}\n"
            );
        }
        return format!(
            "/// « {doc} »\n#[must_use] pub fn {key}(lang: Lang, {}) -> String {{ match lang {{ Lang::Fr => format!({french:?}), Lang::En => format!({english:?}) }} }}\n",
            parameters(&names)
        );
    };
    let one = format!("{base}.one");
    let (fr_one, en_one) = (&fr[&one], &en[&one]);
    let others: Vec<String> = names.iter().filter(|name| *name != "count").cloned().collect();
    let more = if others.is_empty() { String::new() } else { format!(", {}", parameters(&others)) };
    format!(
        "/// « {doc} »\n#[must_use] pub fn {base}(lang: Lang, count: i64{more}) -> String {{ let one = lang.is_one(count); let count = crate::domain::numbers::whole(lang, count); match (lang, one) {{ (Lang::Fr, true) => format!({fr_one:?}), (Lang::Fr, false) => format!({french:?}), (Lang::En, true) => format!({en_one:?}), (Lang::En, false) => format!({english:?}) }} }}\n"
    )
}

fn parameters(names: &[String]) -> String {
    let list: Vec<String> = names.iter().map(|name| format!("{name}: impl std::fmt::Display")).collect();
    list.join(", ")
}

/// The names in `{braces}`, each once, in the order in which they come.
fn placeholders(sentence: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in sentence.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or_default().to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
