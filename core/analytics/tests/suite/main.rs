//! What the analytics engine promises.

mod query_documents;
