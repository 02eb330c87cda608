//! The library and the pages are compiled in: a file added to them is a reason to compile again.

fn main() {
    for folder in ["clauses", "presets", "src/check/pages"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
