//! "Did you mean".

use similar::get_close_matches;

/// The known name nearest to the one given, if one is near enough.
pub fn did_you_mean<'a>(given: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    get_close_matches(given, &known, 1, 0.6).first().map(|s| s.to_string())
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn a_slip_is_recognised_and_a_stranger_is_not() {
        let known = ["dual-criminality", "observation", "pursuit"];
        assert_eq!(did_you_mean("dual-criminallity", known), Some("dual-criminality".into()));
        assert_eq!(did_you_mean("zzz", known), None);
    }
}
