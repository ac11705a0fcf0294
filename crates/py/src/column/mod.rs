//! Columns: texts in, answers out, both in chunks.
//!
//! Python hands chunks of texts ([`Texts`], from a list or from Arrow) to a [`Classifier`], which answers them on all
//! cores without the GIL and holds the answers as short codes; [`Replies`] gives them out as Arrow or as bytes for NumPy.

mod arrow;
mod chunk;
mod classifier;
mod fields;
mod import;
mod memory;
mod replies;
mod stream;
mod string;
mod texts;

pub(crate) use classifier::Classifier;
pub(crate) use fields::Choices;
pub(crate) use replies::{Replies, rebuild_replies};
pub(crate) use stream::TextStream;
pub(crate) use texts::Texts;
