//! `--jq`: filters of jq.

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, data, unwrap_valr};
use jaq_json::{Val, read};
use serde_json::Value;

use crate::failure::Failure;

pub struct Filter(jaq_core::Filter<data::JustLut<Val>>);

impl Filter {
    pub fn new(code: &str) -> Result<Self, Failure> {
        let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
        let arena = Arena::default();
        let modules = Loader::new(definitions)
            .load(&arena, File { code, path: () })
            .map_err(|_| Failure::usage(format!("--jq: {code:?} is not a valid filter")))?;
        let filter = Compiler::default()
            .with_funs(functions)
            .compile(modules)
            .map_err(|errors| {
                let undefined = errors.into_iter().flat_map(|(_, errors)| errors);
                let names: Vec<_> = undefined.map(|(name, _)| name.to_owned()).collect();
                Failure::usage(format!("--jq: {} is not defined", names.join(", ")))
            })?;
        Ok(Filter(filter))
    }

    /// All results for one input.
    pub fn apply(&self, input: &Value) -> Result<Vec<Value>, Failure> {
        let failed = |message: String| Failure::usage(format!("--jq: {message}"));
        // Through text, as both libraries have their own values.
        let input = read::parse_single(input.to_string().as_bytes()).map_err(|error| failed(error.to_string()))?;
        let context = Ctx::<data::JustLut<Val>>::new(&self.0.lut, Vars::new([]));
        let mut results = Vec::new();
        for result in self.0.id.run((context, input)).map(unwrap_valr) {
            let text = result.map_err(|error| failed(error.to_string()))?.to_string();
            // Numbers that JSON does not have, such as NaN, become null, as in jq.
            results.push(serde_json::from_str(&text).unwrap_or_default());
        }
        Ok(results)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn filters_have_results_and_errors() {
        let apply = |code: &str, input: Value| Filter::new(code).unwrap().apply(&input);
        assert_eq!(
            apply(".list[].id", json!({"list": [{"id": 1}, {"id": "x"}]})).unwrap(),
            [json!(1), json!("x")]
        );
        assert_eq!(
            apply("map(select(. > 1)) | length", json!([1, 2, 3])).unwrap(),
            [json!(2)]
        );
        assert!(apply(".a.b", json!({"a": 1})).is_err());
        let message = |code: &str| Filter::new(code).err().unwrap().to_string();
        assert_eq!(message(".["), r#"--jq: ".[" is not a valid filter"#);
        assert_eq!(message("foo"), "--jq: foo is not defined");
    }
}
