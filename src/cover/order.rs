//! In what order duties are gone through.

use super::named;
use crate::model::coverage::{Group, Row};
use crate::model::instrument::under;
use crate::model::order::Order;

/// A key by which `18.9` comes before `18.10`, and both before what bears no number.
pub fn natural(duty: &str) -> Vec<(u32, &str)> {
    let mut parts = duty.split('.');
    let treaty = parts.next().map(|treaty| (0, treaty));
    treaty.into_iter().chain(parts.map(|part| part.parse().map_or((u32::MAX, part), |n| (n, "")))).collect()
}

/// The rows as the order groups them; a duty can stand in several groups, and what none names is left out.
pub fn groups(order: &Order, rows: &[Row], language: &str) -> Vec<Group> {
    let groups = order.group.iter().map(|group| Group {
        title: named(&group.title, language),
        recalled: group.recalled,
        rows: rows.iter().filter(|row| group.duties.iter().any(|id| under(id, &row.duty))).cloned().collect(),
    });
    groups.filter(|group| !group.rows.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn numbers_are_counted_and_words_follow_them() {
        let mut ids = ["t.18.10", "t.asset", "t.18.9.b", "t.18.9", "t.18.9.a", "s.20", "t.18.notice"];
        ids.sort_by_key(|id| natural(id));
        assert_eq!(ids, ["s.20", "t.18.9", "t.18.9.a", "t.18.9.b", "t.18.10", "t.18.notice", "t.asset"]);
    }
}
