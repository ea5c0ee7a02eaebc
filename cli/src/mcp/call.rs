//! The tools `read` and `write`: send operations.

use genauth::schema::Operation;
use genauth::{Request, Response};
use serde_json::{Map, Value, json};

use super::policy::Policy;
use super::tools::{Arguments, Texts, Tools};
use crate::failure::Failure;
use crate::names::kebab;
use crate::output::{fields, rows};

/// Number of characters of a result that an agent gets. More would fill its context.
const MAX_CHARS: usize = 50_000;

pub fn read(tools: &Tools<'_>, arguments: &mut Arguments) -> Result<Texts, Failure> {
    let operation = arguments.operation()?;
    let params = arguments.object("params")?;
    let fields = arguments.texts("fields")?;
    let max_items = arguments.count("max_items")?;
    arguments.end()?;
    if !operation.effect.is_read() {
        return Err(Failure::usage(format!(
            "{} changes something: use `write`. Nothing was sent",
            kebab(operation.name)
        )));
    }
    if max_items.is_some() && !operation.has_pages() {
        return Err(Failure::usage(format!(
            "max_items: {} has no pages",
            kebab(operation.name)
        )));
    }
    let request = checked(tools, operation, params)?;
    match max_items {
        Some(max_items) => items(&request, &fields, max_items),
        None => Ok(texts(operation, request.send()?, &fields)),
    }
}

pub fn write(tools: &Tools<'_>, arguments: &mut Arguments) -> Result<Texts, Failure> {
    let operation = arguments.operation()?;
    let params = arguments.object("params")?;
    let is_dry_run = arguments.flag("dry_run")?;
    arguments.end()?;
    if operation.effect.is_read() {
        return Err(Failure::usage(format!(
            "{} changes nothing: use `read`",
            kebab(operation.name)
        )));
    }
    if is_dry_run {
        return dry_run(tools, operation, params);
    }
    if !tools.policy.allows(operation) {
        return Err(Failure::usage(Policy::refusal(operation)));
    }
    let response = checked(tools, operation, params)?.send()?;
    Ok(texts(operation, response, &[]))
}

/// The request, which is valid. Validated before credentials are needed, because violations can be corrected without.
fn checked(tools: &Tools<'_>, operation: &Operation, params: Map<String, Value>) -> Result<Request<Value>, Failure> {
    let params = Value::Object(params);
    tools
        .offline_client()?
        .prepare(operation.name, params.clone())?
        .validate()?;
    Ok(tools.client()?.prepare(operation.name, params)?)
}

fn dry_run(tools: &Tools<'_>, operation: &Operation, params: Map<String, Value>) -> Result<Texts, Failure> {
    let mut params = Value::Object(params);
    tools
        .offline_client()?
        .prepare(operation.name, params.clone())?
        .validate()?;
    operation.redact_params(&mut params);
    let report = json!({
        "valid": true,
        "sent": false,
        "allowed": tools.policy.allows(operation),
        "endpoint": format!("{} {}", operation.method, operation.path),
        "params": params,
    });
    Ok(vec![report.to_string()])
}

/// The items of as many pages as it takes.
fn items(request: &Request<Value>, names: &[String], max_items: usize) -> Result<Texts, Failure> {
    let operation = request.operation();
    let mut found = Vec::new();
    for item in request.items().take(max_items) {
        let mut item = item?;
        operation.redact_data(&mut item);
        found.push(fields::pick(item, names));
    }
    let is_cut = found.len() == max_items;
    let mut texts = bounded_list(found);
    if is_cut {
        texts.push(format!("The first {max_items} items; there may be more."));
    }
    Ok(texts)
}

/// The data of a response without its secrets.
fn texts(operation: &Operation, response: Response<Value>, names: &[String]) -> Texts {
    let mut data = response.data;
    operation.redact_data(&mut data);
    let cut = rows::cut(&data).filter(|_| operation.has_pages());
    let hint = cut.map(|(shown, total)| {
        format!("{shown} of {total} items; set `max_items` for more, or the parameters of the page.")
    });
    let is_list = rows::find(&data).is_some();
    let mut texts = if is_list && !names.is_empty() {
        bounded_list(
            rows::take(data)
                .into_iter()
                .map(|item| fields::pick(item, names))
                .collect(),
        )
    } else {
        let data = if names.is_empty() {
            data
        } else {
            fields::pick(data, names)
        };
        bounded(data)
    };
    texts.extend(hint);
    texts
}

/// A list with as many items as an agent should get.
fn bounded_list(items: Vec<Value>) -> Texts {
    let total = items.len();
    let mut length = 0;
    let items: Vec<_> = items
        .into_iter()
        .take_while(|item| {
            length += item.to_string().len() + 1;
            length <= MAX_CHARS
        })
        .collect();
    let shown = items.len();
    let mut texts = vec![Value::Array(items).to_string()];
    if shown < total {
        texts.push(format!(
            "Too long: {shown} of {total} items. Ask for fewer `fields`, or for smaller pages."
        ));
    }
    texts
}

fn bounded(data: Value) -> Texts {
    let text = data.to_string();
    if text.len() <= MAX_CHARS {
        return vec![text];
    }
    if rows::find(&data).is_some() {
        return bounded_list(rows::take(data));
    }
    let start: String = text.chars().take(MAX_CHARS).collect();
    let note = format!(
        "Too long: the first {MAX_CHARS} characters of {}. Ask for `fields`.",
        text.len()
    );
    vec![start, note]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_cut_between_items() {
        let items: Vec<_> = (0..100).map(|_| json!({"text": "x".repeat(1_000)})).collect();
        let texts = bounded(json!({"totalCount": 100, "list": items}));
        let list: Vec<Value> = serde_json::from_str(&texts[0]).unwrap();
        assert_eq!(list.len(), 49);
        assert_eq!(
            texts[1],
            "Too long: 49 of 100 items. Ask for fewer `fields`, or for smaller pages."
        );
        assert_eq!(bounded(json!({"list": [1]})), [r#"{"list":[1]}"#]);
    }

    #[test]
    fn other_long_data_is_cut_and_says_so() {
        let texts = bounded(json!({"text": "ü".repeat(60_000)}));
        assert_eq!(texts[0].chars().count(), 50_000);
        assert_eq!(
            texts[1],
            "Too long: the first 50000 characters of 120011. Ask for `fields`."
        );
    }
}
