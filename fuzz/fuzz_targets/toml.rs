//! Any text as a TOML file of any kind: read or refused, never a panic.
#![no_main]

use clausier::model::{Answers, Form, Instrument, Language, Provision};
use clausier::read::typed;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    typed::<Answers>("x.toml", text);
    typed::<Instrument>("x.toml", text);
    typed::<Provision>("x.toml", text);
    typed::<Form>("x.toml", text);
    typed::<Language>("x.toml", text);
});
