//! A line that says what takes long: only on a terminal, and only after a moment.

use super::report::Report;
use indicatif::ProgressBar;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// What takes less is not worth a line.
const MOMENT: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(120);

/// Shown from a moment after its beginning until it is dropped.
pub struct Progress {
    done: Option<Sender<()>>,
    drawn: Option<JoinHandle<()>>,
}

impl Progress {
    pub fn new(report: &Report, doing: &'static str) -> Progress {
        if !report.lively() {
            return Progress { done: None, drawn: None };
        }
        let (done, waiting) = channel::<()>();
        let draw = move || {
            if waiting.recv_timeout(MOMENT) == Err(RecvTimeoutError::Timeout) {
                let line = ProgressBar::new_spinner().with_message(doing);
                line.enable_steady_tick(TICK);
                let _ = waiting.recv();
                line.finish_and_clear();
            }
        };
        Progress { done: Some(done), drawn: Some(std::thread::spawn(draw)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.done.take();
        if let Some(drawn) = self.drawn.take() {
            let _ = drawn.join();
        }
    }
}
