//! Rows of what is kept for figures.

use super::rows::{Cells, at, id};
use crate::analytics::{FigureRelease, Pseudonym, RollUp};
use crate::store::ChangeSet;
use crate::values::{Id, Json, ProgrammeId, UserId};
use serde_json::json;

pub(super) fn counted(changes: &mut ChangeSet, cells: Cells, n: u128, (user_id, programme_id): (UserId, ProgrammeId)) {
    let number = i64::try_from(n).unwrap_or(i64::MAX);
    changes.insert(&RollUp {
        id: id(50, n),
        version: 1,
        family: "log".into(),
        name: "session_completed".into(),
        part: number,
        bucket: -number,
        state: cells.maybe((0..=255).collect()).unwrap_or_default(),
    });
    changes.insert(&Pseudonym {
        id: id(51, n),
        version: 1,
        ordinal: number,
        subject_id: cells.maybe(crate::audit::Subject(user_id.uuid())),
    });
    changes.insert(&FigureRelease {
        id: id(52, n),
        programme_id,
        dashboard: "funder".into(),
        cohort: cells.maybe("ñ".into()).unwrap_or_default(),
        as_of: crate::values::CivilDate::of(at(39)),
        digest: format!("{n}"),
        frozen: Json(json!({ "cells": {} })),
        es: Json(json!([1.5])),
        en: Json(json!(null)),
        at: at(40),
    });
}
