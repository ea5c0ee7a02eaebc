//! Values of one of two types.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use serde_json::Value;

use super::{IntoParam, List, ParamValue, Sealed};
use crate::schema::ParamType;

/// A value of one of two types, for parameters on whose type the documents of the service disagree.
///
/// Setters accept either type as it is:
///
/// ```
/// # let client = genauth::ManagementClient::builder().host("http://localhost")
/// #     .access_key_id("id").access_key_secret("secret").build()?;
/// let request = client.create_field();
/// let by_number = request.clone().r#type(1);
/// let by_name = request.r#type("Text");
/// # let _ = (by_number, by_name);
/// # Ok::<(), genauth::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OneOf<A, B> {
    /// A value of the first type.
    First(A),
    /// A value of the second type.
    Second(B),
}

impl<A: ParamValue, B: ParamValue> ParamValue for OneOf<A, B> {
    const TYPE: ParamType = ParamType::OneOf(&[A::TYPE, B::TYPE]);
}

impl<A: IntoParam<A>, B: IntoParam<B>> IntoParam<OneOf<A, B>> for OneOf<A, B> {
    fn into_param(self, seal: Sealed) -> Option<Value> {
        match self {
            OneOf::First(value) => value.into_param(seal),
            OneOf::Second(value) => value.into_param(seal),
        }
    }
}

/// What setters accept for a pair of types: each source, and the type of the pair that it is a value of.
macro_rules! sources {
    ($(<$first:ty, $second:ty> { $($($source:ty),+ => $type:ty;)* })*) => {$($($(
        impl IntoParam<OneOf<$first, $second>> for $source {
            fn into_param(self, seal: Sealed) -> Option<Value> {
                IntoParam::<$type>::into_param(self, seal)
            }
        }
    )+)*)*};
}

sources! {
    <i64, String> {
        i64, i32, u32, u64, usize, i16, u16, u8 => i64;
        &str, String, &String, Cow<'_, str> => String;
    }
    <bool, String> {
        bool => bool;
        &str, String, &String, Cow<'_, str> => String;
    }
    <String, Vec<String>> {
        &str, String, &String, Cow<'_, str> => String;
    }
}

/// Collections, for a string or a list of strings.
macro_rules! lists {
    ($([$($generics:tt)*] $source:ty;)*) => {$(
        impl<$($generics)*> IntoParam<OneOf<String, Vec<String>>> for $source
        where
            Self: IntoParam<Vec<String>>,
        {
            fn into_param(self, seal: Sealed) -> Option<Value> {
                IntoParam::<Vec<String>>::into_param(self, seal)
            }
        }
    )*};
}

lists! {
    [U, const N: usize] [U; N];
    ['a, U, const N: usize] &'a [U; N];
    [U] Vec<U>;
    ['a, U] &'a Vec<U>;
    ['a, U] &'a [U];
    [U] BTreeSet<U>;
    ['a, U] &'a BTreeSet<U>;
    [U, S] HashSet<U, S>;
    ['a, U, S] &'a HashSet<U, S>;
    [I] List<I>;
}
