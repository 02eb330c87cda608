//! Proof over the option space.
