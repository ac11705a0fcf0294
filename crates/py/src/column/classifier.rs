//! Chunks of texts to chunks of replies, on all cores.

use super::memory::{Asked, Memory};
use super::replies::{Chunk, ERROR, Found, MISSING, Replies};
use super::texts::{Cell, Texts};
use crate::catalogue::Top;
use crate::error;
use lvzhi::Thresholds;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use std::sync::Mutex;

/// Rows that a thread takes at a time.
const BLOCK: usize = 256;

/// Errors that are kept with their messages; beyond, rows are null without one.
const MOST_ERRORS: usize = 10_000;

/// Classifies a column chunk by chunk: ``push`` the chunks, then ``finish``.
///
/// ``errors``: whether a row that cannot be classified raises; if not, it becomes null. ``threads``: 0 for all cores.
#[pyclass(frozen, module = "lvzhi._native")]
pub(crate) struct Classifier {
    top: usize,
    raises: bool,
    threads: usize,
    state: Mutex<State>,
}

struct State {
    memory: Memory,
    chunks: Vec<Chunk>,
    rows: usize,
    errors: Vec<(usize, String)>,
}

#[pymethods]
impl Classifier {
    #[new]
    #[pyo3(signature = (top = Top(1), raises = true, threads = 0), text_signature = "(top=1, raises=True, threads=0)")]
    fn new(top: Top, raises: bool, threads: usize) -> Self {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let threads = if threads == 0 { cores() } else { threads };
        let state = State { memory: Memory::new(), chunks: Vec::new(), rows: 0, errors: Vec::new() };
        Self { top: top.0, raises, threads, state: Mutex::new(state) }
    }

    /// Classifies a chunk. Without the GIL. Raises :class:`QueryError` or :class:`QueryTypeError` with the row, if asked to.
    fn push(&self, py: Python<'_>, texts: &Texts) -> PyResult<()> {
        let wrong = py.detach(|| {
            let mut state = self.state.lock().map_err(|_| ())?;
            Ok::<_, ()>(state.push(texts, self.top, self.threads, self.raises))
        });
        match wrong {
            Ok(None) => Ok(()),
            Ok(Some(wrong)) if wrong.wrong_type => Err(error::wrong_type(py, &wrong.message, Some(wrong.row))),
            Ok(Some(wrong)) => Err(error::query(py, &wrong.message, Some(wrong.row))),
            Err(()) => Err(PyRuntimeError::new_err("归类线程出错 (a thread failed): please report this")),
        }
    }

    /// The replies to what was pushed, in its order. The classifier is empty afterwards.
    fn finish(&self) -> PyResult<Replies> {
        let mut state = self.state.lock().map_err(|_| PyRuntimeError::new_err("归类线程出错 (a thread failed)"))?;
        state.memory = Memory::new();
        state.rows = 0;
        Ok(Replies::new(self.top, std::mem::take(&mut state.chunks), std::mem::take(&mut state.errors)))
    }
}

/// A row that raises.
struct Wrong {
    row: usize,
    message: String,
    wrong_type: bool,
}

/// A part of a chunk that a thread fills.
struct Block<'a> {
    start: usize,
    verdicts: &'a mut [i8],
    confidences: &'a mut [f32],
    found: &'a mut [Found],
}

/// What a thread leaves to be done when all have ended.
#[derive(Default)]
struct Left {
    /// Rows with the row (of the column) that has the same text.
    same: Vec<(usize, usize)>,
    /// Rows of the chunk that cannot be classified.
    errors: Vec<(usize, String)>,
}

#[expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of rows that are in memory, each with its text: their sums fit"
)]
impl State {
    fn push(&mut self, texts: &Texts, top: usize, threads: usize, raises: bool) -> Option<Wrong> {
        let mut chunk = Chunk::new(self.rows, texts.len(), top);
        let blocks = chunk
            .verdicts
            .chunks_mut(BLOCK)
            .zip(chunk.confidences.chunks_mut(BLOCK))
            .zip(chunk.found.chunks_mut(BLOCK * top))
            .enumerate()
            .map(|(n, ((verdicts, confidences), found))| Block { start: n * BLOCK, verdicts, confidences, found });
        let (base, memory) = (self.rows, &self.memory);
        let queue = Mutex::new(blocks);
        let threads = threads.min(texts.len().div_ceil(BLOCK)).max(1);
        let work = || {
            let mut left = Left::default();
            loop {
                // The lock is given back before the block is worked on.
                let Some(block) = queue.lock().ok().and_then(|mut queue| queue.next()) else { break left };
                fill(block, texts, memory, base, top, &mut left);
            }
        };
        let mut all = Left::default();
        std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
            let mut add = |left: Left| {
                all.same.extend(left.same);
                all.errors.extend(left.errors);
            };
            add(work());
            for other in others {
                // A thread can end early only by a panic, of which the core has none; its rows would stay missing.
                if let Ok(left) = other.join() {
                    add(left);
                }
            }
        });
        self.chunks.push(chunk);
        self.settle(&mut all, texts);
        all.errors.sort_unstable();
        if raises && let Some((row, message)) = all.errors.first() {
            return Some(Wrong { row: base + row, message: message.clone(), wrong_type: texts.is_wrong_type(*row) });
        }
        self.rows += texts.len();
        let room = MOST_ERRORS.saturating_sub(self.errors.len());
        self.errors.extend(all.errors.into_iter().take(room).map(|(row, message)| (base + row, message)));
        None
    }

    /// Gives the rows of the last chunk that repeat a text the reply of its first row.
    fn settle(&mut self, left: &mut Left, texts: &Texts) {
        for &(row, first) in &left.same {
            let source = self.chunks.partition_point(|chunk| chunk.start <= first).saturating_sub(1);
            let Some(chunk) = self.chunks.get(source) else { continue };
            let reply = chunk.reply(first - chunk.start);
            if let (ERROR, Cell::Text(text)) = (reply.verdict, texts.get(row)) {
                let error = lvzhi::catalogue().classify(text).err();
                left.errors.push((row, error.map_or_else(String::new, |error| error.to_string())));
            }
            if let Some(chunk) = self.chunks.last_mut() {
                chunk.set(row, &reply);
            }
        }
    }
}

/// Classifies the rows of a block whose texts are new.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of rows that are in memory, each with its text: their sums fit"
)]
fn fill(block: Block<'_>, texts: &Texts, memory: &Memory, base: usize, top: usize, left: &mut Left) {
    let Block { start, verdicts, confidences, found } = block;
    let mut asked = Vec::with_capacity(verdicts.len());
    for (n, verdict) in verdicts.iter_mut().enumerate() {
        match texts.get(start + n) {
            Cell::Missing => *verdict = MISSING,
            Cell::Wrong(message) => {
                *verdict = ERROR;
                left.errors.push((start + n, message));
            }
            Cell::Text(text) => asked.push(memory.ask(text, base + start + n)),
        }
    }
    memory.find(&mut asked);
    for Asked { text, row, first, .. } in asked {
        let row = row - base;
        if let Some(first) = first {
            left.same.push((row, first));
            continue;
        }
        let n = row - start;
        let (Some(verdict), Some(confidence)) = (verdicts.get_mut(n), confidences.get_mut(n)) else { continue };
        match lvzhi::catalogue().classify_with(text, top, Thresholds::default()) {
            Ok(answer) => {
                *verdict = answer.verdict as i8;
                *confidence = answer.confidence;
                for (slot, m) in found.iter_mut().skip(n * top).zip(answer.matches()) {
                    *slot = Found { item: m.item.index() as i16, confidence: m.confidence };
                }
            }
            Err(error) => {
                *verdict = ERROR;
                left.errors.push((row, error.to_string()));
            }
        }
    }
}
