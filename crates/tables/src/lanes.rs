//! Several numbers at once, where a processor can and the compiler does not find it by itself: left alone, it took four times the
//! instructions. Processors without these instructions do the same one by one.

use crate::meaning::{DIMENSIONS, Place};

/// The sum of number times number. The first are of ten bits at the most, so that it fits whatever a file says of a place.
#[inline]
pub(crate) fn product(numbers: &[i16; DIMENSIONS], place: &Place) -> i32 {
    #[cfg(all(any(target_arch = "x86", target_arch = "x86_64"), target_feature = "sse2"))]
    return sse2::product(numbers, place);
    #[cfg(not(all(any(target_arch = "x86", target_arch = "x86_64"), target_feature = "sse2")))]
    plain::product(numbers, place)
}

/// [`product`] with each of four places.
#[inline]
pub(crate) fn products(numbers: &[i16; DIMENSIONS], places: &[Place; 4]) -> [i32; 4] {
    #[cfg(all(any(target_arch = "x86", target_arch = "x86_64"), target_feature = "sse2"))]
    return sse2::products(numbers, places);
    #[cfg(not(all(any(target_arch = "x86", target_arch = "x86_64"), target_feature = "sse2")))]
    places.each_ref().map(|place| plain::product(numbers, place))
}

/// Which of eight values are above a bound, each by its bit.
#[inline]
pub(crate) fn above(values: &[f32; 8], bound: f32) -> u8 {
    #[cfg(all(any(target_arch = "x86", target_arch = "x86_64"), target_feature = "sse2"))]
    return sse2::above(values, bound);
    #[cfg(not(all(any(target_arch = "x86", target_arch = "x86_64"), target_feature = "sse2")))]
    plain::above(values, bound)
}

#[cfg(all(any(target_arch = "x86", target_arch = "x86_64"), target_feature = "sse2"))]
mod sse2 {
    use super::{DIMENSIONS, Place};
    use safe_arch::{
        add_i32_m128i, cmp_gt_mask_m128, load_unaligned_m128, m128i, move_mask_m128, mul_i16_horizontal_add_m128i,
        set_splat_m128, unpack_high_i32_m128i, unpack_high_i64_m128i, unpack_low_i32_m128i, unpack_low_i64_m128i,
    };

    #[inline]
    pub(super) fn product(numbers: &[i16; DIMENSIONS], place: &Place) -> i32 {
        <[i32; 4]>::from(sums(numbers, place)).into_iter().fold(0, i32::wrapping_add)
    }

    /// Four numbers that add up to the product.
    #[inline]
    fn sums(numbers: &[i16; DIMENSIONS], place: &Place) -> m128i {
        let eights = numbers.as_chunks::<8>().0.iter().zip(place.as_chunks::<8>().0);
        eights.fold(m128i::from([0i32; 4]), |sums, (numbers, place)| {
            let place = m128i::from(place.map(|number| number.get()));
            add_i32_m128i(sums, mul_i16_horizontal_add_m128i(m128i::from(*numbers), place))
        })
    }

    /// The four numbers of each are turned round, so that all four are added up at once.
    #[inline]
    pub(super) fn products(numbers: &[i16; DIMENSIONS], places: &[Place; 4]) -> [i32; 4] {
        let [a, b, c, d] = places.each_ref().map(|place| sums(numbers, place));
        let two = |a, b| add_i32_m128i(unpack_low_i32_m128i(a, b), unpack_high_i32_m128i(a, b));
        let (ab, cd) = (two(a, b), two(c, d));
        add_i32_m128i(unpack_low_i64_m128i(ab, cd), unpack_high_i64_m128i(ab, cd)).into()
    }

    #[inline]
    pub(super) fn above(values: &[f32; 8], bound: f32) -> u8 {
        let bound = set_splat_m128(bound);
        let (fours, _) = values.as_chunks::<4>();
        let bits = |four| move_mask_m128(cmp_gt_mask_m128(load_unaligned_m128(four), bound)) as u8;
        fours.iter().rev().fold(0, |all, four| all << 4 | bits(four))
    }
}

#[cfg(any(test, not(all(any(target_arch = "x86", target_arch = "x86_64"), target_feature = "sse2"))))]
mod plain {
    use super::{DIMENSIONS, Place};

    pub(super) fn product(numbers: &[i16; DIMENSIONS], place: &Place) -> i32 {
        let products = numbers.iter().zip(place).map(|(&a, b)| i32::from(a).wrapping_mul(i32::from(b.get())));
        products.fold(0, i32::wrapping_add)
    }

    pub(super) fn above(values: &[f32; 8], bound: f32) -> u8 {
        values.iter().rev().fold(0, |all, &value| all << 1 | u8::from(value > bound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::I16;

    /// Numbers that look as if drawn, the same ones each time.
    fn drawn(seed: usize) -> impl FnMut() -> u32 {
        let mut state = seed as u32;
        move || {
            state = state.wrapping_mul(0x9E37_79B1).wrapping_add(0x7F4A_7C15);
            state >> 8
        }
    }

    #[test]
    fn at_once_is_as_one_by_one() {
        for seed in 0..1000 {
            let mut next = drawn(seed);
            let mut number = || (next() % 1023) as i16 - 511;
            let numbers = core::array::from_fn(|_| number());
            let place = core::array::from_fn(|_| I16::new(number()));
            assert_eq!(product(&numbers, &place), plain::product(&numbers, &place), "{numbers:?} {place:?}");
            let places: [Place; 4] = core::array::from_fn(|_| core::array::from_fn(|_| I16::new(number())));
            let one_by_one = places.each_ref().map(|place| plain::product(&numbers, place));
            assert_eq!(products(&numbers, &places), one_by_one, "{numbers:?} {places:?}");
            let values = core::array::from_fn(|_| f32::from(number() / 100));
            let bound = f32::from(number() / 100);
            assert_eq!(above(&values, bound), plain::above(&values, bound), "{values:?} {bound}");
        }
    }

    #[test]
    fn the_longest_fit() {
        for sign in [1, -1] {
            let place = [I16::new(512 * sign); DIMENSIONS];
            assert_eq!(product(&[511; DIMENSIONS], &place), i32::from(sign) * 48 * 511 * 512);
        }
        let values = [f32::NEG_INFINITY, -0.0, 0.0, 0.1, f32::INFINITY, f32::NAN, -1.0, 1.0];
        assert_eq!(above(&values, 0.0), 0b1001_1000, "nothing is above itself, and what is no number is above nothing");
    }
}
