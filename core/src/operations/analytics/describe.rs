//! What can be measured.

use crate::analytics::engine::{Selection, Vocabulary, catalogue, describe, schema};
use crate::api::{DescribeMetrics, MetricCatalogueView};
use crate::ecosystem::Work;
use crate::errors::{ErrorCode, Refusal, Refused, texts};
use crate::permissions::Who;
use crate::values::Json;
use serde_json::Value;

pub(crate) async fn describe_metrics(work: &mut Work<'_>, request: &DescribeMetrics) -> Refused<MetricCatalogueView> {
    // The catalogue tells of nobody; whoever is signed in may read it.
    if matches!(work.actor.who(), Who::Nobody) {
        return Err(Refusal::said(ErrorCode::Unauthenticated, &texts::NOT_SIGNED_IN, []));
    }
    let selection = Selection { measures: request.measures.clone(), dimensions: Vec::new() };
    let described = describe(&selection, &Vocabulary::standard());
    let json = |value: Result<Value, serde_json::Error>| Json(value.unwrap_or_default());
    Ok(MetricCatalogueView {
        metrics: json(serde_json::to_value(catalogue())),
        dimensions: json(serde_json::to_value(&described.dimensions)),
        dashboards: super::query::standard_names().into_iter().map(|(name, _)| name).collect(),
        schema: Json(schema()),
    })
}
