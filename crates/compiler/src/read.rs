//! Reads a list folder into a [`List`]: syntax here, sense in [`crate::check`].

use crate::check::{self, RawItem, RawList};
use crate::model::{Calibration, Figure, List, Tier};
use crate::problem::{Problem, Problems, Reporter};
use lvzhi_tables::index::Logistic;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The text of each file of a list folder.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// The folder, for messages.
    pub folder: PathBuf,
    /// `(file name, text)`.
    pub files: Vec<(&'static str, String)>,
}

/// Files that a list folder must have.
pub const REQUIRED: [&str; 6] =
    ["township.toml", "departments.toml", "basic.toml", "cooperative.toml", "reclaimed.toml", "source.txt"];

/// Files that a list folder may have: without them a list is matched by its own words only.
pub const OPTIONAL: [&str; 4] = ["phrases.tsv", "outside.tsv", "background.txt", "calibration.toml"];

impl Sources {
    /// Reads the files of `folder`.
    ///
    /// # Errors
    /// A problem for each file that is missing or not UTF-8.
    pub fn read(folder: &Path) -> Result<Self, Problems> {
        let mut sources = Self { folder: folder.to_owned(), files: Vec::new() };
        let mut problems = Vec::new();
        for name in REQUIRED.into_iter().chain(OPTIONAL) {
            let path = folder.join(name);
            match std::fs::read(&path) {
                Ok(bytes) => match String::from_utf8(bytes) {
                    Ok(text) => sources.files.push((name, text)),
                    Err(error) => {
                        let sound = error.utf8_error().valid_up_to();
                        problems.push(Problem {
                            file: path,
                            line: 1 + error.as_bytes().iter().take(sound).filter(|&&b| b == b'\n').count(),
                            field: "file".to_owned(),
                            message: format!("not UTF-8 from byte {sound}; save the file as UTF-8"),
                        });
                    }
                },
                Err(error) if OPTIONAL.contains(&name) && error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => problems.push(Problem {
                    file: path,
                    line: 1,
                    field: "file".to_owned(),
                    message: format!(
                        "cannot be read ({error}); a list folder needs this file, see SOURCE.md of the built-in list"
                    ),
                }),
            }
        }
        if problems.is_empty() { Ok(sources) } else { Err(Problems::sorted(problems)) }
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.files.iter().find(|(file, _)| *file == name).map_or("", |(_, text)| text)
    }

    pub(crate) fn reporter(&self, name: &str) -> Reporter<'_> {
        Reporter::new(self.folder.join(name), self.text(name))
    }

    fn parse<'a, T: Deserialize<'a>>(&'a self, name: &str, problems: &mut Vec<Problem>) -> Option<T> {
        match toml::from_str(self.text(name)) {
            Ok(value) => Some(value),
            Err(error) => {
                let mut report = self.reporter(name);
                let at = error.span().map_or(0, |span| span.start);
                let field = field_of(error.message(), report.line_text(at));
                report.at(at, field, error.message().replace('\n', " ") + "; see the fields of the built-in list");
                problems.extend(report.into_problems());
                None
            }
        }
    }
}

/// The field that a complaint of the parser is about: the one it names, or the key of its line.
fn field_of<'a>(message: &'a str, line: &'a str) -> &'a str {
    let named = ["missing field `", "unknown field `", "duplicate field `"]
        .into_iter()
        .find_map(|start| message.strip_prefix(start)?.split('`').next());
    let key = || line.split_once('=').map(|(key, _)| key.trim());
    let plain = |key: &&str| !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    named.or_else(key).filter(plain).unwrap_or("syntax")
}

/// `township.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTownship {
    pub(crate) data_version: Spanned<String>,
    pub(crate) name: Spanned<String>,
    pub(crate) county: Spanned<String>,
    pub(crate) prefecture: Spanned<String>,
    pub(crate) region: Spanned<String>,
    pub(crate) code: Spanned<String>,
    #[serde(default)]
    pub(crate) figure: Vec<Spanned<Figure>>,
    pub(crate) declared: RawDeclared,
    #[serde(default)]
    pub(crate) missing_departments: Vec<RawMissing>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDeclared {
    pub(crate) items: ByTier<Spanned<u16>>,
    pub(crate) categories: ByTier<Spanned<Vec<Spanned<String>>>>,
    pub(crate) departments: ByTier<Option<Spanned<u16>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ByTier<T> {
    pub(crate) basic: T,
    pub(crate) cooperative: T,
    pub(crate) reclaimed: T,
}

impl RawDeclared {
    /// The declared categories of each tier.
    pub(crate) fn categories_by_tier(&self) -> [Vec<String>; 3] {
        let list =
            |names: &Spanned<Vec<Spanned<String>>>| names.get_ref().iter().map(|name| name.get_ref().clone()).collect();
        [&self.categories.basic, &self.categories.cooperative, &self.categories.reclaimed].map(list)
    }
}

impl<T> ByTier<T> {
    pub(crate) fn into_array(self) -> [T; 3] {
        [self.basic, self.cooperative, self.reclaimed]
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawMissing {
    pub(crate) tier: Spanned<String>,
    pub(crate) count: u16,
    pub(crate) hidden_in: Vec<Spanned<String>>,
    pub(crate) basis: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDepartments {
    #[serde(default)]
    department: Vec<RawDepartment>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDepartment {
    pub(crate) name: Spanned<String>,
    pub(crate) short: Spanned<String>,
    pub(crate) kind: Spanned<String>,
    #[serde(default)]
    pub(crate) aliases: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawItems {
    #[serde(default)]
    item: Vec<RawItem>,
}

/// `calibration.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCalibration {
    right: RawLogistic,
    listed: RawLogistic,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLogistic {
    constant: Spanned<f32>,
    score: Spanned<f32>,
    over_outside: Spanned<f32>,
    over_rival: Spanned<f32>,
    length: Spanned<f32>,
}

impl RawCalibration {
    fn into_model(self, report: &mut Reporter<'_>) -> Calibration {
        // TOML has `nan` and `inf`, and a number may be too large for 32 bits: no probability comes of these.
        let mut finite = |field: &str, value: Spanned<f32>| {
            if !value.get_ref().is_finite() {
                report.at(value.span().start, field, format!("{} is no finite number; give one", value.get_ref()));
            }
            value.into_inner()
        };
        let mut logistic = |raw: RawLogistic| Logistic {
            constant: finite("constant", raw.constant),
            score: finite("score", raw.score),
            over_outside: finite("over_outside", raw.over_outside),
            over_rival: finite("over_rival", raw.over_rival),
            length: finite("length", raw.length),
        };
        Calibration { right: logistic(self.right), listed: logistic(self.listed) }
    }
}

/// Reads and checks the list in `folder`.
///
/// # Errors
/// Everything that is wrong with it, all at once.
pub fn read(folder: &Path) -> Result<List, Problems> {
    parse(&Sources::read(folder)?)
}

/// Checks a list whose files are in memory.
///
/// # Errors
/// Everything that is wrong with it, all at once.
pub fn parse(sources: &Sources) -> Result<List, Problems> {
    let mut problems = Vec::new();
    let township: Option<RawTownship> = sources.parse("township.toml", &mut problems);
    let departments: Option<RawDepartments> = sources.parse("departments.toml", &mut problems);
    let items = Tier::ALL.map(|tier| {
        let name = check::item_file(tier);
        sources.parse::<RawItems>(name, &mut problems).map(|file| file.item)
    });
    let calibration = if sources.text("calibration.toml").is_empty() {
        Some(Calibration::default())
    } else {
        let mut report = sources.reporter("calibration.toml");
        let raw: Option<RawCalibration> = sources.parse("calibration.toml", &mut problems);
        let calibration = raw.map(|raw| raw.into_model(&mut report));
        problems.extend(report.into_problems());
        calibration
    };
    let (Some(township), Some(departments), Some(calibration), [Some(basic), Some(cooperative), Some(reclaimed)]) =
        (township, departments, calibration, items)
    else {
        return Err(Problems::sorted(problems));
    };
    let raw =
        RawList { township, departments: departments.department, items: [basic, cooperative, reclaimed], calibration };
    match check::check(sources, raw, &mut problems) {
        Some(list) if problems.is_empty() => Ok(list),
        _ => Err(Problems::sorted(problems)),
    }
}
