//! Any text as the words of a provision: read or refused, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (prose, messages) = clausier::prose::provision_file("x.md", text);
    for message in &messages {
        clausier::diag::draw(message, &[("x.md".to_string(), text.to_string())].into(), false);
    }
    for section in prose.wording.values() {
        let open = |_: &[&clausier::model::prose::Test], _: Option<&clausier::model::prose::Test>| clausier::prose::Truth::Open("x".into());
        clausier::prose::blocks(&clausier::prose::settle(&section.nodes, &mut { open }));
    }
});
