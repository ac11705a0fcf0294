//! Ids of items: arithmetic, no tables.

use core::fmt;
use core::str::FromStr;
use lvzhi_tables::fold::{digit, fold_char};
use lvzhi_tables::words::Tier;

/// Text that is no item id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ParseIdError(());

impl ParseIdError {
    const NOT_AN_ID: Self = Self(());
}

impl fmt::Display for ParseIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "不是事项编号，编号形如 B001、C051、R009 (not an item id: a letter B, C or R and a number, such as C051)",
        )
    }
}

impl core::error::Error for ParseIdError {}

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

    /// Reads an id: a letter B, C or R in any case, and a number from 1 to 65,535 of at most five digits, both in any width; white space
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

#[expect(clippy::arithmetic_side_effects, reason = "digits, five at the most")]
fn read_wide(text: &str) -> Result<ItemId, ParseIdError> {
    let mut chars = text.trim_matches(is_blank).chars();
    let tier = chars.next().and_then(tier_of).ok_or(ParseIdError::NOT_AN_ID)?;
    let mut number = 0u32;
    for (digits, c) in chars.as_str().trim_start_matches(is_blank).chars().enumerate() {
        let value = digit(c).filter(|_| digits < 5).ok_or(ParseIdError::NOT_AN_ID)?;
        number = number * 10 + u32::from(value);
    }
    match u16::try_from(number) {
        Ok(number @ 1..) => Ok(ItemId { tier, number }),
        _ => Err(ParseIdError::NOT_AN_ID),
    }
}

fn tier_of(letter: char) -> Option<Tier> {
    match fold_char(letter)? {
        'b' => Some(Tier::Basic),
        'c' => Some(Tier::Cooperative),
        'r' => Some(Tier::Reclaimed),
        _ => None,
    }
}
