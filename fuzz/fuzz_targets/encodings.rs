//! GB18030 and UTF-16LE through the C entry points. The rest of the input is taken twice: as bytes of the encoding, which are text or
//! have an error at a stated place, and as UTF-8 that is converted first and must be answered as the UTF-8 is.
#![no_main]

use encoding_rs::{EncoderResult, GB18030, UTF_16LE};
use libfuzzer_sys::fuzz_target;
use lvzhi_capi::about::{lvzhi_convert, lvzhi_valid_up_to};
use lvzhi_capi::classify::{CAnswer, CEvidence, CMatch, Options, lvzhi_classify, lvzhi_evidence_for};
use lvzhi_capi::codes::{LVZHI_GB18030, LVZHI_UTF8, LVZHI_UTF16LE};
use lvzhi_capi::department::{lvzhi_department_by_name, lvzhi_departments_like};
use lvzhi_capi::lists::List;
use lvzhi_capi::lookup::{lvzhi_item_by_id, lvzhi_item_by_name, lvzhi_item_resolve};
use lvzhi_capi::status::{LVZHI_INVALID_TEXT, LVZHI_OK, LVZHI_TEXT_TOO_LONG, LVZHI_TRUNCATED, LVZHI_UNENCODABLE};
use lvzhi_capi::told::lvzhi_classify_json;
use lvzhi_capi::township::lvzhi_tier_by_name;
use std::ffi::c_void;
use std::ptr::{null, null_mut};

/// What the bytes say, by a decoder that takes them at once.
fn decoded(bytes: &[u8], encoding: i32) -> Option<String> {
    match encoding {
        LVZHI_UTF8 => String::from_utf8(bytes.to_vec()).ok(),
        LVZHI_GB18030 => GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(Into::into),
        _ => {
            let own = bytes
                .len()
                .is_multiple_of(2)
                .then(|| bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])))?;
            let own: Option<String> = char::decode_utf16(own).collect::<Result<_, _>>().ok();
            assert_eq!(own.as_deref(), UTF_16LE.decode_without_bom_handling_and_without_replacement(bytes).as_deref());
            own
        }
    }
}

/// The text in an encoding, `None` where a character has no form in it.
fn encoded(text: &str, encoding: i32) -> Option<Vec<u8>> {
    match encoding {
        LVZHI_UTF8 => Some(text.into()),
        LVZHI_GB18030 => {
            let mut into = vec![0; text.len() * 4 + 16];
            let (result, read, len) = GB18030.new_encoder().encode_from_utf8_without_replacement(text, &mut into, true);
            into.truncate(len);
            (result == EncoderResult::InputEmpty && read == text.len()).then_some(into)
        }
        _ => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    }
}

/// What each function says to a text: status, and outputs.
#[derive(Debug, PartialEq)]
struct Said {
    status: i32,
    verdict: [i32; 5],
    matches: Vec<(i32, i32, i32, i32)>,
    places: [(i32, i32); 5],
    like: (i32, Vec<i32>),
    json: Option<String>,
}

fn ask(bytes: &[u8], encoding: i32) -> Said {
    let (start, len) = (bytes.as_ptr().cast(), bytes.len());
    let struct_size = size_of::<CAnswer>() as u32;
    let mut answer = CAnswer { struct_size, verdict: 0, confidence_e4: 0, matter: 0, reason: 0, elsewhere: 0 };
    let mut matches = [CMatch { item: -1, score_e4: 0, confidence_e4: 0, matter: 0 }; 5];
    let (mut count, mut like, mut likes, mut needed) = (0, [0; 3], 0, 0);
    let mut json = vec![0u8; 32768];
    // Evidence has places in the encoding: it is compared by itself.
    let struct_size = size_of::<Options>() as u32;
    let options = &Options { struct_size, listed_e4: 5000, lead_e4: 500, top: 5, evidence: 0, frames: 1 };
    let mut places = [(0, -1); 5];
    let functions: [unsafe extern "C" fn(List, *const c_void, usize, i32, *mut i32) -> i32; 4] =
        [lvzhi_item_by_id, lvzhi_item_by_name, lvzhi_item_resolve, lvzhi_department_by_name];
    let [in_list @ .., tier] = &mut places;
    // SAFETY: every length and capacity is that of a slice or vector, every other pointer that of a variable.
    let (status, like_status, json_status) = unsafe {
        for (function, (status, place)) in functions.into_iter().zip(in_list) {
            *status = function(null(), start, len, encoding, place);
        }
        tier.0 = lvzhi_tier_by_name(start, len, encoding, &mut tier.1);
        (
            lvzhi_classify(null(), start, len, encoding, options, &mut answer, matches.as_mut_ptr(), 5, &mut count),
            lvzhi_departments_like(null(), start, len, encoding, like.as_mut_ptr(), 3, &mut likes),
            lvzhi_classify_json(
                null(),
                start,
                len,
                encoding,
                options,
                json.as_mut_ptr().cast(),
                json.len(),
                &mut needed,
            ),
        )
    };
    assert!(status == json_status && status <= LVZHI_OK);
    let told = matches.iter().take(count).map(|found| (found.item, found.score_e4, found.confidence_e4, found.matter));
    let nul = if encoding == LVZHI_UTF16LE { 2 } else { 1 };
    Said {
        status,
        verdict: [answer.verdict, answer.confidence_e4, answer.matter, answer.reason, answer.elsewhere],
        matches: told.collect(),
        places,
        like: (like_status, like[..likes].to_vec()),
        json: (json_status == LVZHI_OK)
            .then(|| decoded(&json[..needed - nul], encoding).expect("JSON in the encoding")),
    }
}

/// Where the parts of evidence stand, in bytes of the encoding.
fn evidence(bytes: &[u8], encoding: i32, item: i32) -> Vec<(usize, usize, i32, i32)> {
    let mut parts = [CEvidence { start: 0, end: 0, met: 0, share_e3: 0 }; 12];
    let mut count = 0;
    let (start, len) = (bytes.as_ptr().cast(), bytes.len());
    // SAFETY: as in `ask`.
    let status = unsafe { lvzhi_evidence_for(null(), start, len, encoding, item, parts.as_mut_ptr(), 12, &mut count) };
    assert!(status == LVZHI_OK && count <= 12);
    parts[..count].iter().map(|part| (part.start as usize, part.end as usize, part.met, part.share_e3)).collect()
}

/// Status and text of a conversion into `capacity` bytes, and the size of the whole.
fn convert(bytes: &[u8], from: i32, to: i32, capacity: usize) -> (i32, Vec<u8>, usize) {
    let mut buffer = vec![0xAA; capacity];
    let (start, into) = (bytes.as_ptr().cast(), if capacity == 0 { null_mut() } else { buffer.as_mut_ptr().cast() });
    let mut needed = 0;
    // SAFETY: as in `ask`.
    let status = unsafe { lvzhi_convert(start, bytes.len(), from, to, into, capacity, &mut needed) };
    (status, buffer, needed)
}

fn check_conversion(text: &str, bytes: &[u8], from: i32, to: i32, capacity: usize) {
    let nul = if to == LVZHI_UTF16LE { 2 } else { 1 };
    let (status, _, needed) = convert(bytes, from, to, 0);
    let Some(whole) = encoded(text, to) else { return assert_eq!(status, LVZHI_UNENCODABLE) };
    assert_eq!((status, needed), (LVZHI_OK, whole.len() + nul));
    let (status, all, _) = convert(bytes, from, to, needed);
    assert_eq!(status, LVZHI_OK);
    assert!(all.starts_with(&whole) && all[whole.len()..].iter().all(|&byte| byte == 0));
    // A smaller buffer: whole characters, a NUL, and nothing behind it.
    let capacity = capacity % needed;
    let (status, part, again) = convert(bytes, from, to, capacity);
    assert_eq!((status, again), (if capacity == 0 { LVZHI_OK } else { LVZHI_TRUNCATED }, needed));
    if capacity >= nul {
        let mut end = 0;
        for c in text.chars() {
            let len = encoded(c.encode_utf8(&mut [0; 4]), to).expect("as in the whole text").len();
            if end + len + nul > capacity {
                break;
            }
            end += len;
        }
        assert!(part[..end] == whole[..end] && part[end..end + nul].iter().all(|&byte| byte == 0));
        assert!(part[end + nul..].iter().all(|&byte| byte == 0xAA));
    }
}

fuzz_target!(|input: &[u8]| {
    let [how, size, bytes @ ..] = input else { return };
    let (encoding, to, capacity) = (1 + i32::from(how % 3), 1 + i32::from(how / 3 % 3), usize::from(*size));
    // A copy of the exact length: what is read behind it is seen.
    let bytes = bytes.to_vec().into_boxed_slice();
    let said = ask(&bytes, encoding);
    let mut valid = usize::MAX;
    // SAFETY: as in `ask`.
    assert_eq!(unsafe { lvzhi_valid_up_to(bytes.as_ptr().cast(), bytes.len(), encoding, &mut valid) }, LVZHI_OK);
    match decoded(&bytes, encoding) {
        Some(text) => {
            assert_eq!(valid, bytes.len());
            assert_eq!(said, ask(text.as_bytes(), LVZHI_UTF8));
            check_conversion(&text, &bytes, encoding, to, capacity);
        }
        None => {
            assert!(said.status == LVZHI_INVALID_TEXT || said.status == LVZHI_TEXT_TOO_LONG);
            assert!(said.places.iter().all(|&(status, place)| status == said.status && place == -1));
            // The longest part that is valid, and no longer one.
            let sound = decoded(&bytes[..valid], encoding).expect("valid so far");
            assert!(valid < bytes.len());
            assert!((valid + 1..=bytes.len().min(valid + 8)).all(|end| decoded(&bytes[..end], encoding).is_none()));
            // What comes first in the text is told.
            let first = encoded(&sound, to).map_or(LVZHI_UNENCODABLE, |_| LVZHI_INVALID_TEXT);
            assert_eq!(convert(&bytes, encoding, to, 0).0, first);
        }
    }
    // From UTF-8 to the encoding: the same answer, and evidence in the same characters.
    let Ok(text) = str::from_utf8(&bytes) else { return };
    let Some(other) = encoded(text, encoding) else { return };
    // GB18030 reads a few characters of private use as another than it wrote.
    if decoded(&other, encoding).as_deref() != Some(text) {
        return;
    }
    let said = ask(text.as_bytes(), LVZHI_UTF8);
    assert_eq!(said, ask(&other, encoding));
    if let Some(&(item, ..)) = said.matches.first() {
        let place = |at: usize| encoded(&text[..at], encoding).expect("as in the whole text").len();
        let own = evidence(text.as_bytes(), LVZHI_UTF8, item).into_iter();
        let own: Vec<_> = own.map(|(start, end, met, share)| (place(start), place(end), met, share)).collect();
        assert_eq!(own, evidence(&other, encoding, item));
    }
});
