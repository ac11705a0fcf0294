//! Whether those who ask for what a list does not hold are sent to the right body.

use lvzhi::{Catalogue, Verdict};
use serde::Deserialize;
use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};

/// A query outside a list, by its set and id, and words of which the name of the right body has one.
#[derive(Deserialize)]
struct Line {
    set: String,
    id: String,
    accept: Vec<String>,
}

#[derive(Deserialize)]
struct Text {
    id: String,
    q: String,
}

/// How many queries got a body, and how many the right one.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bodies {
    /// Queries.
    pub asked: usize,
    /// Those that are called unlisted, and whose matter has a usual body.
    pub answered: usize,
    /// Those of these whose matter has the right one.
    pub right: usize,
}

impl Bodies {
    /// Share of all that is right.
    #[must_use]
    pub fn of_all(self) -> f64 {
        self.right as f64 / self.asked.max(1) as f64
    }

    /// Share of those with a body that is right.
    #[must_use]
    pub fn of_answered(self) -> f64 {
        self.right as f64 / self.answered.max(1) as f64
    }
}

/// Asks each query of a file of bodies: `of` gives the list and the file of queries of a set; sets without one are left out.
///
/// # Errors
/// What cannot be read.
pub fn measure<'a>(
    file: &Path,
    of: impl Fn(&str) -> Option<(&'a Catalogue, PathBuf)>,
) -> Result<Bodies, Box<dyn Error>> {
    let lines: Vec<Line> = lines(file)?;
    let mut texts: HashMap<String, HashMap<String, String>> = HashMap::new();
    let mut found = Bodies::default();
    for line in lines {
        let Some((list, path)) = of(&line.set) else { continue };
        if !texts.contains_key(&line.set) {
            let of_set: Vec<Text> = self::lines(&path)?;
            texts.insert(line.set.clone(), of_set.into_iter().map(|text| (text.id, text.q)).collect());
        }
        let text = texts.get(&line.set).and_then(|of_set| of_set.get(&line.id));
        let text = text.ok_or_else(|| format!("{}: no query {} in {}", file.display(), line.id, path.display()))?;
        let answer = list.classify(text)?;
        let told = answer.matter.filter(|_| answer.verdict == Verdict::Unlisted);
        let body = told.and_then(|matter| matter.body());
        found.asked += 1;
        found.answered += usize::from(body.is_some());
        found.right += usize::from(body.is_some_and(|body| line.accept.iter().any(|word| body.contains(word))));
    }
    Ok(found)
}

fn lines<T: serde::de::DeserializeOwned>(file: &Path) -> Result<Vec<T>, Box<dyn Error>> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}
