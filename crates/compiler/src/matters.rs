//! Reads the matters (事由): what people may want, how they say it, and how scores become probabilities.

use crate::covers::{matter_id, matter_number};
use crate::keys::{check_text, key_of, sound_text};
use crate::places::Numbers;
use crate::problem::{Problem, Problems, Reporter};
use crate::words;
use lvzhi_tables::frame::{LONGEST_LABEL, Label};
use lvzhi_tables::matters::{Logistic, MOST_NUMBER};
use lvzhi_tables::meaning::DIMENSIONS;
use lvzhi_tables::pieces::LONGEST_NOTHING;
use lvzhi_tables::row::F32;
use lvzhi_tables::sums::MOST_CLASSES;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use toml::Spanned;

/// Characters of a place: each number with its sign and a space.
const LONGEST_PLACE: usize = 7 * DIMENSIONS;

/// Everything that matters are learnt from.
#[derive(Debug, Clone)]
pub struct Matters {
    /// What is done about things.
    pub acts: Vec<Named>,
    /// Fields, one a file of the registry.
    pub fields: Vec<Named>,
    /// By number, from 1.
    pub matters: Vec<Matter>,
    /// What people say: (index of the matter, phrase).
    pub words: Vec<(usize, String)>,
    /// How lists word it: (index of the matter, text).
    pub wording: Vec<(usize, String)>,
    /// Words of address, courtesy and narrative, which say nothing of a matter.
    pub background: Vec<String>,
    /// Labels of fields: what follows, and the label.
    pub labels: Vec<(Label, String)>,
    /// What letters, hotlines and offices say around a matter.
    pub formulas: Vec<String>,
    /// Where matters stand by their meaning, by index: those that an encoder was asked about.
    pub meaning: BTreeMap<usize, Numbers>,
    /// How scores become probabilities.
    pub calibration: Calibration,
    /// A sum over the files from which the weights are learnt.
    pub fingerprint: String,
}

/// Something that is named in English and Chinese.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The key in data files and exports: `apply`.
    pub key: String,
    /// The Chinese name: 申请.
    pub name: String,
}

/// A matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// 高龄津贴
    pub thing: String,
    /// Index of the act.
    pub act: usize,
    /// Index of the field.
    pub field: usize,
    /// Lists of townships hardly ever hold it.
    pub seldom: bool,
    /// It is about what carries other matters: a hotline.
    pub carries: bool,
    /// It is a question about a list itself: 基本履职有几项.
    pub of_list: bool,
    /// Index of the wider matter of which it is a part: who answers for that one usually answers for this one, and what is said of this
    /// one is said of that one.
    pub within: Option<usize>,
    /// Who usually does it, without a place name.
    pub body: Option<String>,
    /// Law or notice, by name.
    pub basis: Option<String>,
}

/// How scores become probabilities (`calibration.toml`).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Calibration {
    /// That the list holds the matter at all.
    pub listed: Logistic,
    /// That a candidate is the right item where the list holds the matter.
    pub right: Logistic,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawActs {
    act: Vec<Spanned<Named>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawField {
    field: Spanned<String>,
    #[serde(default)]
    matter: Vec<RawMatter>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMatter {
    id: Spanned<String>,
    thing: Spanned<String>,
    act: Spanned<String>,
    #[serde(default)]
    seldom: bool,
    #[serde(default)]
    carries: bool,
    #[serde(default)]
    of_list: bool,
    within: Option<Spanned<String>>,
    body: Option<Spanned<String>>,
    basis: Option<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCalibration {
    listed: RawLogistic,
    right: RawLogistic,
}

/// The facts of [`lvzhi_tables::rank::Ranking::facts`], by name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLogistic {
    constant: Spanned<f32>,
    over_outside: Option<Spanned<f32>>,
    over_rival: Option<Spanned<f32>>,
    length: Option<Spanned<f32>>,
    held: Option<Spanned<f32>>,
}

impl RawLogistic {
    fn into_model(self, report: &mut Reporter<'_>) -> Logistic {
        let mut number = |field: &str, number: Spanned<f32>| {
            let value = *number.get_ref();
            if !(-MOST_NUMBER..=MOST_NUMBER).contains(&value) {
                let message = format!("{value} is no number from -{MOST_NUMBER} to {MOST_NUMBER}; give one");
                report.at(number.span().start, field, message);
            }
            F32::new(value)
        };
        let constant = number("constant", self.constant);
        let facts = [
            ("over_outside", self.over_outside),
            ("over_rival", self.over_rival),
            ("length", self.length),
            ("held", self.held),
        ];
        let factors = facts.map(|(field, factor)| factor.map_or(F32::default(), |factor| number(field, factor)));
        Logistic { constant, factors }
    }
}

/// Reads files of a folder, and collects what is wrong with them.
struct Folder<'a> {
    path: &'a Path,
    problems: Vec<Problem>,
    /// Sum over what was read.
    sum: crc32fast::Hasher,
}

impl Folder<'_> {
    fn text(&mut self, name: &Path) -> String {
        let path = self.path.join(name);
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                self.sum.update(name.to_string_lossy().as_bytes());
                self.sum.update(text.as_bytes());
                text
            }
            Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                self.problem(&path, "not UTF-8; save the file as UTF-8".to_owned());
                String::new()
            }
            Err(error) => {
                self.problem(&path, format!("cannot be read ({error}); the matters need this file, so add it"));
                String::new()
            }
        }
    }

    fn problem(&mut self, path: &Path, message: String) {
        self.problems.push(Problem::new(path.to_owned(), 1, "file", message));
    }

    fn toml<T: for<'a> Deserialize<'a>>(&mut self, name: &Path, text: &str) -> Option<T> {
        let error = match toml::from_str(text) {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        let mut report = Reporter::new(self.path.join(name), text);
        report.syntax(&error, |error| format!("{error}; see the fields of the others").into());
        self.problems.extend(report.into_problems());
        None
    }

    /// The files of a subfolder with an ending, sorted.
    fn files(&mut self, folder: &str, ending: &str) -> Vec<PathBuf> {
        let path = self.path.join(folder);
        let entries = match std::fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => {
                self.problem(&path, format!("cannot be read ({error}); the matters need this folder, so add it"));
                return Vec::new();
            }
        };
        let mut names: Vec<PathBuf> = entries
            .filter_map(|entry| Some(Path::new(folder).join(entry.ok()?.file_name())))
            .filter(|name| name.extension().is_some_and(|is| is == ending))
            .collect();
        names.sort();
        names
    }
}

impl Matters {
    /// Reads and checks the matters in `folder`.
    ///
    /// # Errors
    /// Everything that is wrong with them, all at once.
    pub fn read(folder: &Path) -> Result<Self, Problems> {
        let mut folder = Folder { path: folder, problems: Vec::new(), sum: crc32fast::Hasher::new() };
        let name = Path::new("acts.toml");
        let text = folder.text(name);
        let acts = folder.toml::<RawActs>(name, &text).map_or_else(Vec::new, |raw| acts(&mut folder, name, &text, raw));
        let (fields, matters) = registry(&mut folder, &acts);
        // Where the registry is broken, nobody knows which ids there are.
        let known = if folder.problems.is_empty() { matters.len() } else { usize::from(u16::MAX) };
        let mut words = Vec::new();
        for name in folder.files("words", "tsv") {
            words.extend(phrases(&mut folder, &name, known));
        }
        let wording = phrases(&mut folder, Path::new("wording.tsv"), known);
        let background = lines(&mut folder, Path::new("background.txt"));
        let labels = labels(&mut folder);
        let formulas = lines(&mut folder, Path::new("frames/formulas.txt"));
        let meaning = meaning(&mut folder, known);
        // Not part of the sum: the probabilities are fitted once the weights are learnt.
        let fingerprint = format!("{:08x}", folder.sum.clone().finalize());
        let name = Path::new("calibration.toml");
        let text = folder.text(name);
        let mut report = Reporter::new(folder.path.join(name), &text);
        let calibration = folder.toml::<RawCalibration>(name, &text).map_or_else(Calibration::default, |raw| {
            Calibration { listed: raw.listed.into_model(&mut report), right: raw.right.into_model(&mut report) }
        });
        let found = report.into_problems();
        folder.problems.extend(found);
        if folder.problems.is_empty() {
            Ok(Self {
                acts,
                fields,
                matters,
                words,
                wording,
                background,
                labels,
                formulas,
                meaning,
                calibration,
                fingerprint,
            })
        } else {
            Err(Problems::sorted(folder.problems))
        }
    }

    /// The name of a matter: 高龄津贴 · 申请.
    #[must_use]
    pub fn name(&self, matter: &Matter) -> String {
        let act = self.acts.get(matter.act).map_or("", |act| act.name.as_str());
        format!("{} · {act}", matter.thing)
    }
}

/// Checks acts: keys tell them apart.
fn acts(folder: &mut Folder<'_>, name: &Path, text: &str, raw: RawActs) -> Vec<Named> {
    let mut report = Reporter::new(folder.path.join(name), text);
    let mut acts: Vec<Named> = Vec::new();
    for raw in raw.act {
        let at = raw.span().start;
        let act = raw.into_inner();
        check_text(&mut report, at, "key", &act.key);
        check_text(&mut report, at, "name", &act.name);
        if acts.iter().any(|other| other.key == act.key) {
            report.at(
                at,
                "key",
                format!("{} is the key of an act above; keys tell acts apart, so change one", act.key),
            );
        }
        acts.push(act);
    }
    let found = report.into_problems();
    folder.problems.extend(found);
    acts
}

/// A matter, its number, and where its id stands.
struct Numbered {
    number: u16,
    file: PathBuf,
    line: usize,
    matter: Matter,
}

fn registry(folder: &mut Folder<'_>, acts: &[Named]) -> (Vec<Named>, Vec<Matter>) {
    let mut fields = Vec::new();
    let mut numbered: Vec<Numbered> = Vec::new();
    let mut seen: HashMap<String, String> = HashMap::new();
    for name in folder.files("registry", "toml") {
        let text = folder.text(&name);
        let Some(raw) = folder.toml::<RawField>(&name, &text) else { continue };
        let file = folder.path.join(&name);
        let mut report = Reporter::new(file.clone(), &text);
        let field = fields.len();
        let key = name.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        fields.push(Named { key, name: sound_text(&mut report, "field", &raw.field) });
        for raw in raw.matter {
            let at = raw.id.span().start;
            let number = matter_number(raw.id.get_ref());
            if number.is_none() {
                report.at(at, "id", format!("{} is no id of a matter; give one such as M0042", raw.id.get_ref()));
            }
            let act = acts.iter().position(|act| act.key == *raw.act.get_ref());
            // Without acts the file of acts has a problem, not this one.
            if act.is_none() && !acts.is_empty() {
                let message = format!("{} is not in acts.toml; add it there", raw.act.get_ref());
                report.at(raw.act.span().start, "act", message);
            }
            let thing = sound_text(&mut report, "thing", &raw.thing);
            let body = raw.body.map(|body| sound_text(&mut report, "body", &body));
            let basis = raw.basis.map(|basis| sound_text(&mut report, "basis", &basis));
            let same = format!("{}\t{}", key_of(&thing), raw.act.get_ref());
            if let Some(other) = seen.insert(same, raw.id.get_ref().clone()) {
                let message = format!("the same thing and act as {other}; join the two, or name what differs");
                report.at(raw.thing.span().start, "thing", message);
            }
            let within = raw.within.map(|wider| {
                let number = matter_number(wider.get_ref());
                if number.is_none() {
                    let message = format!("{} is no id of a matter; give one such as M0042", wider.get_ref());
                    report.at(wider.span().start, "within", message);
                }
                usize::from(number.unwrap_or(1)) - 1
            });
            if let (Some(number), Some(act)) = (number, act) {
                let RawMatter { seldom, carries, of_list, .. } = raw;
                let matter = Matter { thing, act, field, seldom, carries, of_list, within, body, basis };
                numbered.push(Numbered { number, file: file.clone(), line: report.line_of(at), matter });
            }
        }
        let found = report.into_problems();
        folder.problems.extend(found);
    }
    // Where a matter was left out for what is wrong with it, its number is no gap.
    if folder.problems.is_empty() {
        numbers(folder, &mut numbered);
        wider(folder, &numbered);
    }
    (fields, numbered.into_iter().map(|numbered| numbered.matter).collect())
}

/// Sorts matters by number; numbers run from 1 without gaps, each once.
fn numbers(folder: &mut Folder<'_>, numbered: &mut [Numbered]) {
    numbered.sort_by_key(|matter| matter.number);
    let mut before = 0;
    for Numbered { number, file, line, .. } in numbered.iter() {
        let id = matter_id(usize::from(*number));
        let message = match number.checked_sub(before) {
            Some(1) => None,
            Some(0) => Some(format!("{id} is the id of another matter, too; change one")),
            _ => Some(format!(
                "{id}, but there is no {}; ids run without gaps, so give that",
                matter_id(usize::from(before) + 1)
            )),
        };
        before = *number;
        folder.problems.extend(message.map(|message| Problem::new(file.clone(), *line, "id", message)));
    }
    let most = MOST_CLASSES - 1;
    if numbered.is_empty() || numbered.len() > most {
        let message = format!("{} matters, at least 1 and at most {most}; add or join some", numbered.len());
        folder.problem(&folder.path.join("registry"), message);
    }
}

/// A matter is within one that is there, and that is within none itself.
fn wider(folder: &mut Folder<'_>, numbered: &[Numbered]) {
    for Numbered { number, file, line, matter } in numbered {
        let Some(within) = matter.within else { continue };
        let message = match numbered.get(within) {
            _ if within + 1 == usize::from(*number) => "a matter is no part of itself; remove this".to_owned(),
            None => format!("there is no {}; give a matter of the registry", matter_id(within + 1)),
            Some(Numbered { matter: Matter { within: Some(wider), .. }, .. }) => {
                format!("{} is a part of {} itself; give that", matter_id(within + 1), matter_id(wider + 1))
            }
            Some(_) => continue,
        };
        folder.problems.push(Problem::new(file.clone(), *line, "within", message));
    }
}

/// A phrase a line.
fn lines(folder: &mut Folder<'_>, name: &Path) -> Vec<String> {
    let text = folder.text(name);
    let mut report = Reporter::new(folder.path.join(name), &text);
    let found = words::lines(&text, &mut report);
    folder.problems.extend(report.into_problems());
    found
}

/// `what<TAB>label`, sorted by bytes.
fn labels(folder: &mut Folder<'_>) -> Vec<(Label, String)> {
    let name = Path::new("frames/labels.tsv");
    let text = folder.text(name);
    let mut report = Reporter::new(folder.path.join(name), &text);
    let mut found: Vec<(Label, String)> = Vec::new();
    for (line, what, label) in words::pairs(&text, "kind", &mut report) {
        let Some(what) = Label::ALL.into_iter().find(|is| is.key() == what) else {
            let keys = Label::ALL.map(Label::key).join(", ");
            report.at_line(line, "kind", format!("{what} is no kind of label; give one of {keys}"));
            continue;
        };
        let key = key_of(label);
        let longest = if what == Label::Nothing { LONGEST_NOTHING } else { LONGEST_LABEL };
        if key.len() > longest {
            report.at_line(line, "label", format!("longer than {longest} bytes; give a shorter one"));
        } else if found.iter().any(|(_, other)| *other == key) {
            report.at_line(line, "label", format!("{label} stands twice; take one away"));
        } else {
            found.push((what, key));
        }
    }
    folder.problems.extend(report.into_problems());
    found
}

/// `id<TAB>numbers`, sorted by bytes. Without the file no matter stands anywhere.
fn meaning(folder: &mut Folder<'_>, matters: usize) -> BTreeMap<usize, Numbers> {
    let name = Path::new("meaning.tsv");
    if !folder.path.join(name).exists() {
        return BTreeMap::new();
    }
    let text = folder.text(name);
    let mut report = Reporter::new(folder.path.join(name), &text);
    let mut found = BTreeMap::new();
    for (line, id, numbers) in words::pairs_up_to(LONGEST_PLACE, &text, "id", &mut report) {
        let Some(number) = matter_number(id).map(usize::from).filter(|&number| number <= matters) else {
            report.at_line(line, "id", format!("{id} is no matter of the registry; give an id such as M0042"));
            continue;
        };
        let place: Option<Vec<f64>> =
            numbers.split(' ').map(|number| Some(f64::from(number.parse::<i16>().ok()?))).collect();
        match place.and_then(|place| Numbers::try_from(place).ok()) {
            Some(place) => {
                found.insert(number - 1, place);
            }
            None => {
                let message =
                    format!("not {DIMENSIONS} whole numbers of 16 bits between spaces; run scripts/meaning.py");
                report.at_line(line, "place", message);
            }
        }
    }
    folder.problems.extend(report.into_problems());
    found
}

/// `id<TAB>phrase`, sorted by bytes.
fn phrases(folder: &mut Folder<'_>, name: &Path, matters: usize) -> Vec<(usize, String)> {
    let text = folder.text(name);
    let mut report = Reporter::new(folder.path.join(name), &text);
    let mut found = Vec::new();
    for (line, id, phrase) in words::pairs(&text, "id", &mut report) {
        match matter_number(id).map(usize::from).filter(|&number| number <= matters) {
            Some(number) => found.push((number - 1, phrase.to_owned())),
            None => report.at_line(line, "id", format!("{id} is no matter of the registry; give an id such as M0042")),
        }
    }
    let problems = report.into_problems();
    folder.problems.extend(problems);
    found
}
