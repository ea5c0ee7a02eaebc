//! Random numbers, the same in each run if they are seeded.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};

/// A generator of numbers that look random (SplitMix64). They are not fit for real secrets.
#[derive(Clone, Debug)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    pub(crate) fn seeded(seed: u64) -> Self {
        Random { state: seed }
    }

    /// A generator that differs from run to run.
    pub(crate) fn unseeded() -> Self {
        Random::seeded(RandomState::new().build_hasher().finish())
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Whether something with this probability happens.
    #[allow(clippy::cast_precision_loss)] // 53 bits are exact
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        ((self.next() >> 11) as f64) < probability * (1u64 << 53) as f64
    }

    /// A UUID, as request IDs are.
    pub(crate) fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xFFFF,
            high & 0xFFF,
            0x8000 | (low >> 48 & 0x3FFF),
            low & 0xFFFF_FFFF_FFFF
        )
    }

    /// The state, for snapshots.
    pub(crate) fn state(&self) -> u64 {
        self.state
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        let mut random = Random::seeded(7);
        let numbers = [random.next(), random.next()];
        assert_eq!(numbers, [7_191_089_600_892_374_487, 309_689_372_594_955_804]);
        assert_eq!(Random::seeded(7).uuid(), "63cbe1e4-5932-4dd7-844c-3cd7f43c661c");
    }

    #[test]
    fn a_chance_of_a_quarter_is_one() {
        let mut random = Random::seeded(1);
        let hits = (0..10_000).filter(|_| random.chance(0.25)).count();
        assert!((2300..2700).contains(&hits), "{hits}");
        assert!((0..100).all(|_| random.chance(1.0)));
        assert!(!(0..100).any(|_| random.chance(0.0)));
    }
}
