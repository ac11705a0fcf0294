//! Tiers and ids: arithmetic, no tables.

use crate::error::{ParseIdError, ParseWordError, Words};
use crate::words::is_word;
use core::fmt;
use core::str::FromStr;
use lvzhi_tables::fold::{digit, fold_char};

/// The parts of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Tier {
    /// 基本履职: what the township must do itself.
    Basic,
    /// 配合履职: what it helps a county department with.
    Cooperative,
    /// 上级部门收回: what a department took back.
    Reclaimed,
}

impl Tier {
    /// All, in the order of the list.
    pub const ALL: [Self; 3] = [Self::Basic, Self::Cooperative, Self::Reclaimed];

    /// The key in exports: `basic`, `cooperative`, `reclaimed`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Basic => "basic",
            Self::Cooperative => "cooperative",
            Self::Reclaimed => "reclaimed",
        }
    }

    /// The Chinese name: 基本履职, 配合履职, 上级部门收回.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Basic => "基本履职",
            Self::Cooperative => "配合履职",
            Self::Reclaimed => "上级部门收回",
        }
    }

    /// The letter of its ids: `B`, `C`, `R`.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Basic => 'B',
            Self::Cooperative => 'C',
            Self::Reclaimed => 'R',
        }
    }

    pub(crate) const fn index(self) -> usize {
        self as usize
    }

    pub(crate) const fn of_index(index: u8) -> Self {
        match index {
            0 => Self::Basic,
            1 => Self::Cooperative,
            _ => Self::Reclaimed,
        }
    }
}

impl fmt::Display for Tier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Tier {
    type Err = ParseWordError;

    /// Reads a key, a Chinese name (also without 履职 or 上级部门) or a letter, in any case or width.
    fn from_str(text: &str) -> Result<Self, ParseWordError> {
        let is = |wanted: &str| is_word(text, wanted);
        let names = |tier: Self| match tier {
            Self::Basic => ["b", "basic", "基本履职", "基本"],
            Self::Cooperative => ["c", "cooperative", "配合履职", "配合"],
            Self::Reclaimed => ["r", "reclaimed", "上级部门收回", "收回"],
        };
        Self::ALL.into_iter().find(|&tier| names(tier).into_iter().any(is)).ok_or(ParseWordError::not_of(Words::Tier))
    }
}

/// The id of an item: a tier and a number from 1 (序号), printed `C051`.
///
/// ```
/// use lvzhi::{ItemId, Tier};
///
/// let id: ItemId = "Ｃ５１".parse()?;
/// assert_eq!(id, ItemId::new(Tier::Cooperative, 51));
/// assert_eq!(id.to_string(), "C051");
/// # Ok::<(), lvzhi::ParseIdError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    tier: Tier,
    number: u16,
}

impl ItemId {
    /// The id of item `number` of `tier`. Whether a list has such an item is for the list to say.
    #[must_use]
    pub const fn new(tier: Tier, number: u16) -> Self {
        Self { tier, number }
    }

    /// The tier.
    #[must_use]
    pub const fn tier(self) -> Tier {
        self.tier
    }

    /// The number, 序号.
    #[must_use]
    pub const fn number(self) -> u16 {
        self.number
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Padded as a whole, for tables: a letter, and five digits at the most.
        let mut text = [0; 6];
        let mut rest = self.number;
        for digit in text.iter_mut().rev() {
            *digit = b'0'.wrapping_add((rest % 10) as u8);
            rest /= 10;
        }
        let zeros = text.iter().take(3).take_while(|&&digit| digit == b'0').count();
        let text = text.get_mut(zeros.saturating_sub(1)..).unwrap_or_default();
        if let Some(first) = text.first_mut() {
            *first = self.tier.letter() as u8;
        }
        f.pad(core::str::from_utf8(text).unwrap_or_default())
    }
}

impl FromStr for ItemId {
    type Err = ParseIdError;

    /// Reads an id: a letter B, C or R in any case, and a number from 1 of one to four digits, both in any width; white space
    /// may stand at the ends and between the two, and nothing else: `c51`, `Ｃ０５１`, ` C 0051`.
    ///
    /// # Errors
    /// [`ParseIdError`] for any other text: `C5 1`, `C0`, `C051` with a NUL behind it.
    #[inline]
    #[expect(clippy::arithmetic_side_effects, reason = "three digits: 999 fits")]
    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        // The plain form, four ASCII characters, is met most.
        if let [letter, a @ b'0'..=b'9', b @ b'0'..=b'9', c @ b'0'..=b'9'] = *text.as_bytes() {
            let number = u16::from(a - b'0') * 100 + u16::from(b - b'0') * 10 + u16::from(c - b'0');
            let tier = match letter {
                b'B' | b'b' => Some(Tier::Basic),
                b'C' | b'c' => Some(Tier::Cooperative),
                b'R' | b'r' => Some(Tier::Reclaimed),
                _ => None,
            };
            if let (Some(tier), 1..) = (tier, number) {
                return Ok(Self { tier, number });
            }
        }
        read_wide(text)
    }
}

/// White space, and the marks without width that copying from documents leaves beside it.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[expect(clippy::arithmetic_side_effects, reason = "digits, four at the most: 9999 fits")]
fn read_wide(text: &str) -> Result<ItemId, ParseIdError> {
    let mut chars = text.trim_matches(is_blank).chars();
    let tier = chars.next().and_then(tier_of).ok_or(ParseIdError::not_an_id())?;
    let mut number = 0u16;
    let mut digits = 0;
    for c in chars.as_str().trim_start_matches(is_blank).chars() {
        let value = digit(c).filter(|_| digits < 4).ok_or(ParseIdError::not_an_id())?;
        number = number * 10 + value;
        digits += 1;
    }
    if digits == 0 || number == 0 {
        return Err(ParseIdError::not_an_id());
    }
    Ok(ItemId { tier, number })
}

fn tier_of(letter: char) -> Option<Tier> {
    match fold_char(letter)? {
        'b' => Some(Tier::Basic),
        'c' => Some(Tier::Cooperative),
        'r' => Some(Tier::Reclaimed),
        _ => None,
    }
}
