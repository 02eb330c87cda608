//! Provisions by their tags, for lists that are computed.

use std::collections::{BTreeMap, BTreeSet};

/// Provisions in the plan's order, and which of them bear a tag.
#[derive(Default)]
pub struct Tagged<'a> {
    order: Vec<&'a str>,
    bearing: BTreeMap<String, Vec<usize>>,
}

impl<'a> Tagged<'a> {
    /// Adds the next provision.
    pub fn add(&mut self, id: &'a str, tags: &[String]) {
        for tag in tags.iter().collect::<BTreeSet<_>>() {
            self.bearing.entry(tag.clone()).or_default().push(self.order.len());
        }
        self.order.push(id);
    }

    /// The others that bear every one of these tags.
    pub fn with(&self, tags: &[String], but: &str) -> Vec<String> {
        let mut bearing: Vec<&[usize]> =
            tags.iter().map(|tag| self.bearing.get(tag).map(Vec::as_slice).unwrap_or_default()).collect();
        bearing.sort_by_key(|places| places.len());
        let found: Vec<usize> = match bearing.split_first() {
            None => (0..self.order.len()).collect(),
            Some((fewest, others)) => {
                let all = |place: &&usize| others.iter().all(|places| places.binary_search(place).is_ok());
                fewest.iter().filter(all).copied().collect()
            }
        };
        found.into_iter().map(|place| self.order[place]).filter(|id| *id != but).map(str::to_string).collect()
    }
}
