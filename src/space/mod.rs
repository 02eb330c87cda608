//! The option space: every combination of answers that an instrument allows, as a formula.
//!
//! A condition becomes a [`Formula`]; a [`Selection`] settles it, and a [`Space`] says whether it
//! may hold, surely holds, and by which fewest answers. Two spaces exist of each instrument:
//! [`Space::sound`] knows only the contradictions, because a user may set every other refusal aside
//! and the text must hold there too; [`Space::new`] also knows the refusals not set aside.
//!
//! One incremental solver serves all queries of a space: a formula is encoded once (Tseitin, cached
//! by the formula) and then assumed. Witnesses, repairs and cores are found by asking in a fixed
//! order and dropping what is not needed, never read off the solver's own model or core: these
//! depend on what was asked before, and the same question must get the same answer.

mod count;
mod encode;
mod formula;
mod query;
mod repair;
mod selection;
mod solve;
#[cfg(test)]
mod tests;

pub use count::Count;
pub use encode::{Given, Space};
pub use formula::{Formula, Who};
pub use query::Choice;
pub use repair::{Change, Violated, allowed};
pub use selection::{Selection, Settled};
