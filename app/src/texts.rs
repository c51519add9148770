//! Every sentence the interface says, in both languages.
//!
//! `build.rs` turns `locales/{fr,en}/FEATURE.json` into one function a sentence:
//! `texts::search::title(lang)`, or `texts::search::found(lang, count)` where the sentence has
//! `{placeholders}` (each takes anything that can be displayed; a `{count}` picks between `key.one`
//! and `key.other` by the plural rule of the language). A key, a placeholder or a plural that one
//! language has and the other hasn't stops the build. Nothing but the sentences used reaches WebAssembly.

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
