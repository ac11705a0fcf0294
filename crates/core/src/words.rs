//! Words of fixed sets: read from the key of exports or from the Chinese name, printed as the Chinese name.

use crate::answer::Verdict;
use crate::department::{Kind, Role};
use crate::error::{ParseWordError, Words};
use crate::evidence::Met;
use crate::repair::RepairKind;
use core::fmt;
use core::str::FromStr;
use lvzhi_tables::fold::fold_char;

/// Whether `text` is `word`, in any case or width, with white space anywhere. `word` is folded already.
pub(crate) fn is_word(text: &str, word: &str) -> bool {
    text.chars().filter_map(fold_char).eq(word.chars())
}

macro_rules! words {
    ($($set:ident),*) => {$(
        impl FromStr for $set {
            type Err = ParseWordError;

            /// Reads a key or a Chinese name, in any case or width.
            fn from_str(text: &str) -> Result<Self, ParseWordError> {
                let is = |word: &Self| is_word(text, word.key()) || is_word(text, word.name());
                Self::ALL.into_iter().find(is).ok_or(ParseWordError::not_of(Words::$set))
            }
        }

        impl fmt::Display for $set {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    )*};
}

words!(Verdict, Role, Kind, RepairKind, Met);
