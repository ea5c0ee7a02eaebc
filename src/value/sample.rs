//! A sample of each type, for the tests of the tables.

use std::cell::Cell;

use serde_json::{Map, Value, json};

use super::{File, JsonText, OneOf, Sample};

macro_rules! samples {
    ($($type:ty: $value:expr;)*) => {$(
        impl Sample for $type {
            fn sample() -> Self {
                $value
            }
        }
    )*};
}

samples! {
    String: "text".to_owned();
    bool: true;
    i64: 1;
    f64: 1.5;
    Value: json!({"any": [1, null]});
    Map<String, Value>: Map::from_iter([("key".to_owned(), json!(1))]);
    JsonText: json!({"key": 1}).into();
    File: File::from_bytes("a.txt", "content");
}

impl<A: Sample, B> Sample for OneOf<A, B> {
    fn sample() -> Self {
        OneOf::First(A::sample())
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample() -> Self {
        vec![T::sample()]
    }
}

const MAX_DEPTH: usize = 3;

thread_local!(static DEPTH: Cell<usize> = const { Cell::new(0) });

/// One level of nesting, for as long as it lives.
pub(crate) struct Nested;

/// Enters a nested object, up to a maximum depth, because types can be recursive.
pub(crate) fn enter_nested() -> Option<Nested> {
    let depth = DEPTH.get();
    (depth < MAX_DEPTH).then(|| {
        DEPTH.set(depth + 1);
        Nested
    })
}

impl Drop for Nested {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}
