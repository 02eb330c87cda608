//! What a file says, read when it is first asked for.

use crate::diag::Message;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

/// A part of the library that stays unread until something needs it.
///
/// It reads as what it holds; [`Later::messages`] says what was wrong with its file. Copies share one
/// reading, and several threads may ask at once: the first reads, the others wait.
pub struct Later<T>(Arc<Unread<T>>);

type Unread<T> = LazyLock<(T, Vec<Message>), Box<dyn FnOnce() -> (T, Vec<Message>) + Send + Sync>>;

impl<T> Later<T> {
    /// `read` is called once, when the part is first asked for.
    pub fn new(read: impl FnOnce() -> (T, Vec<Message>) + Send + Sync + 'static) -> Later<T> {
        Later(Arc::new(LazyLock::new(Box::new(read))))
    }

    /// What is wrong with its file; reads it if nothing has yet.
    pub fn messages(&self) -> &[Message] {
        &self.0.1
    }
}

impl<T> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T> Clone for Later<T> {
    fn clone(&self) -> Later<T> {
        Later(self.0.clone())
    }
}

impl<T: Send + Sync + 'static> From<T> for Later<T> {
    fn from(value: T) -> Later<T> {
        Later::new(|| (value, vec![]))
    }
}

impl<T: Default + 'static> Default for Later<T> {
    fn default() -> Later<T> {
        Later::new(|| (T::default(), vec![]))
    }
}

impl<T: fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        T::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::Later;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn it_is_read_once_and_only_when_asked_for() {
        let count = Arc::new(AtomicUsize::new(0));
        let seen = count.clone();
        let later = Later::new(move || (format!("read {}", seen.fetch_add(1, Ordering::Relaxed)), vec![]));
        let copy = later.clone();
        assert_eq!(count.load(Ordering::Relaxed), 0);
        assert_eq!((later.len(), copy.as_str(), later.messages().len()), (6, "read 0", 0));
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }
}
