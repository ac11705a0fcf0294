//! Another Rust library, with a standard library of its own, that a program links statically beside liblvzhi.a.

/// How long the text of a number is, -1 for a negative one: formatting, allocation, and an unwinding that is caught.
#[unsafe(no_mangle)]
pub extern "C" fn other_digits(number: i32) -> i32 {
    let digits = std::panic::catch_unwind(|| {
        if number < 0 {
            std::panic::resume_unwind(Box::new(number));
        }
        number.to_string().len() as i32
    });
    digits.unwrap_or(-1)
}
