//! `clausier schema`

use super::Failure;
use super::args::{Schema, SchemaKind};
use super::report::Report;
use crate::model::{answers, coverage, draft, form, instrument, language, manifest, order, provision, shared, state};
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
        SchemaKind::Order => schema_for!(order::Order),
        SchemaKind::State => schema_for!(state::State),
        SchemaKind::Coverage => schema_for!(coverage::Coverage),
        SchemaKind::Terms => schema_for!(shared::Glossary),
        SchemaKind::Shared => schema_for!(shared::Shared),
        SchemaKind::Answers => schema_for!(answers::Answers),
        SchemaKind::Manifest => schema_for!(manifest::Manifest),
        SchemaKind::Draft => schema_for!(draft::Draft),
    };
    report.print(&format!("{}\n", serde_json::to_string_pretty(&schema).unwrap_or_default()));
    Ok(())
}
