//! Says what the server is also made of: files that macros read where cargo doesn't look for new ones.
#![allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]

use std::path::Path;

fn main() -> std::io::Result<()> {
    for folder in ["../target/site/pkg", "../migrations"] {
        // cargo takes a folder that isn't there for one that always changes.
        if !Path::new(folder).exists() {
            std::fs::create_dir_all(folder)?;
        }
        println!("cargo::rerun-if-changed={folder}");
    }
    Ok(())
}
