//! Clausier: a clause library and an engine that assemble model laws and bilateral co-operation
//! agreements into drafts.
//!
//! ```text
//! clauses/ + presets/ ── read ──▶ Library ── check ──▶ messages
//!                                    │
//! answers ── choose ──▶ Settlement ──┤
//!                                    ▼
//!                 assemble ──▶ number ──▶ refer ──▶ Draft ── render ──▶ DOCX · HTML · Markdown · JSON
//!                                                              read · compare ◀── edited ──┘
//! ```
//!
//! Floors, from the top; arrows run downward only:
//!
//! | floor | modules | rule |
//! |---|---|---|
//! | 4 | [`cli`] | the only place with a terminal, a disk, a clock |
//! | 3 | [`read`] · [`check`] · [`draft`] · [`render`] · [`compare`] · [`cover`] | the verbs; they do not import one another |
//! | 2 | [`prose`] · [`space`] | template and Markdown text ⇄ tree; the space of all answers |
//! | 1 | [`model`] | the field's nouns |
//! | 0 | [`diag`] | places and messages |
//!
//! What a file of the library says is read when it is first asked for ([`model::Later`]): `check` asks
//! for everything, a build for one instrument in one language as far as the answers let it stand.
//!
//! `space` is a floor of its own kind beside `prose`: the proof asks it about every combination of
//! answers, and assembly asks it what an option left open still allows, so that both agree.

pub mod check;
pub mod cli;
pub mod compare;
pub mod cover;
pub mod diag;
pub mod draft;
pub mod model;
pub mod prose;
pub mod read;
pub mod render;
pub mod space;
