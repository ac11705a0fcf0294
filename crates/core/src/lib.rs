//! Who is responsible for this? A Chinese township's list of duties (乡镇履行职责事项清单) inside your program.
//!
//! Since 2025 every Chinese township has published a list of duties in three parts: what the township does itself (基本履职),
//! what it assists a county department with (配合履职), and what a department has taken back (上级部门收回). This crate
//! contains such a list, compiled into tables, and answers in microseconds, offline, without allocating:
//!
//! ```
//! use lvzhi::{Role, Tier, Verdict};
//!
//! let list = lvzhi::catalogue();
//! assert_eq!(list.items().len(), 292);
//! assert_eq!(Tier::ALL.map(|tier| list.items().in_tier(tier).count()), [140, 108, 44]);
//!
//! // Free text: who is responsible, and who took the duty over?
//! let answer = list.classify("老板欠我们工钱不给")?;
//! assert_eq!(answer.verdict, Verdict::Reclaimed);
//! let item = answer.best().ok_or("no candidate")?.item;
//! assert_eq!(item.id().to_string(), "R009");
//! let successor = item.departments().next().ok_or("nobody")?;
//! assert_eq!(successor.0.name(), "巴楚县人力资源和社会保障局");
//!
//! // Exact look-up: ids in any case, width or padding; names; any spelling of a department.
//! assert_eq!(list.item("c51").map(|item| item.name()), Some("做好国土调查工作"));
//! assert!(list.item_named("做好国土调查工作").is_some());
//! let office = list.department("人社局").ok_or("unknown")?;
//! assert_eq!(office.items(Role::Successor).count(), 5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Which list
//! The built-in list is that of 夏马勒乡 (巴楚县, 喀什地区, 新疆维吾尔自治区): 292 items. [`Catalogue::data_version`] names
//! its version. Ids are stable; texts follow the source, and every word that differs from the scanned document is recorded
//! as a [`Repair`].
//!
//! Any other township's list is a file: `lvzhi compile DIR -o ours.lvz`, then [`Catalogue::open`], or compiled into the program:
//! [`Catalogue::from_static`] with `include_bytes!`. It has the same methods, and answers as well as its words allow: what people say is
//! known apart from any list, as [`matters`] (事由), which the items of a list cover ([`Item::covers`]).
//!
//! # When not to use it
//! The list says who is responsible in one township. It is not legal advice, and other townships' lists differ.
//!
//! # Crate features
//! - `std` (default): adds nothing but the use of the standard library; without it the crate is `no_std`.
//! - `serde`: `Serialize` for whatever the list or an answer says, in the form of the export: all public types but the errors.
//!   `Deserialize` for what can be made without a list: [`ItemId`], [`Options`], [`Thresholds`], [`Tier`], [`Verdict`],
//!   [`Reason`], [`Role`], [`Kind`], [`RepairKind`], [`Met`], [`FrameKind`].
//! - `json`: the export and answers as lines of JSON.
//!
//! # Promises
//! No panic can be reached from data or queries. Orders are total: by number within the list, by score and then by id in
//! answers. Look-ups return `None` for an absent key; only text that is empty or too long to classify is an error.
#![cfg_attr(not(feature = "std"), no_std)]
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

extern crate alloc;

mod answer;
mod catalogue;
mod category;
mod department;
mod error;
mod evidence;
#[cfg(feature = "json")]
mod export;
mod frame;
mod held;
mod id;
mod identity;
mod item;
mod items;
mod matter;
mod near;
mod numbers;
mod opened;
mod options;
mod parts;
mod registry;
mod repair;
#[cfg(feature = "serde")]
mod serialize;
mod taught;
mod ticket;
mod township;

pub use answer::{Answer, MOST_MATCHES, Match, percent};
pub use catalogue::Catalogue;
pub use category::Category;
pub use department::Department;
pub use error::{LONGEST_QUERY, LookupError, QueryError};
pub use evidence::{Evidence, MOST_EVIDENCE};
pub use frame::{FramePart, MOST_OF_DECODED, frame};
pub use id::{ItemId, ParseIdError};
pub use item::{DutyGroup, Item, Takeover};
pub use items::Items;
#[doc(inline)]
pub use lvzhi_tables::container::{FileError, FileKind};
#[doc(inline)]
pub use lvzhi_tables::words::{FrameKind, Kind, Met, ParseWordError, Reason, RepairKind, Role, Tier, Verdict};
pub use matter::{Cover, Matter, MatterId, all_matters as matters, matter, matter_numbered};
#[cfg(feature = "std")]
pub use opened::OpenError;
pub use opened::catalogue;
pub use options::{Options, Thresholds};
pub use parts::{MOST_PARTS, Part};
pub use registry::{matters_like, matters_named};
pub use repair::{Place, Repair};
pub use taught::Taught;
pub use ticket::Ticket;
pub use township::{Figure, Township};

/// The README's examples run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
