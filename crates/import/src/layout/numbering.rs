//! Which number an item has: that of the list (序号), gaps and all, where those of a tier rise; else its place.

/// The numbers of a tier, one after the other.
#[derive(Debug)]
pub(super) struct Numbering {
    kind: Kind,
    last: u16,
    told: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As printed, less what the tiers before have.
    Printed(u16),
    /// They begin again in each category.
    Anew,
    /// Without an order.
    Place,
}

impl Numbering {
    /// By the numbers as printed, and the last one of the tier before.
    pub(super) fn of(printed: &[Option<u16>], before: Option<u16>) -> Self {
        let first = printed.iter().flatten().next().copied();
        // One count through all tiers.
        let offset = match (first, before) {
            (Some(first), Some(before)) if first > 1 && first == before.saturating_add(1) => before,
            _ => 0,
        };
        let kind = if starts_anew(printed) {
            Kind::Anew
        } else if rises(printed, offset) {
            Kind::Printed(offset)
        } else {
            Kind::Place
        };
        Self { kind, last: 0, told: false }
    }

    /// The number of the next item, and what is to be told of it.
    pub(super) fn next(&mut self, printed: Option<u16>) -> (u16, Option<[String; 2]>) {
        let place = self.last.saturating_add(1);
        let wanted = match (self.kind, printed) {
            (Kind::Printed(offset), Some(printed)) => printed.saturating_sub(offset).max(place),
            _ => place,
        };
        let told = match (self.kind, printed) {
            (_, None) => None,
            (Kind::Anew, Some(printed)) if printed != wanted => self.once([
                "序号在每个类别重新开始，按清单连续编号",
                "numbers begin again in each category; counted on through the list",
            ]),
            (Kind::Printed(offset), Some(printed)) if offset > 0 && printed != wanted => self.once([
                "序号接着上一部分编排，改为从 1 开始",
                "numbers go on from the part before; counted from 1 in each",
            ]),
            (Kind::Printed(_), Some(printed)) if printed == wanted && wanted > place => Some([
                format!("序号从 {} 跳到 {printed}，照原文保留", self.last),
                format!("number {printed} behind {}; kept", self.last),
            ]),
            (_, Some(printed)) if printed != wanted => {
                Some([format!("序号 {printed}，按顺序改为 {wanted}"), format!("number {printed}, counted as {wanted}")])
            }
            _ => None,
        };
        self.last = wanted;
        (wanted, told)
    }

    fn once(&mut self, [zh, en]: [&str; 2]) -> Option<[String; 2]> {
        (!std::mem::replace(&mut self.told, true)).then(|| [zh.to_owned(), en.to_owned()])
    }
}

/// Whether numbers begin again at 1, more than once, and run on from there.
fn starts_anew(numbers: &[Option<u16>]) -> bool {
    let numbers: Vec<u16> = numbers.iter().flatten().copied().collect();
    let runs = |pair: &[u16]| matches!(pair, [a, b] if *b == a.saturating_add(1) || *b == 1);
    numbers.first() == Some(&1)
        && numbers.windows(2).all(runs)
        && numbers.iter().filter(|&&number| number == 1).count() > 1
}

/// Whether numbers never fall, and leave room for items that have none.
fn rises(numbers: &[Option<u16>], offset: u16) -> bool {
    let mut last = offset;
    numbers.iter().all(|number| {
        let rises = number.is_none_or(|number| number >= last && number > offset);
        last = number.unwrap_or(last.saturating_add(1));
        rises
    })
}

#[cfg(test)]
mod tests {
    use super::Numbering;

    fn numbers(printed: &[u16], before: Option<u16>) -> (Vec<u16>, usize) {
        let printed: Vec<Option<u16>> =
            printed.iter().map(|&number| Some(number).filter(|&number| number > 0)).collect();
        let mut numbering = Numbering::of(&printed, before);
        let found: Vec<_> = printed.into_iter().map(|number| numbering.next(number)).collect();
        (found.iter().map(|(number, _)| *number).collect(), found.iter().filter(|(_, told)| told.is_some()).count())
    }

    #[test]
    fn numbers_are_those_of_the_list() {
        assert_eq!(numbers(&[1, 2, 3], None), (vec![1, 2, 3], 0));
        assert_eq!(numbers(&[1, 2, 4, 5, 9], None), (vec![1, 2, 4, 5, 9], 2));
        assert_eq!(numbers(&[2, 3], Some(7)), (vec![2, 3], 1));
        assert_eq!(numbers(&[1, 0, 3], None), (vec![1, 2, 3], 0));
        // One count through all tiers, or one in each category.
        assert_eq!(numbers(&[83, 84, 86], Some(82)), (vec![1, 2, 4], 1));
        assert_eq!(numbers(&[1, 2, 1, 2, 3], None), (vec![1, 2, 3, 4, 5], 1));
        // No order: by place.
        assert_eq!(numbers(&[1, 20, 3, 4], None), (vec![1, 2, 3, 4], 1));
        assert_eq!(numbers(&[1, 2, 2, 3], None), (vec![1, 2, 3, 4], 2));
        assert_eq!(numbers(&[0, 0], None), (vec![1, 2], 0));
    }
}
