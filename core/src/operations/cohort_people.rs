//! The people of a cohort by their addresses: what imports that name people look up.

use super::common::in_chunks;
use crate::ecosystem::Work;
use crate::errors::{Problems, Refused, texts};
use crate::people::User;
use crate::programmes::{Enrolment, EnrolmentState, Side};
use crate::store::{Filter, Reading};
use crate::values::{CohortId, EmailAddress, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// Who is enrolled on which side, by the key of their address.
pub(super) struct CohortPeople {
    by_key: BTreeMap<String, UserId>,
    places: BTreeSet<(UserId, Side)>,
}

impl CohortPeople {
    /// Reads the people of a cohort with these addresses.
    pub(super) async fn read<'a>(
        work: &Work<'_>,
        cohort: CohortId,
        addresses: impl Iterator<Item = &'a String>,
    ) -> Refused<Self> {
        let keys: BTreeSet<String> =
            addresses.filter_map(|address| EmailAddress::parse(address).ok()).map(|address| address.key()).collect();
        let keys: Vec<String> = keys.into_iter().collect();
        let users: Vec<User> = in_chunks(work, &keys, |keys| Filter::any_of("email_key", keys.iter().cloned())).await?;
        let enrolled = Filter::equals("cohort_id", cohort).and(Filter::equals("state", EnrolmentState::Enrolled));
        let places: Vec<Enrolment> = work.store().find(enrolled).await?;
        Ok(Self {
            by_key: users.into_iter().filter_map(|user| Some((user.email_key.clone()?, user.id))).collect(),
            places: places.into_iter().map(|place| (place.user_id, place.side)).collect(),
        })
    }

    /// The person with an address on a side; a mistake when there is none.
    pub(super) fn on(&self, problems: &mut Problems, path: &str, address: &str, side: Side) -> Option<UserId> {
        let address = problems.keep(path, EmailAddress::parse(address))?;
        let found = self.by_key.get(&address.key()).filter(|user| self.places.contains(&(**user, side)));
        if found.is_none() {
            let args = [("value", address.as_str().into()), ("side", side.into())];
            problems.add(path, &texts::NOT_ON_SIDE, args);
        }
        found.copied()
    }
}
