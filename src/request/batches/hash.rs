//! A hash of a request, which recognizes it in a later run.

use serde_json::{Map, Value};

/// A hash of the name of the operation, the name of the list that is split, and all parameters.
#[inline]
pub(super) fn hash_request(operation: &str, list: &str, params: &Map<String, Value>) -> u64 {
    let mut hash = Fnv(Fnv::OFFSET);
    hash.add_text(operation);
    hash.add_text(list);
    hash.add_object(params);
    hash.0
}

/// 64-bit FNV-1a. The hashes of the standard library may differ between versions of Rust, and a stored one must not.
struct Fnv(u64);

impl Fnv {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;

    #[inline]
    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(Self::PRIME);
        }
    }

    // Lengths and kinds are hashed, too, so that `["ab"]` differs from `["a", "b"]`, and `"1"` from `1`.
    #[inline]
    fn add_len(&mut self, kind: u8, len: usize) {
        self.add(&[kind]);
        self.add(&(len as u64).to_le_bytes());
    }

    #[inline]
    fn add_text(&mut self, text: &str) {
        self.add_len(b'"', text.len());
        self.add(text.as_bytes());
    }

    #[inline]
    fn add_value(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.add_text(text),
            Value::Array(items) => {
                self.add_len(b'[', items.len());
                for item in items {
                    self.add_value(item);
                }
            }
            Value::Object(object) => self.add_object(object),
            Value::Null | Value::Bool(_) | Value::Number(_) => {
                let text = value.to_string();
                self.add_len(b'=', text.len());
                self.add(text.as_bytes());
            }
        }
    }

    #[inline]
    fn add_object(&mut self, object: &Map<String, Value>) {
        self.add_len(b'{', object.len());
        // The order of keys depends on the order of setters if any crate enables `preserve_order` of `serde_json`.
        let mut fields: Vec<_> = object.iter().collect();
        fields.sort_by_key(|(name, _)| *name);
        for (name, value) in fields {
            self.add_text(name);
            self.add_value(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::HashSet;

    #[allow(clippy::needless_pass_by_value)] // literals
    fn hash(params: Value) -> u64 {
        hash_request("create_users_batch", "list", params.as_object().expect("an object"))
    }

    #[test]
    fn the_hash_is_the_same_in_every_run() {
        let mut fnv = Fnv(Fnv::OFFSET);
        fnv.add(b"foobar");
        assert_eq!(fnv.0, 0x8594_4171_f739_67e8); // a published test vector
        let params = json!({"list": ["a", {"b": [1, 2.5, null, true]}]});
        assert_eq!(hash(params), 0x5b74_74c9_4ec6_5811); // computed by a Python script
    }

    #[test]
    fn different_requests_have_different_hashes() {
        let mut hashes = HashSet::new();
        for params in [
            json!({}),
            json!({"list": []}),
            json!({"list": null}),
            json!({"list": [[]]}),
            json!({"list": [{}]}),
            json!({"list": ["ab"]}),
            json!({"list": ["a", "b"]}),
            json!({"list": ["b", "a"]}),
            json!({"list": ["a", ["b"]]}),
            json!({"list": [1]}),
            json!({"list": ["1"]}),
            json!({"list": [true]}),
            json!({"list": ["true"]}),
            json!({"list": [""]}),
            json!({"list": [{"a": "b"}]}),
            json!({"list": [{"b": "a"}]}),
            json!({"list": [{"a": "b", "c": "d"}]}),
            json!({"list": [{"a": "d", "c": "b"}]}),
            json!({"list": ["a"], "namespace": "x"}),
            json!({"list": ["a"], "namespace": "y"}),
            json!({"list": ["a"], "options": {"namespace": "x"}}),
        ] {
            assert!(hashes.insert(hash(params.clone())), "{params}");
        }
        assert!(hashes.insert(hash_request("create_users_batch", "codes", &Map::new())));
        assert!(hashes.insert(hash_request("delete_users_batch", "list", &Map::new())));
        assert_eq!(hash(json!({"a": 1, "b": 2})), hash(json!({"b": 2, "a": 1})));
    }
}
