//! Codes: every choice is an integer, in and out. 0 is none of them, so that a zeroed variable is not taken for a choice.

use crate::arguments::Out;
use crate::output::Buffer;
use crate::status::{Failure, Outcome, guard};
use crate::text::Text;
use lvzhi::{FrameKind, Kind, Met, Reason, RepairKind, Role, Tier, Verdict};
use std::ffi::{CStr, c_void};

/// UTF-8.
pub const LVZHI_UTF8: i32 = 1;
/// GB18030 (国标码) as browsers read it, by the WHATWG's Encoding Standard: GB18030-2022, GBK and GB2312, and what is met
/// beside them. Some bytes are read that it would not write: 0x80 is € and A3A0 is U+3000, and 18
/// characters are read from their old four bytes too; U+E5E5 cannot be written, and 18 private characters are written as
/// those that the edition of 2022 put in their places.
pub const LVZHI_GB18030: i32 = 2;
/// UTF-16, little end first, as on Windows; lengths are in bytes all the same.
pub const LVZHI_UTF16LE: i32 = 3;
/// GB18030 where nothing changes on the way: the same mapping as LVZHI_GB18030, but bytes that it would not write again are
/// LVZHI_INVALID_TEXT, and characters that would be read again as others are LVZHI_UNENCODABLE.
pub const LVZHI_GB18030_STRICT: i32 = 4;

/// Messages in Chinese.
pub const LVZHI_CHINESE: i32 = 1;
/// Messages in English.
pub const LVZHI_ENGLISH: i32 = 2;

/// 基本履职: what the township must do itself. As a tier and as a verdict.
pub const LVZHI_BASIC: i32 = 1;
/// 配合履职: a department leads, the township helps. As a tier and as a verdict.
pub const LVZHI_COOPERATIVE: i32 = 2;
/// 上级部门收回: a department's, or nobody's any more. As a tier and as a verdict.
pub const LVZHI_RECLAIMED: i32 = 3;
/// 清单外: not on the list. A verdict.
pub const LVZHI_UNLISTED: i32 = 4;
/// 待定: nobody can tell from the text; the reason says why. A verdict.
pub const LVZHI_UNCLEAR: i32 = 5;

/// 说得太少: nothing of the text is known, it is a single character or a number, or words of another language. A reason of LVZHI_UNCLEAR.
pub const LVZHI_TOO_LITTLE: i32 = 1;
/// 几级相近: candidates of different tiers are too close to tell. A reason of LVZHI_UNCLEAR.
pub const LVZHI_TIERS_NEAR: i32 = 2;
/// 只有套话: nothing but mark-up, fields of forms and formulas. A reason of LVZHI_UNCLEAR.
pub const LVZHI_ONLY_FRAME: i32 = 3;
/// 问的是清单: it asks about the list itself, or is the id of an item. A reason of LVZHI_UNCLEAR.
pub const LVZHI_ASKS_LIST: i32 = 4;

/// 均衡: the thresholds that NULL options stand for. A setting of lvzhi_named_options.
pub const LVZHI_BALANCED: i32 = 1;
/// 宁可转人工: what is answered is right, and more is left to people. A setting of lvzhi_named_options.
pub const LVZHI_CAREFUL: i32 = 2;
/// 尽量归类: hardly anything that the list holds is called unlisted. A setting of lvzhi_named_options.
pub const LVZHI_EAGER: i32 = 3;

/// 牵头: the first upper department that a cooperative item names.
pub const LVZHI_LEAD: i32 = 1;
/// 协同: the others that it names.
pub const LVZHI_JOINT: i32 = 2;
/// 承接: who took a reclaimed item over.
pub const LVZHI_SUCCESSOR: i32 = 3;

/// 上级部门职责: the duties of the upper departments.
pub const LVZHI_UPPER: i32 = 1;
/// 乡镇配合职责: the duties of the township.
pub const LVZHI_TOWNSHIP: i32 = 2;

/// In place of a tier, category, department or role, where a function says so: whichever. No function gives it.
pub const LVZHI_ANY: i32 = -1000;
/// In an output, in place of an item or department: none. No function takes it.
pub const LVZHI_NONE: i32 = -1001;

/// A set of codes: tiers 1 to 3.
pub const LVZHI_TIERS: i32 = 1;
/// A set of codes: verdicts 1 to 5.
pub const LVZHI_VERDICTS: i32 = 2;
/// A set of codes: roles 1 to 3.
pub const LVZHI_ROLES: i32 = 3;
/// A set of codes: kinds of departments, 1 party organ 党委部门, 2 people's congress 人大, 3 CPPCC 政协, 4 government
/// 政府部门, 5 mass organisation 群团组织, 6 vertical agency 垂直管理机构, 7 public institution 事业单位, 8 bank 银行.
pub const LVZHI_KINDS: i32 = 4;
/// A set of codes: kinds of repairs, 1 restored 据原文复原, 2 supplied 编者拟补, 3 unreadable 扫描无法辨认.
pub const LVZHI_REPAIR_KINDS: i32 = 5;
/// A set of codes: what evidence met, 1 name 名称, 2 duty 职责, 3 department 部门, 4 phrase 说法.
pub const LVZHI_MET: i32 = 6;
/// A set of codes: reasons 1 to 4.
pub const LVZHI_REASONS: i32 = 7;
/// A set of codes: what a part of a frame is, 1 mark-up 标记, 2 field 字段, 3 number 数字, 4 address 地址, 5 formula 套话, 6 beside 旁注, 7 hotline
/// 热线.
pub const LVZHI_FRAME_KINDS: i32 = 8;

/// A set of codes: how many there are, and for each its key in the export and its Chinese name, each with a NUL behind it.
type Set = (usize, &'static [u8]);

/// The names that the library has for a set, as C reads them. The code of each is its place from 1.
macro_rules! set {
    ($type:ty) => {{
        const ALL: &[$type] = &<$type>::ALL;
        const LEN: usize = {
            let (mut len, mut n) = (0, 0);
            while n < ALL.len() {
                len += ALL[n].key().len() + ALL[n].name().len() + 2;
                n += 1;
            }
            len
        };
        const TEXT: [u8; LEN] = {
            let (mut text, mut end, mut n) = ([0; LEN], 0, 0);
            while n < ALL.len() {
                end = behind(&mut text, end, ALL[n].key());
                end = behind(&mut text, end, ALL[n].name());
                n += 1;
            }
            text
        };
        (ALL.len(), &TEXT)
    }};
}

/// Copies a name; where the next one begins, with a NUL between. Runs when this crate is compiled.
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a wrong place stops the build")]
const fn behind(text: &mut [u8], start: usize, name: &str) -> usize {
    let mut n = 0;
    while n < name.len() {
        text[start + n] = name.as_bytes()[n];
        n += 1;
    }
    start + n + 1
}

#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects, reason = "a wrong place stops the build")]
const SETS: [Set; 8] =
    [set!(Tier), set!(Verdict), set!(Role), set!(Kind), set!(RepairKind), set!(Met), set!(Reason), set!(FrameKind)];

fn set(code: i32) -> Outcome<Set> {
    nth(&SETS, code)
}

/// Key and Chinese name.
fn named(set_code: i32, code: i32) -> Outcome<(&'static CStr, &'static CStr)> {
    let (count, text) = set(set_code)?;
    let place = usize::try_from(code).ok().and_then(|code| code.checked_sub(1)).ok_or(Failure::BadValue)?;
    let mut names = text.split_inclusive(|&byte| byte == 0).skip(place.saturating_mul(2));
    let mut next = || names.next().and_then(|name| CStr::from_bytes_with_nul(name).ok());
    (place < count).then(|| Some((next()?, next()?))).flatten().ok_or(Failure::BadValue)
}

/// The value of a code that counts from 1.
pub(crate) fn nth<T: Copy>(values: &[T], code: i32) -> Outcome<T> {
    let place = usize::try_from(code).ok().and_then(|code| code.checked_sub(1)).ok_or(Failure::BadValue)?;
    values.get(place).copied().ok_or(Failure::BadValue)
}

/// The code of a value: its place from 1.
pub(crate) fn code_of<T: PartialEq>(values: &[T], value: &T) -> Outcome<i32> {
    let place = values.iter().position(|other| other == value).ok_or(Failure::Internal)?;
    integer(place.saturating_add(1))
}

/// A count or place as a result.
pub(crate) fn integer(value: usize) -> Outcome<i32> {
    i32::try_from(value).map_err(|_| Failure::Internal)
}

/// A place from C.
#[inline]
pub(crate) fn place(index: i32) -> Outcome<usize> {
    usize::try_from(index).map_err(|_| Failure::OutOfRange)
}

#[inline]
pub(crate) const fn of_tier(tier: Tier) -> i32 {
    match tier {
        Tier::Basic => LVZHI_BASIC,
        Tier::Cooperative => LVZHI_COOPERATIVE,
        Tier::Reclaimed => LVZHI_RECLAIMED,
    }
}

#[inline]
pub(crate) fn to_tier(code: i32) -> Outcome<Tier> {
    nth(&Tier::ALL, code)
}

pub(crate) const fn of_verdict(verdict: Verdict) -> i32 {
    match verdict {
        Verdict::Basic => LVZHI_BASIC,
        Verdict::Cooperative => LVZHI_COOPERATIVE,
        Verdict::Reclaimed => LVZHI_RECLAIMED,
        Verdict::Unlisted => LVZHI_UNLISTED,
        Verdict::Unclear => LVZHI_UNCLEAR,
    }
}

pub(crate) const fn of_role(role: Role) -> i32 {
    match role {
        Role::Lead => LVZHI_LEAD,
        Role::Joint => LVZHI_JOINT,
        Role::Successor => LVZHI_SUCCESSOR,
    }
}

/// `None` is [`LVZHI_ANY`].
pub(crate) fn to_role(code: i32) -> Outcome<Option<Role>> {
    if code == LVZHI_ANY { Ok(None) } else { nth(&Role::ALL, code).map(Some) }
}

pub(crate) fn of_kind(kind: Kind) -> Outcome<i32> {
    code_of(&Kind::ALL, &kind)
}

pub(crate) fn of_repair(kind: RepairKind) -> Outcome<i32> {
    code_of(&RepairKind::ALL, &kind)
}

/// `None` is [`LVZHI_NONE`].
pub(crate) const fn of_reason(reason: Option<Reason>) -> i32 {
    match reason {
        None => LVZHI_NONE,
        Some(Reason::TooLittle) => LVZHI_TOO_LITTLE,
        Some(Reason::TiersNear) => LVZHI_TIERS_NEAR,
        Some(Reason::OnlyFrame) => LVZHI_ONLY_FRAME,
        Some(Reason::AsksList) => LVZHI_ASKS_LIST,
    }
}

pub(crate) const fn of_frame_kind(kind: FrameKind) -> i32 {
    match kind {
        FrameKind::Markup => 1,
        FrameKind::Field => 2,
        FrameKind::Number => 3,
        FrameKind::Address => 4,
        FrameKind::Formula => 5,
        FrameKind::Beside => 6,
        FrameKind::Hotline => 7,
    }
}

pub(crate) const fn of_met(met: Met) -> i32 {
    match met {
        Met::Name => 1,
        Met::Duty => 2,
        Met::Department => 3,
        Met::Phrase => 4,
    }
}

/// How many codes a set has (LVZHI_TIERS and the like); they count from 1. LVZHI_BAD_VALUE for an unknown set.
#[unsafe(no_mangle)]
pub extern "C" fn lvzhi_code_count(set: i32) -> i32 {
    guard(|| integer(self::set(set)?.0))
}

/// The key of a code in the export, such as `cooperative`: a static view.
///
/// LVZHI_BAD_VALUE for an unknown set or code; NULL is LVZHI_NULL_ARGUMENT. Written on LVZHI_OK only.
/// Rust: `Tier::key`, `Verdict::key`, `Role::key`, `Kind::key`, `RepairKind::key`, `Met::key`, `Reason::key`, `FrameKind::key`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_code_key(set: i32, code: i32, key: *mut Text) -> i32 {
    guard(|| {
        // SAFETY: the caller promises that `key` may be written.
        let out = unsafe { Out::new(key) }?;
        out.set(Text::of_c(named(set, code)?.0))
    })
}

/// The Chinese name of a code, such as 配合履职: a static view.
///
/// LVZHI_BAD_VALUE for an unknown set or code; NULL is LVZHI_NULL_ARGUMENT. Written on LVZHI_OK only.
/// Rust: `Tier::name`, `Verdict::name`, `Role::name`, `Kind::name`, `RepairKind::name`, `Met::name`, `Reason::name`, `FrameKind::name`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_code_name(set: i32, code: i32, name: *mut Text) -> i32 {
    guard(|| {
        // SAFETY: the caller promises that `name` may be written.
        let out = unsafe { Out::new(name) }?;
        out.set(Text::of_c(named(set, code)?.1))
    })
}

/// As lvzhi_code_name, in an encoding.
///
/// A text for a buffer: see the conventions. LVZHI_BAD_VALUE for an unknown set or code.
/// Rust: `Tier::name`, `Verdict::name`, `Role::name`, `Kind::name`, `RepairKind::name`, `Met::name`, `Reason::name`, `FrameKind::name`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn lvzhi_code_text(
    set: i32,
    code: i32,
    encoding: i32,
    buffer: *mut c_void,
    capacity: usize,
    needed: *mut usize,
) -> i32 {
    guard(|| {
        // SAFETY: the caller promises `capacity` bytes and a number to write.
        let (buffer, needed) = unsafe { (Buffer::new(buffer, capacity, encoding)?, Out::new(needed)?) };
        buffer.c_text(needed, named(set, code)?.1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes that the header states are the places of what they name.
    #[test]
    fn names_are_those_of_the_library() {
        fn same<T: Copy>(
            set: i32,
            all: &[T],
            code: impl Fn(T) -> i32,
            words: impl Fn(T) -> (&'static str, &'static str),
        ) {
            assert_eq!(self::set(set).unwrap().0, all.len());
            for (n, &value) in all.iter().enumerate() {
                assert_eq!(code(value), n as i32 + 1, "{:?}", words(value));
                let (key, name) = named(set, code(value)).unwrap();
                assert_eq!((key.to_str().unwrap(), name.to_str().unwrap()), words(value));
            }
            assert!(named(set, 0).is_err() && named(set, all.len() as i32 + 1).is_err() && named(set, -1).is_err());
        }
        same(LVZHI_TIERS, &Tier::ALL, of_tier, |is| (is.key(), is.name()));
        same(LVZHI_VERDICTS, &Verdict::ALL, of_verdict, |is| (is.key(), is.name()));
        same(LVZHI_ROLES, &Role::ALL, of_role, |is| (is.key(), is.name()));
        same(LVZHI_KINDS, &Kind::ALL, |is| of_kind(is).unwrap(), |is| (is.key(), is.name()));
        same(LVZHI_REPAIR_KINDS, &RepairKind::ALL, |is| of_repair(is).unwrap(), |is| (is.key(), is.name()));
        same(LVZHI_MET, &Met::ALL, of_met, |is| (is.key(), is.name()));
        assert!(Tier::ALL.iter().all(|&tier| to_tier(of_tier(tier)) == Ok(tier)));
        assert!(Role::ALL.iter().all(|&role| to_role(of_role(role)) == Ok(Some(role))));
        assert!(set(0).is_err() && set(9).is_err());
    }
}
