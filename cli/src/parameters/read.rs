//! The parameters of a request, from `--body`, flags, `--null` and secrets.

use clap::ArgMatches;
use genauth::schema::Operation;
use serde_json::{Map, Value};

use super::convert;
use super::flags::{Flag, flags};
use super::source::{read_text, without_line_break};
use crate::failure::Failure;
use crate::names::{hint, kebab, nearest};
use crate::terminal::{ask_secret, can_ask};

/// Keys of a body that are ignored begin with this: `--skeleton` marks optional fields with it.
pub const COMMENT: &str = "//";

/// Reads the parameters. Flags override the body.
pub fn read(operation: &'static Operation, matches: &ArgMatches) -> Result<Map<String, Value>, Failure> {
    let flags = flags(operation);
    check_stdin(&flags, matches)?;
    let mut params = match matches.get_one::<String>("body") {
        Some(source) => body(source)?,
        None => Map::new(),
    };
    for flag in &flags {
        if let Some(value) = flag_value(flag, matches)? {
            if !flag.is_secret() {
                refuse_secrets_within(flag, &value, matches)?;
            }
            set(&mut params, &flag.path, value)?;
        }
    }
    for name in matches.get_many::<String>("null").into_iter().flatten() {
        let flag = find(&flags, name)?;
        set(&mut params, &flag.path, Value::Null)?;
    }
    for flag in flags.iter().filter(|flag| flag.is_secret() && flag.required) {
        if get(&params, &flag.path).is_none() && can_ask() && !matches.get_flag("skeleton") {
            set(&mut params, &flag.path, prompt(flag)?)?;
        }
    }
    Ok(params)
}

/// All parameters as a JSON object.
pub fn body(source: &str) -> Result<Map<String, Value>, Failure> {
    let path = source.strip_prefix('@').unwrap_or(source);
    if source != "-" && !source.starts_with('@') {
        return Err(Failure::usage("--body must be @FILE, or - for stdin"));
    }
    let text = read_text(path)?;
    // The parser's message may quote a value.
    let place = |error: &serde_json::Error| format!("line {}, column {}", error.line(), error.column());
    match serde_json::from_str(&text) {
        Ok(Value::Object(mut params)) => {
            remove_comments(&mut params);
            Ok(params)
        }
        Ok(_) => Err(Failure::usage(format!("{path} must be a JSON object"))),
        Err(error) => Err(Failure::usage(format!("{path} is not JSON ({})", place(&error)))),
    }
}

fn remove_comments(object: &mut Map<String, Value>) {
    object.retain(|name, _| !name.starts_with(COMMENT));
    object.values_mut().for_each(remove_comments_of_value);
}

fn remove_comments_of_value(value: &mut Value) {
    match value {
        Value::Object(object) => remove_comments(object),
        Value::Array(items) => items.iter_mut().for_each(remove_comments_of_value),
        _ => {}
    }
}

/// Only one of several values can be read from stdin.
fn check_stdin(flags: &[Flag], matches: &ArgMatches) -> Result<(), Failure> {
    let mut readers = Vec::new();
    if matches
        .get_one::<String>("body")
        .is_some_and(|source| matches!(&**source, "-" | "@-"))
    {
        readers.push("body".to_owned());
    }
    for flag in flags {
        let name = flag.long();
        if flag.is_secret() {
            let file = format!("{name}-file");
            if matches.get_one::<String>(&file).is_some_and(|path| path == "-") {
                readers.push(file);
            }
        } else {
            let values = matches.get_many::<String>(&name).into_iter().flatten();
            readers.extend(values.filter(|value| *value == "@-").map(|_| name.clone()));
        }
    }
    match &*readers {
        [_, _, ..] => Err(Failure::usage(format!(
            "only one of --{} can read stdin",
            readers.join(", --")
        ))),
        _ => Ok(()),
    }
}

fn flag_value(flag: &Flag, matches: &ArgMatches) -> Result<Option<Value>, Failure> {
    let name = flag.long();
    if flag.is_secret() {
        return secret(flag, &name, matches);
    }
    let Some(texts) = matches.get_many::<String>(&name) else {
        return Ok(None);
    };
    let texts: Vec<_> = texts.cloned().collect();
    convert::value(&name, &flag.param.ty, &texts).map(Some)
}

/// A secret, which must not be on the command line: other users of the machine could read it there.
fn secret(flag: &Flag, name: &str, matches: &ArgMatches) -> Result<Option<Value>, Failure> {
    let is_given = |name: &str| matches.try_contains_id(name).unwrap_or(false);
    let (file, variable) = (format!("{name}-file"), format!("{name}-env"));
    match (is_given(name), is_given(&file), is_given(&variable)) {
        (false, false, false) => Ok(None),
        (true, false, false)
            if matches
                .get_many::<String>(name)
                .is_some_and(|mut values| values.next().is_some()) =>
        {
            Err(Failure::usage(format!(
                "--{name} is a secret, which others can see on the command line: use --{file} FILE (- is stdin), \
                 --{variable} VARIABLE, or --{name} alone to be asked"
            )))
        }
        (true, false, false) if can_ask() => prompt(flag).map(Some),
        (true, false, false) => Err(Failure::usage(format!(
            "--{name} cannot ask without a terminal: use --{file} or --{variable}"
        ))),
        (false, true, false) => {
            let path = matches.get_one::<String>(&file).map(String::as_str).unwrap_or_default();
            convert_secret(flag, name, without_line_break(&read_text(path)?)).map(Some)
        }
        (false, false, true) => {
            let variable = matches
                .get_one::<String>(&variable)
                .map(String::as_str)
                .unwrap_or_default();
            let text = std::env::var(variable)
                .map_err(|_| Failure::usage(format!("--{name}-env: the variable {variable} is not set")))?;
            convert_secret(flag, name, &text).map(Some)
        }
        _ => Err(Failure::usage(format!(
            "only one of --{name}, --{file} and --{variable} can be given"
        ))),
    }
}

fn prompt(flag: &Flag) -> Result<Value, Failure> {
    let text = ask_secret(&format!("{}: ", flag.wire()))?;
    convert_secret(flag, &flag.long(), &text)
}

fn convert_secret(flag: &Flag, name: &str, text: &str) -> Result<Value, Failure> {
    convert::scalar(&flag.param.ty, text).map_err(|what| Failure::usage(format!("--{name} must be {what}")))
}

/// Refuses an object on the command line that contains a secret. In a file it is allowed.
fn refuse_secrets_within(flag: &Flag, value: &Value, matches: &ArgMatches) -> Result<(), Failure> {
    let Some(schema) = flag.param.ty.object() else {
        return Ok(());
    };
    let mut values = matches.get_many::<String>(&flag.long()).into_iter().flatten();
    if values.all(|text| text.starts_with('@')) {
        return Ok(());
    }
    match secret_field(schema, value) {
        Some(name) => Err(Failure::usage(format!(
            "--{} contains the secret {name}, which others can see on the command line: use @FILE",
            flag.long()
        ))),
        None => Ok(()),
    }
}

/// The first secret field in a value.
fn secret_field(schema: &genauth::schema::ObjectSchema, value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => items.iter().find_map(|item| secret_field(schema, item)),
        Value::Object(object) => schema.fields().iter().find_map(|field| {
            let name = field.name();
            let value = object.get(&*name)?;
            if field.secret {
                return Some(name.into_owned());
            }
            secret_field(field.ty.object()?, value)
        }),
        _ => None,
    }
}

/// The flag that a name of `--null` means: in kebab case or as on the wire.
fn find<'a>(flags: &'a [Flag], name: &str) -> Result<&'a Flag, Failure> {
    let name = name.strip_prefix("--").unwrap_or(name);
    let is_named = |flag: &&Flag| flag.name == name || flag.wire() == name || flag.long() == name;
    flags.iter().find(is_named).ok_or_else(|| {
        let nearest = nearest(&kebab(name), flags.iter().map(|flag| &*flag.name));
        Failure::usage(format!("--null {name}: no such parameter{}", hint(&nearest)))
    })
}

pub fn set(params: &mut Map<String, Value>, path: &[String], value: Value) -> Result<(), Failure> {
    let Some((last, objects)) = path.split_last() else {
        return Ok(());
    };
    let mut object = params;
    for name in objects {
        let nested = object.entry(name.clone()).or_insert_with(|| Value::Object(Map::new()));
        if nested.is_null() {
            *nested = Value::Object(Map::new());
        }
        object = nested
            .as_object_mut()
            .ok_or_else(|| Failure::usage(format!("{name} is not an object, so it has no field {last}")))?;
    }
    object.insert(last.clone(), value);
    Ok(())
}

fn get<'a>(params: &'a Map<String, Value>, path: &[String]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    rest.iter().try_fold(params.get(first)?, |value, name| value.get(name))
}
