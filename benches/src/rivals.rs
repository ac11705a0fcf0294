//! Searches that a Rust user would set up over the same documents, each in its plain form.

use lvzhi_tables::fold::folded;
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{NgramTokenizer, TextAnalyzer};
use tantivy::{Index, Searcher, Term, doc};

/// Places of documents with their scores, the best first.
pub type Ranked = Vec<(usize, f32)>;

/// A search over documents.
pub trait Rival {
    /// The `top` best documents for a text.
    fn ask(&self, text: &str, top: usize) -> Ranked;
}

/// All, by name.
///
/// # Errors
/// What tantivy says against being set up.
pub fn all(documents: &[String]) -> tantivy::Result<Vec<(&'static str, Box<dyn Rival>)>> {
    Ok(vec![
        ("LIKE, whole text", Box::new(Like::whole(documents))),
        ("LIKE, any two characters", Box::new(Like::pairs(documents))),
        ("BM25, bigrams", Box::new(Bm25::new(documents))),
        ("TF-IDF cosine, 1-3 characters", Box::new(TfIdf::new(documents))),
        ("tantivy, bigrams", Box::new(Tantivy::new(documents)?)),
    ])
}

fn fold(text: &str) -> String {
    folded(text).map(|(_, c)| c).collect()
}

/// Runs of `length` letters, digits or Chinese characters, each run of characters as one number.
fn grams(text: &str, length: usize) -> Vec<u64> {
    let chars: Vec<char> = fold(text).chars().collect();
    let number = |run: &[char]| run.iter().fold(0, |number, &c| number << 21 | u64::from(u32::from(c)));
    chars.windows(length).filter(|run| run.iter().all(|c| c.is_alphanumeric())).map(number).collect()
}

/// How often each term occurs.
fn counts(terms: Vec<u64>) -> FxHashMap<u64, f32> {
    let mut counts = FxHashMap::default();
    for term in terms {
        *counts.entry(term).or_insert(0.0) += 1.0;
    }
    counts
}

fn best(scores: &[f32], top: usize) -> Ranked {
    let mut ranked: Ranked = scores.iter().copied().enumerate().filter(|&(_, score)| score > 0.0).collect();
    let order = |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
    if ranked.len() > top && top > 0 {
        ranked.select_nth_unstable_by(top - 1, order);
        ranked.truncate(top);
    }
    ranked.sort_unstable_by(order);
    ranked
}

/// `text LIKE '%…%'`: documents that hold the whole text, or most of its pairs of characters.
struct Like {
    documents: Vec<String>,
    whole: bool,
}

impl Like {
    fn whole(documents: &[String]) -> Self {
        Self { documents: documents.iter().map(|document| fold(document)).collect(), whole: true }
    }

    fn pairs(documents: &[String]) -> Self {
        Self { whole: false, ..Self::whole(documents) }
    }
}

impl Rival for Like {
    fn ask(&self, text: &str, top: usize) -> Ranked {
        let text = fold(text);
        let chars: Vec<char> = text.chars().collect();
        let patterns: Vec<String> = if self.whole {
            vec![text]
        } else {
            let pairs: FxHashSet<String> = chars
                .windows(2)
                .filter(|pair| pair.iter().all(|c| c.is_alphanumeric()))
                .map(|pair| pair.iter().collect())
                .collect();
            pairs.into_iter().collect()
        };
        let held = |document: &String| patterns.iter().filter(|&pattern| document.contains(pattern.as_str())).count();
        let scores: Vec<f32> = self.documents.iter().map(|document| held(document) as f32).collect();
        best(&scores, top)
    }
}

/// Documents by term, with the share of each in the score; made before anything is asked.
struct Postings {
    of: FxHashMap<u64, Vec<(u16, f32)>>,
    documents: usize,
}

impl Postings {
    fn add(&self, term: u64, weight: f32, scores: &mut [f32]) {
        for &(document, share) in self.of.get(&term).map_or(&[][..], Vec::as_slice) {
            scores[usize::from(document)] += share * weight;
        }
    }
}

/// BM25 (k1 1.5, b 0.75) over pairs of characters.
struct Bm25 {
    postings: Postings,
}

impl Bm25 {
    fn new(documents: &[String]) -> Self {
        let terms: Vec<Vec<u64>> = documents.iter().map(|document| grams(document, 2)).collect();
        let mean = terms.iter().map(Vec::len).sum::<usize>() as f32 / documents.len() as f32;
        let mut of: FxHashMap<u64, Vec<(u16, f32)>> = FxHashMap::default();
        for (place, terms) in (0u16..).zip(terms) {
            let length = terms.len() as f32;
            for (term, count) in counts(terms) {
                let share = count * 2.5 / (count + 1.5 * (0.25 + 0.75 * length / mean));
                of.entry(term).or_default().push((place, share));
            }
        }
        for list in of.values_mut() {
            let (all, holding) = (documents.len() as f32, list.len() as f32);
            let rarity = (1.0 + (all - holding + 0.5) / (holding + 0.5)).ln();
            list.iter_mut().for_each(|(_, share)| *share *= rarity);
        }
        Self { postings: Postings { of, documents: documents.len() } }
    }
}

impl Rival for Bm25 {
    fn ask(&self, text: &str, top: usize) -> Ranked {
        let mut scores = vec![0.0; self.postings.documents];
        for term in grams(text, 2) {
            self.postings.add(term, 1.0, &mut scores);
        }
        best(&scores, top)
    }
}

/// Cosine of TF-IDF vectors (logarithmic TF) over runs of one to three characters.
struct TfIdf {
    postings: Postings,
    rarity: FxHashMap<u64, f32>,
}

impl TfIdf {
    fn terms(text: &str) -> FxHashMap<u64, f32> {
        let mut counts = counts((1..=3).flat_map(|length| grams(text, length)).collect());
        counts.values_mut().for_each(|count| *count = 1.0 + count.ln());
        counts
    }

    fn new(documents: &[String]) -> Self {
        let terms: Vec<FxHashMap<u64, f32>> = documents.iter().map(|document| Self::terms(document)).collect();
        let mut rarity: FxHashMap<u64, f32> = FxHashMap::default();
        for &term in terms.iter().flat_map(|terms| terms.keys()) {
            *rarity.entry(term).or_insert(0.0) += 1.0;
        }
        rarity
            .values_mut()
            .for_each(|holding| *holding = ((1.0 + documents.len() as f32) / (1.0 + *holding)).ln() + 1.0);
        let mut of: FxHashMap<u64, Vec<(u16, f32)>> = FxHashMap::default();
        for (place, terms) in (0u16..).zip(terms) {
            let length = terms.iter().map(|(term, tf)| (tf * rarity[term]).powi(2)).sum::<f32>().sqrt();
            for (term, tf) in terms {
                of.entry(term).or_default().push((place, tf * rarity[&term] / length));
            }
        }
        Self { postings: Postings { of, documents: documents.len() }, rarity }
    }
}

impl Rival for TfIdf {
    fn ask(&self, text: &str, top: usize) -> Ranked {
        let mut scores = vec![0.0; self.postings.documents];
        let mut squares = 0.0;
        for (term, tf) in Self::terms(text) {
            let Some(rarity) = self.rarity.get(&term) else { continue };
            squares += (tf * rarity).powi(2);
            self.postings.add(term, tf * rarity, &mut scores);
        }
        let length = f32::sqrt(squares).max(f32::MIN_POSITIVE);
        scores.iter_mut().for_each(|score| *score /= length);
        best(&scores, top)
    }
}

/// tantivy in memory, one segment, pairs of characters; the text's distinct pairs as a union, without the query parser.
pub struct Tantivy {
    searcher: Searcher,
    analyzer: TextAnalyzer,
    text: Field,
}

impl Tantivy {
    /// Makes the index.
    ///
    /// # Errors
    /// What tantivy says.
    pub fn new(documents: &[String]) -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_tokenizer("pairs").set_index_option(IndexRecordOption::WithFreqs);
        let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
        let index = Index::create_in_ram(schema.build());
        let analyzer = TextAnalyzer::from(NgramTokenizer::new(2, 2, false)?);
        index.tokenizers().register("pairs", analyzer.clone());
        // One thread and one commit: documents are numbered in their order.
        let mut writer = index.writer_with_num_threads(1, 50_000_000)?;
        for document in documents {
            writer.add_document(doc!(text => fold(document)))?;
        }
        writer.commit()?;
        Ok(Self { searcher: index.reader()?.searcher(), analyzer, text })
    }
}

impl Rival for Tantivy {
    fn ask(&self, text: &str, top: usize) -> Ranked {
        let mut analyzer = self.analyzer.clone();
        let text = fold(text);
        let mut seen = FxHashSet::default();
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        analyzer.token_stream(&text).process(&mut |token| {
            let term = Term::from_field_text(self.text, &token.text);
            if seen.insert(term.clone()) {
                clauses.push((Occur::Should, Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))));
            }
        });
        let found = self.searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(top).order_by_score());
        found.unwrap_or_default().into_iter().map(|(score, at)| (at.doc_id as usize, score)).collect()
    }
}
