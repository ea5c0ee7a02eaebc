//! Calls every operation that returns pages by name, and iterates over the pages.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use genauth::schema::{Constraint, Operation, Param, ParamLocation, ParamType};
use genauth::transport::HttpResponse;
use genauth::{OperationEffect, ViolationKind, operations};
use serde_json::{Map, Value, json};

use crate::samples;
use crate::support::{FakeTransport, SentRequest, violation_paths};

/// The number of operations that return pages.
const PAGED_OPERATIONS: usize = 82;

/// The page size that the service uses if a request does not state one.
const DEFAULT_LIMIT: usize = 10;

/// Where a request states its page number and page size. The library derives this from the registry, but these tests
/// rely on the four places that exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PagingLocation {
    Query,
    Body,
    Pagination,
    OptionsPagination,
}

impl PagingLocation {
    fn of(operation: &Operation) -> Self {
        let has = |name: &str| operation.params.iter().any(|param| param.name() == name);
        match (has("page"), has("pagination"), has("options")) {
            (true, ..) if operation.location_of("page") == ParamLocation::Query => PagingLocation::Query,
            (true, ..) => PagingLocation::Body,
            (_, true, _) => PagingLocation::Pagination,
            (_, _, true) => PagingLocation::OptionsPagination,
            _ => panic!("{} has no known place for its page number", operation.name),
        }
    }

    /// The names of the objects around `page` and `limit`, outermost first.
    fn path(self) -> &'static [&'static str] {
        match self {
            PagingLocation::Query | PagingLocation::Body => &[],
            PagingLocation::Pagination => &["pagination"],
            PagingLocation::OptionsPagination => &["options", "pagination"],
        }
    }

    /// The object in the parameters that contains `page` and `limit`.
    fn object_mut(self, params: &mut Value) -> &mut Map<String, Value> {
        let object = self.path().iter().fold(params, |object, name| &mut object[*name]);
        object.as_object_mut().expect("samples set every object")
    }

    /// The `page` or `limit` of a request, if it is set.
    pub fn number(self, request: &SentRequest, name: &str) -> Option<usize> {
        let text = if self == PagingLocation::Query {
            let (_, query) = request.url.split_once('?')?;
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            pairs.find(|(known, _)| *known == name)?.1.to_owned()
        } else {
            let body = request.json();
            let object = self.path().iter().try_fold(&body, |object, name| object.get(name))?;
            match object.get(name)? {
                Value::String(text) => text.clone(),
                value => value.to_string(),
            }
        };
        Some(text.parse().expect("page and limit are numbers"))
    }

    /// Which items the requested page contains, if the list has this length.
    pub fn requested_items(self, request: &SentRequest, total: usize) -> Range<usize> {
        let page = self.number(request, "page").expect("the page is set");
        let limit = self.number(request, "limit").expect("the limit is set");
        items_on_page(page, limit, total)
    }

    /// The `page` or `limit` of each request.
    pub fn numbers(self, requests: &[SentRequest], name: &str) -> Vec<Option<usize>> {
        requests.iter().map(|request| self.number(request, name)).collect()
    }
}

/// Which items are on a page of a list of this length.
fn items_on_page(page: usize, limit: usize, total: usize) -> Range<usize> {
    let start = (page - 1) * limit;
    start.min(total)..(start + limit).min(total)
}

/// What a table says about the response to an operation.
struct Output {
    type_name: String,
    in_body: bool,
}

/// What the tables under `src/api` say about responses.
#[derive(Default)]
struct Tables {
    /// The output of each operation.
    outputs: HashMap<&'static str, Output>,
    /// The names of the output types that are pages.
    pages: Vec<String>,
}

impl Tables {
    fn read() -> Self {
        let mut tables = Tables::default();
        for source in sources() {
            tables.read_file(&source);
        }
        tables
    }

    fn read_file(&mut self, source: &str) {
        let mut macro_name = "";
        let mut lines = source.lines();
        while let Some(line) = lines.next() {
            if let Some(name) = line.strip_suffix("! {") {
                macro_name = name;
            } else if line == "}" {
                macro_name = "";
            } else if macro_name == "outputs" && line.contains(", page ") {
                let (name, _) = line.trim_start().split_once(',').expect("the line contains a comma");
                self.pages.push(name.to_owned());
            } else if let ("operations", Some(signature)) = (macro_name, line.strip_prefix("    fn ")) {
                // A long signature continues on the next line.
                let mut signature = signature.to_owned();
                while !signature.ends_with(" {") {
                    signature.push_str(lines.next().expect("a signature ends"));
                }
                self.read_signature(&signature);
            }
        }
    }

    fn read_signature(&mut self, signature: &str) {
        let (name, _) = signature.split_once('(').expect("an operation has a builder");
        let operation = operations().find(|operation| operation.name == name).expect(name);
        let (_, output) = signature.rsplit_once("-> ").expect("an operation has an output");
        let mut type_name = output.strip_suffix(" {").expect("a signature ends with a brace");
        let mut in_body = false;
        while let Some((rest, flag @ ("in_body" | "authing" | "inferred" | "path_only" | "secret" | "seen"))) =
            type_name.rsplit_once(", ")
        {
            in_body |= flag == "in_body";
            type_name = rest;
        }
        let type_name = type_name.to_owned();
        self.outputs.insert(operation.name, Output { type_name, in_body });
    }
}

fn sources() -> Vec<String> {
    fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(directory).expect("the directory exists") {
            let path = entry.expect("the directory is readable").path();
            if path.is_dir() {
                collect(&path, files);
            } else {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api"), &mut files);
    let read = |path: PathBuf| fs::read_to_string(path).expect("the file is text");
    files.into_iter().map(read).collect()
}

fn paged_operations() -> Vec<&'static Operation> {
    let paged: Vec<_> = operations().filter(|operation| operation.has_pages()).collect();
    assert_eq!(paged.len(), PAGED_OPERATIONS);
    paged
}

fn items(range: Range<usize>) -> Vec<Value> {
    range.map(|index| json!({"index": index})).collect()
}

/// A page in the form in which this operation returns it.
fn page(operation: &Operation, output: &Output, items: &[Value], total: usize) -> HttpResponse {
    let list = if operation.name == "list_role_assignments" {
        "data"
    } else {
        "list"
    };
    let mut response = match (&*output.type_name, output.in_body) {
        (name, false) if name.starts_with("Vec<") => json!({"data": items}),
        (_, false) => json!({"data": {list: items, "totalCount": total}}),
        (_, true) => json!({list: items, "totalCount": total}),
    };
    response["statusCode"] = 200.into();
    HttpResponse::new(200, response.to_string())
}

/// A transport that serves this many items, page by page.
fn server(operation: &'static Operation, output: Output, total: usize) -> FakeTransport {
    let location = PagingLocation::of(operation);
    FakeTransport::responding(move |request| {
        let number = location.number(request, "page").expect(operation.name);
        let limit = location.number(request, "limit").unwrap_or(DEFAULT_LIMIT);
        let items = items(items_on_page(number, limit, total));
        Ok(page(operation, &output, &items, total))
    })
}

/// The parameter `page` or `limit`.
fn paging_param(operation: &'static Operation, name: &str) -> &'static Param {
    let mut params = operation.params;
    for object in PagingLocation::of(operation).path() {
        let param = params.iter().find(|param| param.name() == *object);
        let schema = param.expect(operation.name).ty.object();
        params = schema.expect(operation.name).fields();
    }
    let param = params.iter().find(|param| param.name() == name);
    param.expect(operation.name)
}

fn max_limit(operation: &'static Operation) -> Option<usize> {
    let constraints = paging_param(operation, "limit").constraints;
    constraints.iter().find_map(|constraint| match constraint {
        Constraint::Range(bounds) => usize::try_from(bounds.max?).ok(),
        Constraint::DocumentedMax(max) => usize::try_from(*max).ok(),
        _ => None,
    })
}

/// A value for `page` or `limit`, with the type that this operation takes.
fn paging_value(operation: &'static Operation, name: &str, value: usize) -> Value {
    match paging_param(operation, name).ty {
        ParamType::String => value.to_string().into(),
        _ => value.into(),
    }
}

/// Sets all parameters of an operation, iterates over its items, and returns the requests that were sent. Asserts that
/// each of them equals the original request except for its page number.
fn iterate(operation: &'static Operation, output: Output, limit: Option<usize>, total: usize) -> Vec<SentRequest> {
    let name = operation.name;
    let location = PagingLocation::of(operation);
    let mut params = samples::request(operation);
    let paging = location.object_mut(&mut params);
    paging.remove("page");
    paging.remove("limit");
    if let Some(limit) = limit {
        paging.insert("limit".to_owned(), paging_value(operation, "limit", limit));
    }
    let fake = server(operation, output, total);
    let client = fake.client();
    let request = client.prepare(name, params.clone()).expect(name);
    let found: Result<Vec<_>, _> = request.items().collect();
    assert_eq!(found.expect(name), items(0..total), "{name}");

    let sent = fake.operations();
    for (sent, page) in sent.iter().zip(1_usize..) {
        let mut params = params.clone();
        let paging = location.object_mut(&mut params);
        paging.insert("page".to_owned(), paging_value(operation, "page", page));
        if let Some(limit) = location.number(sent, "limit") {
            paging.insert("limit".to_owned(), paging_value(operation, "limit", limit));
        }
        let expected = client.prepare(name, params).expect(name).build();
        sent.assert_equals(&expected.expect(name));
    }
    sent
}

#[test]
fn every_paged_operation_is_iterated_in_order_and_to_the_end() {
    let mut tables = Tables::read();
    let (mut locations, mut writes) = (BTreeMap::new(), Vec::new());
    for operation in paged_operations() {
        let name = operation.name;
        let location = PagingLocation::of(operation);
        *locations.entry(location).or_insert(0) += 1;
        if operation.effect != OperationEffect::Read {
            writes.push(name);
        }
        let output = tables.outputs.remove(name).expect(name);
        let sent = iterate(operation, output, Some(4), 11);
        assert_eq!(location.numbers(&sent, "page"), [1, 2, 3].map(Some), "{name}");
        assert_eq!(location.numbers(&sent, "limit"), [Some(4); 3], "{name}");
    }
    // These two count as writes, although they are not known to change anything.
    assert_eq!(writes, ["get_metadata_group_list", "import_tenant_notify_user"]);
    println!("{locations:?}");
    assert_eq!(locations.len(), 4, "{locations:?}");
    assert_eq!(locations.values().sum::<usize>(), PAGED_OPERATIONS);
}

#[test]
fn every_paged_operation_requests_the_largest_documented_pages() {
    let mut tables = Tables::read();
    let mut limits = BTreeMap::new();
    for operation in paged_operations() {
        let name = operation.name;
        let max_limit = max_limit(operation);
        *limits.entry(max_limit).or_insert(0) += 1;
        if max_limit.is_none() && paging_param(operation, "limit").required {
            // Without a maximum there is no page size to default to, so the caller must set one.
            let fake = FakeTransport::succeeding();
            let request = fake.client().prepare(name, json!({})).unwrap();
            let paths = violation_paths(request.pages().next().unwrap());
            assert!(paths.iter().any(|path| path == "limit"), "{name}: {paths:?}");
            assert!(fake.requests().is_empty());
            continue;
        }
        let output = tables.outputs.remove(name).expect(name);
        let total = 2 * max_limit.unwrap_or(DEFAULT_LIMIT) + 1;
        let sent = iterate(operation, output, None, total);
        // If the page size is unknown, a page may be short without being the last one, so iteration only ends at an
        // empty page.
        let expected_requests = if max_limit.is_some() { 3 } else { 4 };
        let sent_limits = PagingLocation::of(operation).numbers(&sent, "limit");
        assert_eq!(sent_limits, vec![max_limit; expected_requests], "{name}");
    }
    println!("{limits:?}");
    assert!(limits[&Some(50)] > 30, "{limits:?}");
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum PageForm {
    FreeJson,
    List,
    PageType,
}

#[test]
fn every_paged_operation_has_an_output_that_is_a_page() {
    let Tables { outputs, pages } = Tables::read();
    assert_eq!(outputs.len(), operations().count());
    assert!(pages.len() > 50, "{} outputs are pages", pages.len());
    let mut forms = BTreeMap::new();
    for operation in paged_operations() {
        let output = &outputs[operation.name].type_name;
        let form = match &**output {
            "Value" => PageForm::FreeJson,
            name if name.starts_with("Vec<") => PageForm::List,
            name if pages.iter().any(|page| page == name) => PageForm::PageType,
            name => panic!("{} has pages, but its output is {name}", operation.name),
        };
        *forms.entry(form).or_insert(0) += 1;
    }
    println!("{forms:?}");
    assert!(forms[&PageForm::PageType] > 50, "{forms:?}");
}

#[test]
fn requesting_pages_of_an_unpaged_operation_is_one_violation() {
    let fake = FakeTransport::succeeding();
    let client = fake.client();
    let unpaged: Vec<_> = operations().filter(|operation| !operation.has_pages()).collect();
    assert_eq!(unpaged.len(), operations().count() - PAGED_OPERATIONS);
    for operation in unpaged {
        let name = operation.name;
        let request = client.prepare(name, samples::request(operation)).expect(name);
        let mut pages = request.pages();
        let error = pages.next().expect(name).expect_err(name);
        assert_eq!(
            error.to_string(),
            format!("{name}: invalid request: page is not a parameter of this operation")
        );
        assert!(error.is_validation());
        assert_eq!(error.violations()[0].kind(), ViolationKind::Unsupported);
        assert_eq!(error.operation(), Some(name));
        assert!(pages.next().is_none(), "{name}");
        let mut items = request.items();
        assert!(items.next().expect(name).expect_err(name).is_validation(), "{name}");
        assert!(items.next().is_none(), "{name}");
    }
    assert!(fake.requests().is_empty());
}
