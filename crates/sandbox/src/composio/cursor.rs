//! Pages, and what leads from one to the next: the base64 of page and limit, as the vendor says of two of its lists.

use serde::Serialize;

use super::error::Refusal;
use super::query::Parameters;

/// Assumption: of every list, as the vendor says of two; what is larger is refused.
const LARGEST: usize = 1_000;
/// Assumption: the vendor does not say.
const USUAL: usize = 20;

/// A page of anything.
#[derive(Serialize)]
pub(super) struct Page<T> {
    items: Vec<T>,
    next_cursor: Option<String>,
    total_pages: usize,
    current_page: usize,
    total_items: usize,
}

/// Which part of all items is asked for.
pub(super) struct Slice {
    limit: usize,
    page: usize,
}

impl Slice {
    pub(super) fn of(parameters: &mut Parameters<'_>) -> Result<Self, Refusal> {
        let limit = parameters.number("limit")?;
        if limit.is_some_and(|limit| !(1..=LARGEST).contains(&limit)) {
            return Err(Refusal::field("limit", &format!("must be between 1 and {LARGEST}")));
        }
        let Some(cursor) = parameters.text("cursor")? else {
            return Ok(Self { limit: limit.unwrap_or(USUAL), page: 1 });
        };
        let slice = Self::at(cursor).ok_or_else(|| Refusal::field("cursor", "is not one of this list"))?;
        // Assumption: a limit may be repeated beside the cursor that holds it, and not be another one.
        if limit.is_some_and(|limit| limit != slice.limit) {
            return Err(Refusal::field("limit", "is not the one that the cursor was made with"));
        }
        Ok(slice)
    }

    fn at(cursor: &str) -> Option<Self> {
        let text = decode(cursor)?;
        let (page, limit) = text.split_once(':')?;
        let slice = Self { limit: limit.parse().ok()?, page: page.parse().ok()? };
        // One that nobody could have been given is none.
        let given = slice.page > 1 && (1..=LARGEST).contains(&slice.limit) && slice.cursor() == cursor;
        given.then_some(slice)
    }

    fn cursor(&self) -> String {
        encode(&format!("{}:{}", self.page, self.limit))
    }

    /// The page, of all items that match. Assumption: an empty list has no pages.
    pub(super) fn page<T>(self, matching: impl Iterator<Item = T>) -> Page<T> {
        let first = (self.page - 1).saturating_mul(self.limit);
        let mut items = Vec::new();
        let mut total = 0;
        for item in matching {
            if total >= first && items.len() < self.limit {
                items.push(item);
            }
            total += 1;
        }
        let next = Self { page: self.page.saturating_add(1), ..self };
        let more = total > first.saturating_add(self.limit);
        Page {
            items,
            next_cursor: more.then(|| next.cursor()),
            total_pages: total.div_ceil(next.limit),
            current_page: self.page,
            total_items: total,
        }
    }
}

impl<T> Page<T> {
    /// The same page of something else.
    pub(super) fn map<U>(self, change: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(change).collect(),
            next_cursor: self.next_cursor,
            total_pages: self.total_pages,
            current_page: self.current_page,
            total_items: self.total_items,
        }
    }
}

/// <https://www.rfc-editor.org/rfc/rfc4648#section-4>.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

fn encode(text: &str) -> String {
    let four = |three: &[u8]| {
        let bits = (0..3).fold(0, |bits, place| bits << 8 | u32::from(*three.get(place).unwrap_or(&0)));
        let length = three.len();
        (0..4).map(move |place| {
            let digit = char::from(DIGITS[(bits >> (18 - 6 * place) & 63) as usize]);
            if place <= length { digit } else { '=' }
        })
    };
    text.as_bytes().chunks(3).flat_map(four).collect()
}

fn decode(text: &str) -> Option<String> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0_u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        bits = bits << 6 | DIGITS.iter().position(|known| *known == digit)? as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        for (text, coded) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")]
        {
            assert_eq!((encode(text).as_str(), decode(coded).as_deref()), (coded, Some(text)));
        }
        assert_eq!(decode("Zg-="), None);
    }

    #[test]
    fn only_a_cursor_that_was_given_is_one() {
        assert_eq!(Slice::at(&encode("3:50")).map(|slice| (slice.page, slice.limit)), Some((3, 50)));
        for text in ["1:50", "0:50", "3:0", "3:1001", "03:50", "3", "x:y", ""] {
            assert!(Slice::at(&encode(text)).is_none(), "{text}");
        }
    }
}
