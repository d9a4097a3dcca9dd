//! Free documents on the wire.

use serde::{Deserialize, Serialize};

/// A free JSON document, such as the data of an event. Keys inside it never change, whatever a language's naming habit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = Object))]
pub struct Json(pub serde_json::Value);

#[cfg(feature = "uniffi")]
uniffi::custom_type!(Json, String, { lower: |json| json.0.to_string(), try_lift: |text| Ok(Json(serde_json::from_str(&text)?)) });

/// Writes JSON in the canonical form of RFC 8785 for documents without fractions: keys sorted, no space.
#[must_use]
pub fn canonical(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Object(map) => {
            // RFC 8785 sorts by UTF-16 code units, which differs from byte order above U+FFFF.
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            let inner: Vec<String> = entries
                .into_iter()
                .map(|(key, value)| format!("{}:{}", serde_json::Value::from(key.as_str()), canonical(value)))
                .collect();
            format!("{{{}}}", inner.join(","))
        }
        serde_json::Value::Array(items) => {
            format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(","))
        }
        scalar => scalar.to_string(),
    }
}
