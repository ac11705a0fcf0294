//! What the benches share: keys, documents, composed texts, rivals, measures.

pub mod bodies;
pub mod compose;
pub mod documents;
pub mod keys;
pub mod lists;
pub mod measure;
pub mod memory;
pub mod queries;
pub mod rivals;
pub mod shuffle;
