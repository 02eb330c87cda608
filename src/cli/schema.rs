//! `clausier schema`

use super::Failure;
use super::args::{Schema, SchemaKind};
use super::report::Report;
use crate::model::{answers, draft, form, instrument, language, manifest, provision, shared};
use schemars::schema_for;

pub fn run(schema: &Schema, report: &Report) -> Result<(), Failure> {
    let schema = match schema.kind {
        SchemaKind::Instrument => schema_for!(instrument::Instrument),
        SchemaKind::Provision => schema_for!(provision::Provision),
        SchemaKind::Form => schema_for!(form::Form),
        SchemaKind::Language => schema_for!(language::Language),
        SchemaKind::Tradition => schema_for!(shared::Tradition),
        SchemaKind::Profile => schema_for!(shared::Profile),
        SchemaKind::Treaty => schema_for!(shared::Treaty),
        SchemaKind::Terms => schema_for!(shared::Glossary),
        SchemaKind::Shared => schema_for!(shared::Shared),
        SchemaKind::Answers => schema_for!(answers::Answers),
        SchemaKind::Manifest => schema_for!(manifest::Manifest),
        SchemaKind::Draft => schema_for!(draft::Draft),
    };
    report.print(&format!("{}\n", serde_json::to_string_pretty(&schema).unwrap_or_default()));
    Ok(())
}
