//! GB18030 where nothing changes on the way: what the WHATWG's mapping, which `encoding_rs` has, reads and writes otherwise.

/// Whether valid bytes begin with a character that would be written with other bytes: 0x80, read as €; A3A0, read as the
/// ideographic space; the former four bytes of the 18 characters that GB18030-2022 gave two bytes.
pub(crate) fn alters(bytes: &[u8]) -> bool {
    match *bytes {
        [0x80, ..] | [0xA3, 0xA0, ..] => true,
        // In four-byte characters the second byte is a digit.
        [a @ 0x81..=0xFE, b @ 0x30..=0x39, c, d, ..] => {
            matches!(u32::from_be_bytes([a, b, c, d]), 0x8235_9037..=0x8235_9134 | 0x8431_8236..=0x8431_8335)
        }
        _ => false,
    }
}

/// Whether a character would be read again as another: the private characters that GB18030-2022 put others in the places of.
pub(crate) fn altered(c: char) -> bool {
    matches!(
        c,
        '\u{E78D}'
            ..='\u{E796}'
                | '\u{E81E}'
                | '\u{E826}'
                | '\u{E82B}'
                | '\u{E82C}'
                | '\u{E832}'
                | '\u{E843}'
                | '\u{E854}'
                | '\u{E864}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::GB18030;

    fn read(bytes: &[u8]) -> Option<String> {
        GB18030.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
    }

    /// Every sequence of one, two and four bytes, and every character.
    #[test]
    fn what_is_taken_is_what_comes_back() {
        let mut sequences: Vec<Vec<u8>> = (0..=0xFF).map(|a| vec![a]).collect();
        for a in 0x81..=0xFE {
            sequences.extend((0x40..=0xFE).map(|b| vec![a, b]));
            for (b, c) in (0x30..=0x39).flat_map(|b| (0x81..=0xFE).map(move |c| (b, c))) {
                sequences.extend((0x30..=0x39).map(|d| vec![a, b, c, d]));
            }
        }
        let mut refused = 0;
        for bytes in sequences {
            let Some(text) = read(&bytes) else { continue };
            assert_eq!(GB18030.encode(&text).0 != bytes, alters(&bytes), "{bytes:02X?}");
            refused += usize::from(alters(&bytes));
        }
        assert_eq!(refused, 20);
        let mut refused = 0;
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let text = c.to_string();
            let (bytes, _, unmappable) = GB18030.encode(&text);
            if !unmappable {
                assert_eq!(read(&bytes).as_deref() != Some(&text), altered(c), "{c:?}");
                refused += usize::from(altered(c));
            }
        }
        assert_eq!(refused, 18);
    }
}
