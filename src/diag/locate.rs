//! Where in a TOML file a key or value stands.

use super::Place;
use toml::de::{DeArray, DeTable, DeValue};

/// The place of the value at `path` (keys, and numbers for entries of arrays); of the deepest part
/// of the path that exists, where the whole does not.
pub fn locate(file: &str, text: &str, path: &[&str]) -> Place {
    let Ok(table) = DeTable::parse(text) else { return Place::new(file, 0..0) };
    let mut range = 0..0;
    let mut table_here: Option<&DeTable> = Some(table.get_ref());
    let mut array_here: Option<&DeArray> = None;
    for part in path {
        let (span, value) = if let Some(table) = table_here {
            match table.iter().find(|(key, _)| key.get_ref().as_ref() == *part) {
                Some((key, value)) => (key.span(), value),
                None => break,
            }
        } else {
            match part.parse::<usize>().ok().and_then(|index| array_here.and_then(|a| a.get(index))) {
                Some(value) => (value.span(), value),
                None => break,
            }
        };
        range = span;
        table_here = None;
        array_here = None;
        match value.get_ref() {
            DeValue::Table(inner) => table_here = Some(inner),
            DeValue::Array(inner) => array_here = Some(inner),
            _ => {}
        }
    }
    // An entry of an array of tables spans the whole file's rest: show its first line.
    let end = text.get(range.clone()).and_then(|t| t.find('\n')).map(|at| range.start + at).unwrap_or(range.end);
    Place::new(file, range.start..end)
}

#[cfg(test)]
mod tests {
    use super::locate;

    #[test]
    fn a_key_is_found_and_a_missing_one_falls_back_on_its_table() {
        let text = "[option.scope]\nvalues = [\"all\", \"list\"]\n";
        let show = |path: &[&str]| {
            let place = locate("a.toml", text, path);
            text[place.start..place.end].to_string()
        };
        assert_eq!(show(&["option", "scope"]), "scope");
        assert_eq!(show(&["option", "scope", "values", "1"]), "\"list\"");
        assert_eq!(show(&["option", "scope", "default"]), "scope");
    }
}
