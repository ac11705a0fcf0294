//! The few formulas that measuring needs.

/// How many of all: a share with its interval.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Of these.
    pub part: usize,
    /// All.
    pub of: usize,
}

/// 95 % of a normal distribution lie within so many deviations.
const DEVIATIONS: f64 = 1.959_963_984_540_054;

impl Share {
    /// Counts one more.
    pub fn count(&mut self, is: bool) {
        self.of += 1;
        self.part += usize::from(is);
    }

    /// The share; 0 of nothing.
    #[must_use]
    pub fn value(self) -> f64 {
        self.part as f64 / self.of.max(1) as f64
    }

    /// Wilson's interval, in which the true share lies in 95 of 100 cases; 0 to 1 of nothing.
    #[must_use]
    pub fn interval(self) -> [f64; 2] {
        if self.of == 0 {
            return [0.0, 1.0];
        }
        let (n, p, z) = (self.of as f64, self.value(), DEVIATIONS);
        let centre = p + z * z / (2.0 * n);
        let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        [centre - half, centre + half].map(|bound| (bound / (1.0 + z * z / n)).clamp(0.0, 1.0))
    }
}

/// Cohen's kappa: how far two people agree beyond chance. `None` without texts, and where both always say the same one thing.
#[must_use]
pub fn kappa<L: Ord>(pairs: &[(L, L)]) -> Option<f64> {
    let all = pairs.len() as f64;
    let mut labels: Vec<&L> = pairs.iter().flat_map(|(a, b)| [a, b]).collect();
    labels.sort_unstable();
    labels.dedup();
    let share = |count: usize| count as f64 / all;
    let agreed = share(pairs.iter().filter(|(a, b)| a == b).count());
    let by_chance: f64 = labels
        .into_iter()
        .map(|label| {
            let first = pairs.iter().filter(|(a, _)| a == label).count();
            let second = pairs.iter().filter(|(_, b)| b == label).count();
            share(first) * share(second)
        })
        .sum();
    (!pairs.is_empty() && by_chance < 1.0).then(|| (agreed - by_chance) / (1.0 - by_chance))
}

#[cfg(test)]
mod tests {
    use super::{Share, kappa};

    #[test]
    fn intervals_are_wilsons() {
        // By the formula, in other hands: 81 of 263, z = 1.959964.
        let [low, high] = Share { part: 81, of: 263 }.interval();
        assert!((low - 0.255_289).abs() < 1e-5 && (high - 0.366_210).abs() < 1e-5, "{low} {high}");
        let [low, high] = Share { part: 0, of: 10 }.interval();
        assert!(low == 0.0 && (high - 0.277_533).abs() < 1e-5, "{low} {high}");
        assert_eq!(Share::default().interval(), [0.0, 1.0]);
    }

    #[test]
    fn kappa_is_cohens() {
        // 20 yes yes, 5 yes no, 10 no yes, 15 no no: 0.4.
        let counted = [(('y', 'y'), 20), (('y', 'n'), 5), (('n', 'y'), 10), (('n', 'n'), 15)];
        let pairs: Vec<(char, char)> = counted.iter().flat_map(|(pair, n)| std::iter::repeat_n(*pair, *n)).collect();
        assert!((kappa(&pairs).unwrap_or_default() - 0.4).abs() < 1e-9);
        assert_eq!(kappa(&[('y', 'y')]), None);
        assert_eq!(kappa::<char>(&[]), None);
    }
}
