//! What is printed on stdout: data only.

mod cells;
pub mod fields;
#[cfg(feature = "jq")]
mod jq;
mod json;
pub mod rows;
mod table;

use std::io::{self, BufWriter, StdoutLock, Write};

use clap::ArgMatches;
use serde_json::Value;

use crate::failure::Failure;
use crate::options::Global;
use crate::terminal::{self, ColorChoice};
use cells::Columns;
use json::Style;
use table::Table;

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Json,
    /// One value on each line.
    Jsonl,
    Table,
    Csv,
}

/// The output options of a command.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub format: Option<Format>,
    pub fields: Vec<String>,
    pub jq: Option<String>,
    pub envelope: bool,
    pub color: bool,
    /// Whether people read it: JSON is indented, and long cells of tables are shortened.
    pub is_terminal: bool,
}

impl Options {
    pub fn new(global: &Global, matches: &ArgMatches) -> Result<Self, Failure> {
        let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
        let format = text("output").map(|format| match format {
            "json" => Format::Json,
            "jsonl" => Format::Jsonl,
            "table" => Format::Table,
            _ => Format::Csv,
        });
        let fields = text("fields").map(|names| names.split(',').map(|name| name.trim().to_owned()).collect());
        let options = Options {
            format,
            fields: fields.unwrap_or_default(),
            jq: text("jq").map(str::to_owned),
            envelope: matches.get_flag("envelope"),
            color: global.color.on_stdout(),
            is_terminal: terminal::is_stdout() || global.color == ColorChoice::Always,
        };
        let is_grid = matches!(format, Some(Format::Table | Format::Csv));
        match (&options.jq, is_grid, options.envelope) {
            (Some(_), true, _) => Err(Failure::usage("--jq cannot be combined with -o table or -o csv")),
            (_, true, true) => Err(Failure::usage("--envelope cannot be combined with -o table or -o csv")),
            (Some(_), ..) if !options.fields.is_empty() => Err(Failure::usage("--jq and --fields cannot be combined")),
            _ => Ok(options),
        }
    }
}

/// Writes values to stdout.
pub struct Printer {
    options: Options,
    out: BufWriter<StdoutLock<'static>>,
    #[cfg(feature = "jq")]
    filter: Option<jq::Filter>,
    table: Option<Table>,
    csv: Option<(csv::Writer<Vec<u8>>, Columns)>,
    /// The `--fields` that no item had so far.
    missing: Vec<String>,
    has_looked: bool,
    /// Whether an item of a JSON list was written.
    has_items: bool,
    is_list: bool,
}

impl Printer {
    /// Compiles the filter, so that a mistake in it is found before anything is sent.
    pub fn new(options: Options) -> Result<Self, Failure> {
        #[cfg(not(feature = "jq"))]
        if options.jq.is_some() {
            return Err(Failure::usage("this build has no --jq: it needs the feature `jq`"));
        }
        Ok(Printer {
            #[cfg(feature = "jq")]
            filter: options.jq.as_deref().map(jq::Filter::new).transpose()?,
            missing: options.fields.clone(),
            has_looked: false,
            options,
            out: BufWriter::new(io::stdout().lock()),
            table: None,
            csv: None,
            has_items: false,
            is_list: false,
        })
    }

    /// Prints the data of a response.
    pub fn data(mut self, data: Value) -> Result<(), Failure> {
        let format = self.options.format.unwrap_or(Format::Json);
        let picks = !self.options.fields.is_empty();
        let has_rows = rows::find(&data).is_some();
        match rows::find(&data) {
            Some(rows) => rows.iter().for_each(|row| self.look_for_fields(row)),
            None => self.look_for_fields(&data),
        }
        match format {
            Format::Json if picks && has_rows => {
                let items = rows::take(data)
                    .into_iter()
                    .map(|item| fields::pick(item, &self.options.fields));
                self.value(&Value::Array(items.collect()))?;
            }
            Format::Json => {
                let data = if picks {
                    fields::pick(data, &self.options.fields)
                } else {
                    data
                };
                self.value(&data)?;
            }
            Format::Jsonl | Format::Table | Format::Csv => {
                // Without a list, the data itself is the only row. A filter applies to the whole of it.
                let is_whole = self.options.jq.is_some() || !has_rows;
                let items = if is_whole { vec![data] } else { rows::take(data) };
                for item in items {
                    self.row(item, format)?;
                }
            }
        }
        self.finish()
    }

    fn look_for_fields(&mut self, item: &Value) {
        self.has_looked = true;
        self.missing.retain(|field| fields::get(item, field).is_none());
    }

    /// Prints one item of many, as they come.
    pub fn item(&mut self, item: Value) -> Result<(), Failure> {
        self.look_for_fields(&item);
        match self.options.format.unwrap_or(Format::Jsonl) {
            Format::Json if self.options.jq.is_none() => {
                let item = fields::pick(item, &self.options.fields);
                let separator = if self.has_items { ",\n" } else { "[\n" };
                self.is_list = true;
                self.has_items = true;
                self.write(separator)?;
                self.write(&item.to_string())
            }
            format => self.row(item, format),
        }
    }

    /// Prints the end of a list of items.
    pub fn end_items(mut self) -> Result<(), Failure> {
        if self.is_list {
            self.write("\n]\n")?;
        } else if self.options.format == Some(Format::Json) && self.options.jq.is_none() {
            self.write("[]\n")?;
        }
        self.finish()
    }

    fn row(&mut self, item: Value, format: Format) -> Result<(), Failure> {
        match format {
            Format::Table => {
                let table = self.table.get_or_insert_with(|| Table::new(&self.options));
                if let Some(text) = table.add(item) {
                    self.write(&text)?;
                }
                Ok(())
            }
            Format::Csv => self.csv_row(&item),
            Format::Json | Format::Jsonl => {
                let item = fields::pick(item, &self.options.fields);
                self.compact(&item)
            }
        }
    }

    fn csv_row(&mut self, item: &Value) -> Result<(), Failure> {
        let failed = |error: csv::Error| Failure::internal(format!("cannot write CSV: {error}"));
        let (writer, columns) = match &mut self.csv {
            Some(csv) => csv,
            csv => {
                let columns = Columns::new(&self.options.fields, std::slice::from_ref(item));
                let mut writer = csv::Writer::from_writer(Vec::new());
                writer.write_record(columns.names()).map_err(failed)?;
                csv.insert((writer, columns))
            }
        };
        writer.write_record(columns.cells(item)).map_err(failed)?;
        writer.flush().map_err(|error| Failure::output(&error))?;
        let text = std::mem::replace(
            writer,
            csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new()),
        );
        let text = text
            .into_inner()
            .map_err(|error| Failure::internal(error.to_string()))?;
        self.write(&String::from_utf8_lossy(&text))
    }

    /// A value in the form for people on a terminal, and compact otherwise.
    fn value(&mut self, value: &Value) -> Result<(), Failure> {
        self.filtered(value, self.style())
    }

    fn compact(&mut self, value: &Value) -> Result<(), Failure> {
        self.filtered(value, Style::Compact)
    }

    fn filtered(&mut self, value: &Value, style: Style) -> Result<(), Failure> {
        #[cfg(feature = "jq")]
        if let Some(filter) = &self.filter {
            let results = filter.apply(value)?;
            for result in results {
                match result {
                    Value::String(text) if self.options.format.is_none() => self.write(&format!("{text}\n"))?,
                    result => self.write(&json::text(&result, style))?,
                }
            }
            return Ok(());
        }
        self.write(&json::text(value, style))
    }

    fn style(&self) -> Style {
        match (self.options.color, self.options.is_terminal) {
            (true, _) => Style::Colored,
            (false, true) => Style::Indented,
            (false, false) => Style::Compact,
        }
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        check(self.out.write_all(text.as_bytes()))
    }

    fn finish(mut self) -> Result<(), Failure> {
        if let Some(table) = self.table.take() {
            let text = table.finish();
            self.write(&text)?;
        }
        check(self.out.flush())?;
        // An empty list says nothing about its fields.
        if self.has_looked && !self.missing.is_empty() {
            eprintln!("genauth: nothing has the field {}", self.missing.join(", "));
        }
        Ok(())
    }
}

fn check(result: io::Result<()>) -> Result<(), Failure> {
    result.map_err(|error| Failure::output(&error))
}
