//! Which treaties concern the draft, and whether they bind.

use super::state::worded;
use super::{Asked, named};
use crate::model::coverage::{Binds, Bond};
use crate::model::state::Adherence;
use crate::model::{Book, Library};
use std::collections::BTreeSet;

/// The treaties of the State's file and of the profile; where there is neither, those that the
/// instrument claims to serve.
pub fn bonds(library: &Library, book: &Book, asked: &Asked, language: &str) -> Vec<Bond> {
    let mut treaties: BTreeSet<&String> = asked.profile.iter().collect();
    treaties.extend(asked.state.iter().flat_map(|state| state.treaty.keys()));
    let nobody_says = treaties.is_empty() && asked.state.is_none();
    if nobody_says {
        treaties.extend(book.instrument.claims.keys());
    }
    let known = treaties.into_iter().filter_map(|id| library.treaties.get_key_value(id));
    known
        .map(|(id, treaty)| {
            let adherence = asked.state.and_then(|state| state.treaty.get(id));
            let binds = match adherence {
                Some(party) if asked.date.is_none_or(|day| party.since <= day) => Binds::Party,
                Some(_) => Binds::Later,
                None if asked.state.is_some() => Binds::NotParty,
                None if nobody_says => Binds::Claimed,
                None => Binds::Profile,
            };
            bond(id, named(&treaty.name, language), binds, adherence, language)
        })
        .collect()
}

fn bond(id: &str, name: String, binds: Binds, adherence: Option<&Adherence>, language: &str) -> Bond {
    let authorities = adherence.iter().flat_map(|party| &party.authority).map(|authority| {
        let name = worded(&authority.name, language).unwrap_or_default();
        let hours = authority.hours.as_ref().and_then(|hours| worded(hours, language));
        let reach = [authority.address.clone(), authority.telephone.clone(), authority.email.clone(), hours];
        let reach = std::iter::once(name).chain(reach.into_iter().flatten());
        (worded(&authority.task, language).unwrap_or_default(), reach.collect::<Vec<_>>().join(", "))
    });
    Bond {
        treaty: id.to_string(),
        name,
        binds,
        since: adherence.map(|party| party.since.to_string()),
        languages: adherence.map(|party| party.languages.clone()).unwrap_or_default(),
        authorities: authorities.collect(),
    }
}
