//! What a draft needs of the library, and what of that could not be read.

use crate::diag::Message;
use crate::model::Later;
use std::cell::RefCell;

/// Notes the faults of every part that is asked for through it.
#[derive(Default)]
pub struct Needs(RefCell<Vec<Message>>);

impl Needs {
    /// What the part says; its faults are noted.
    pub fn of<'l, T>(&self, part: &'l Later<T>) -> &'l T {
        self.0.borrow_mut().extend_from_slice(part.messages());
        part
    }

    /// The faults of all that was asked for.
    pub fn faults(self) -> Vec<Message> {
        self.0.into_inner()
    }
}
