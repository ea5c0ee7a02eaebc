//! Pages and the items on them: of every operation that has pages, and of typed requests to the last detail.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use genauth::{
    Answer, Error, Kind, ListUsersOptions, ManagementClient, Operation, OperationEffect, Pagination, Param, Place,
    ResGroup, RetryPolicy, Rule, TransportError, TransportErrorKind, operations,
};
use serde_json::{Map, Value, json};

use crate::samples;
use crate::stand_in::{TOKEN_ANSWER, TOKEN_PATH};
use crate::support::{Fake, Sent, builder};

/// How many operations answer page by page.
const PAGED: usize = 80;

/// What the service takes as `limit` where none is asked for.
const DEFAULT_LIMIT: usize = 10;

fn client_of(fake: &Fake) -> ManagementClient {
    let builder = builder().transport(fake.clone()).retry(RetryPolicy::none());
    builder.build().expect("the settings are valid")
}

/// What was sent, but for the request for the token.
fn calls(fake: &Fake) -> Vec<Sent> {
    fake.sent().into_iter().filter(|sent| !sent.is_for_token()).collect()
}

/// The value of a parameter in the query.
fn in_query(sent: &Sent, name: &str) -> Option<Value> {
    let (_, query) = sent.url.split_once('?')?;
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(known, _)| *known == name)?;
    Some(serde_json::from_str(value).expect("a number"))
}

fn body_of(sent: &Sent) -> Value {
    serde_json::from_str(&sent.body).expect("the body is JSON")
}

/// Where a call says which page it wants. Not as the crate finds it: there are these four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    Query,
    Body,
    Pagination,
    OptionsPagination,
}

impl Asked {
    fn by(operation: &Operation) -> Self {
        let named = |name: &str| operation.params.iter().any(|param| param.name() == name);
        match (named("page"), named("pagination"), named("options")) {
            (true, ..) if operation.place_of("page") == Place::Query => Asked::Query,
            (true, ..) => Asked::Body,
            (_, true, _) => Asked::Pagination,
            (_, _, true) => Asked::OptionsPagination,
            _ => panic!("{} says nowhere which page it wants", operation.name),
        }
    }

    /// The objects from the parameters down to the one that holds page and limit.
    fn way(self) -> &'static [&'static str] {
        match self {
            Asked::Query | Asked::Body => &[],
            Asked::Pagination => &["pagination"],
            Asked::OptionsPagination => &["options", "pagination"],
        }
    }

    /// That object among the parameters of a request.
    fn object(self, params: &mut Value) -> &mut Map<String, Value> {
        let below = self.way().iter().fold(params, |object, step| &mut object[*step]);
        below.as_object_mut().expect("samples fill every object")
    }

    fn read(self, sent: &Sent, name: &str) -> Option<Value> {
        if self == Asked::Query {
            return in_query(sent, name);
        }
        let body = body_of(sent);
        let object = self.way().iter().try_fold(&body, |object, step| object.get(step))?;
        object.get(name).cloned()
    }

    fn read_number(self, sent: &Sent, name: &str) -> Option<usize> {
        let value = self.read(sent, name)?;
        let digits = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Some(digits.parse().expect("page and limit are numbers"))
    }
}

/// What the tables say of an operation's answer.
struct Output {
    text: String,
    is_in_body: bool,
}

fn sources() -> Vec<String> {
    fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                walk(&path, files);
            } else {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api"), &mut files);
    let read = |path: PathBuf| fs::read_to_string(path).expect("the file is text");
    files.into_iter().map(read).collect()
}

/// The output of each operation, and the name of each output that is a page.
fn outputs() -> (HashMap<String, Output>, Vec<String>) {
    let (mut outputs, mut pages) = (HashMap::new(), Vec::new());
    for source in sources() {
        let mut lines = source.lines();
        while let Some(line) = lines.next() {
            if let Some((name, _)) = line.strip_prefix("    fn ").and_then(|row| row.split_once('(')) {
                // A long row goes on in the next line.
                let mut row = line.to_owned();
                while !row.ends_with(" {") {
                    row.push_str(lines.next().expect("a row ends"));
                }
                let (_, output) = row.rsplit_once("-> ").expect("an operation has an output");
                let output = output.strip_suffix(" {").expect("the row ended there");
                let text = output.strip_suffix(", in_body").unwrap_or(output);
                let is_in_body = text != output;
                let text = text.to_owned();
                outputs.insert(name.to_owned(), Output { text, is_in_body });
            } else if let Some((name, _)) = line.strip_prefix("    ").and_then(|row| row.split_once(", page ")) {
                pages.push(name.to_owned());
            }
        }
    }
    (outputs, pages)
}

fn paged() -> Vec<&'static Operation> {
    let paged: Vec<_> = operations().filter(|operation| operation.has_pages()).collect();
    assert_eq!(paged.len(), PAGED);
    paged
}

fn items(range: std::ops::Range<usize>) -> Vec<Value> {
    range.map(|index| json!({"index": index})).collect()
}

/// The items that stand on a page.
fn items_on(page: usize, limit: usize, total: usize) -> Vec<Value> {
    let first = (page - 1) * limit;
    items(first.min(total)..(first + limit).min(total))
}

/// One page as that operation answers it.
fn page_of(operation: &Operation, output: &Output, items: &[Value], total: usize) -> Answer {
    let list = if operation.name == "list_role_assignments" {
        "data"
    } else {
        "list"
    };
    let mut answer = match (&*output.text, output.is_in_body) {
        (text, false) if text.starts_with("Vec<") => json!({"data": items}),
        (_, false) => json!({"data": {list: items, "totalCount": total}}),
        (_, true) => json!({list: items, "totalCount": total}),
    };
    answer["statusCode"] = 200.into();
    Answer::new(200, answer.to_string())
}

/// A service with so many items, which it gives page by page as that operation does.
fn service_of(operation: &'static Operation, output: Output, total: usize) -> Fake {
    let asked = Asked::by(operation);
    Fake::answering(move |sent| {
        let page = asked.read_number(sent, "page").expect(operation.name);
        let limit = asked.read_number(sent, "limit").unwrap_or(DEFAULT_LIMIT);
        let items = items_on(page, limit, total);
        Ok(page_of(operation, &output, &items, total))
    })
}

/// The row of `page` or `limit`.
fn paging_param(operation: &'static Operation, name: &str) -> &'static Param {
    let steps = Asked::by(operation).way().iter().chain([&name]);
    let mut params = operation.params;
    let mut found = None;
    for step in steps {
        let param = params
            .iter()
            .find(|param| param.name() == **step)
            .expect(operation.name);
        if let Kind::Object(model) = param.kind {
            params = model.fields();
        }
        found = Some(param);
    }
    found.expect("there is one step at least")
}

fn documented_limit(operation: &'static Operation) -> Option<usize> {
    let rules = paging_param(operation, "limit").rules;
    rules.iter().find_map(|rule| match rule {
        Rule::Range(range) => usize::try_from(*range.end()).ok(),
        _ => None,
    })
}

/// A page or a limit as that operation takes it.
fn paging_value(operation: &'static Operation, name: &str, value: usize) -> Value {
    match paging_param(operation, name).kind {
        Kind::Text => value.to_string().into(),
        _ => value.into(),
    }
}

/// Walks an operation by its name, with all else that its row allows: the pages that were asked for, and what came.
fn walk(operation: &'static Operation, output: Output, limit: Option<usize>, total: usize) -> Vec<Sent> {
    let name = operation.name;
    let asked = Asked::by(operation);
    let mut params = samples::request(operation);
    let paging = asked.object(&mut params);
    paging.remove("page");
    paging.remove("limit");
    if let Some(limit) = limit {
        paging.insert("limit".to_owned(), paging_value(operation, "limit", limit));
    }
    let fake = service_of(operation, output, total);
    let request = client_of(&fake).prepare(name, params.clone()).expect(name);
    let came: Result<Vec<_>, _> = request.items().collect();
    assert_eq!(came.expect(name), items(0..total), "{name}");

    let calls = calls(&fake);
    for (call, page) in calls.iter().zip(1_usize..) {
        // The same request as without pages, but for the page.
        let mut params = params.clone();
        let paging = asked.object(&mut params);
        paging.insert("page".to_owned(), paging_value(operation, "page", page));
        if let Some(limit) = asked.read_number(call, "limit") {
            paging.insert("limit".to_owned(), paging_value(operation, "limit", limit));
        }
        let parts = client_of(&fake)
            .prepare(name, params)
            .unwrap()
            .into_parts()
            .expect(name);
        let rest = call.url.strip_prefix("https://api.genauth.ai").expect(name);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        assert_eq!((path, query), (&*parts.path, &*parts.query), "{name}");
        assert_eq!(call.body.as_bytes(), parts.body.unwrap_or_default(), "{name}");
    }
    calls
}

fn asked_numbers(asked: Asked, calls: &[Sent], name: &str) -> Vec<Option<usize>> {
    calls.iter().map(|call| asked.read_number(call, name)).collect()
}

#[test]
fn every_operation_that_has_pages_is_walked_in_order_and_to_its_end() {
    let (mut outputs, _) = outputs();
    let mut places = BTreeMap::new();
    for operation in paged() {
        let asked = Asked::by(operation);
        *places.entry(asked).or_insert(0) += 1;
        assert_eq!(operation.effect, OperationEffect::Read, "{}", operation.name);
        let output = outputs.remove(operation.name).expect(operation.name);
        let calls = walk(operation, output, Some(4), 11);
        assert_eq!(
            asked_numbers(asked, &calls, "page"),
            [1, 2, 3].map(Some),
            "{}",
            operation.name
        );
        assert_eq!(
            asked_numbers(asked, &calls, "limit"),
            [Some(4); 3],
            "{}",
            operation.name
        );
    }
    println!("{places:?}");
    assert_eq!(places.len(), 4, "{places:?}");
    assert_eq!(places.values().sum::<usize>(), PAGED);
}

#[test]
fn every_operation_that_has_pages_asks_for_the_largest_ones_it_documents() {
    let (mut outputs, _) = outputs();
    let mut limits = BTreeMap::new();
    for operation in paged() {
        let asked = Asked::by(operation);
        let documented = documented_limit(operation);
        *limits.entry(documented).or_insert(0) += 1;
        if documented.is_none() && paging_param(operation, "limit").required {
            // Then it is the caller's to choose.
            let fake = Fake::succeeding();
            let request = client_of(&fake).prepare(operation.name, json!({})).unwrap();
            let error = request.pages().next().unwrap().expect_err(operation.name);
            assert!(
                error.violations().iter().any(|violation| violation.path() == "limit"),
                "{error}"
            );
            assert!(fake.sent().is_empty());
            continue;
        }
        let output = outputs.remove(operation.name).expect(operation.name);
        let total = 2 * documented.unwrap_or(DEFAULT_LIMIT) + 1;
        let calls = walk(operation, output, None, total);
        // Where nobody knows how many there are on a full page, only an empty one is the end.
        let expected = if documented.is_some() { 3 } else { 4 };
        assert_eq!(
            asked_numbers(asked, &calls, "limit"),
            vec![documented; expected],
            "{}",
            operation.name
        );
    }
    println!("{limits:?}");
    assert!(limits[&Some(50)] > 30, "{limits:?}");
}

#[test]
fn every_operation_that_has_pages_has_an_output_that_is_a_page() {
    let (outputs, pages) = outputs();
    assert_eq!(outputs.len(), operations().count());
    assert!(pages.len() > 50, "{} outputs are pages", pages.len());
    let mut forms = BTreeMap::new();
    for operation in paged() {
        let output = &outputs[operation.name].text;
        let form = match &**output {
            "Value" => "JSON",
            list if list.starts_with("Vec<") => "list",
            page if pages.iter().any(|known| known == page) => "page",
            _ => panic!("{} is walked by pages and gives {output}", operation.name),
        };
        *forms.entry(form).or_insert(0) += 1;
    }
    println!("{forms:?}");
    assert!(forms["page"] > 50, "{forms:?}");
}

#[test]
fn an_operation_without_pages_gives_one_violation() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    let without: Vec<_> = operations().filter(|operation| !operation.has_pages()).collect();
    assert_eq!(without.len(), operations().count() - PAGED);
    for operation in without {
        let name = operation.name;
        let request = client.prepare(name, samples::request(operation)).expect(name);
        let mut pages = request.pages();
        let error = pages.next().expect(name).expect_err(name);
        assert_eq!(
            lines(&error),
            ["page: expected an operation that has pages, found one without"],
            "{name}"
        );
        assert_eq!(error.operation(), Some(name));
        assert!(pages.next().is_none(), "{name}");
        let mut items = request.items();
        assert!(items.next().expect(name).expect_err(name).is_validation(), "{name}");
        assert!(items.next().is_none(), "{name}");
    }
    assert!(fake.sent().is_empty());
}

fn lines(error: &Error) -> Vec<String> {
    assert!(error.is_validation(), "{error}");
    error.violations().iter().map(ToString::to_string).collect()
}

/// What the tests of typed requests are given: groups `g0` to `g(total-1)`, and a total of the service's own.
fn groups_on(sent: &Sent, total: usize, said: Option<i64>) -> Answer {
    let page = Asked::Query.read_number(sent, "page").expect("the page is asked for");
    let limit = Asked::Query.read_number(sent, "limit").expect("the limit is asked for");
    let first = (page - 1) * limit;
    let group = |index| json!({"code": format!("g{index}")});
    let list: Vec<_> = (first.min(total)..(first + limit).min(total)).map(group).collect();
    let mut data = json!({"list": list});
    if let Some(said) = said {
        data["totalCount"] = said.into();
    }
    Answer::new(200, json!({"statusCode": 200, "data": data}).to_string())
}

fn groups(total: usize) -> Fake {
    let said = i64::try_from(total).ok();
    Fake::answering(move |sent| Ok(groups_on(sent, total, said)))
}

fn pages_asked(fake: &Fake) -> Vec<usize> {
    let pages = asked_numbers(Asked::Query, &calls(fake), "page");
    pages
        .into_iter()
        .map(|page| page.expect("the page is asked for"))
        .collect()
}

fn codes(groups: impl IntoIterator<Item = ResGroup>) -> Vec<String> {
    groups.into_iter().map(|group| group.code).collect()
}

fn expected_codes(range: std::ops::Range<usize>) -> Vec<String> {
    range.map(|index| format!("g{index}")).collect()
}

#[test]
fn nothing_is_sent_before_it_is_asked_for() {
    let fake = groups(5);
    let request = client_of(&fake).list_groups().limit(2);
    let (mut pages, mut items) = (request.pages(), request.items());
    assert_eq!((pages.total(), items.total()), (None, None));
    assert_eq!((pages.next_page(), items.next_page()), (1, 1));
    assert!(fake.sent().is_empty());

    assert_eq!(codes(pages.next().unwrap().unwrap().data.list), ["g0", "g1"]);
    assert_eq!(pages_asked(&fake), [1]);
    assert_eq!((pages.total(), pages.next_page()), (Some(5), 2));
    drop(pages);
    assert_eq!(pages_asked(&fake), [1]);

    for code in ["g0", "g1"] {
        assert_eq!(items.next().unwrap().unwrap().code, code);
        assert_eq!(pages_asked(&fake), [1, 1], "{code}");
    }
    assert_eq!((items.total(), items.next_page()), (Some(5), 2));
    assert_eq!(items.next().unwrap().unwrap().code, "g2");
    assert_eq!(pages_asked(&fake), [1, 1, 2]);
    drop(items);
    assert_eq!(codes(request.items().take(2).map(Result::unwrap)), ["g0", "g1"]);
    assert_eq!(pages_asked(&fake), [1, 1, 2, 1]);
}

#[test]
fn it_begins_at_the_page_that_is_set() {
    let fake = groups(9);
    let request = client_of(&fake).list_groups().page(3).limit(2);
    assert_eq!(request.pages().next_page(), 3);
    assert_eq!(codes(request.items().map(Result::unwrap)), expected_codes(4..9));
    assert_eq!(pages_asked(&fake), [3, 4, 5]);
    // The request itself is as it was.
    assert_eq!(request.into_parts().unwrap().query, "limit=2&page=3");
}

#[test]
fn the_limit_is_the_one_that_is_set_or_else_the_largest_documented_one() {
    for (limit, expected) in [(None, 50), (Some(7), 7), (Some(50), 50)] {
        let fake = groups(60);
        let found = client_of(&fake).list_groups().limit(limit).items();
        assert_eq!(codes(found.map(Result::unwrap)), expected_codes(0..60));
        let limits = asked_numbers(Asked::Query, &calls(&fake), "limit");
        assert_eq!(limits, vec![Some(expected); 60 / expected + 1], "{limit:?}");
    }
}

#[test]
fn a_page_that_is_set_beyond_the_limits_is_a_violation_and_nothing_is_sent() {
    let fake = groups(5);
    let client = client_of(&fake);
    for (name, value) in [("limit", json!(51)), ("page", json!(0)), ("page", json!("2"))] {
        let request = client.list_groups().extra(name, value);
        let mut pages = request.pages();
        let error = pages.next().unwrap().unwrap_err();
        assert!(lines(&error)[0].starts_with(name), "{error}");
        assert_eq!(error.violations().len(), 1, "{error}");
        assert!(pages.next().is_none());
        assert!(request.items().next().unwrap().unwrap_err().is_validation());
    }
    assert!(fake.sent().is_empty());
}

#[test]
fn an_empty_first_page_is_a_page_and_the_end() {
    for total in [0, 1000] {
        let fake = Fake::answering(move |sent| Ok(groups_on(sent, 0, Some(total))));
        let request = client_of(&fake).list_groups();
        let mut pages = request.pages();
        assert_eq!(pages.next().unwrap().unwrap().data.list.len(), 0);
        assert_eq!(pages.total(), Some(total));
        assert!(pages.next().is_none());
        assert_eq!(request.items().count(), 0);
        assert_eq!(pages_asked(&fake), [1, 1]);
    }
}

#[test]
fn a_short_page_is_the_end_whatever_the_total_says() {
    for total in [None, Some(-1), Some(0), Some(3), Some(1000)] {
        let fake = Fake::answering(move |sent| Ok(groups_on(sent, 3, total)));
        let request = client_of(&fake).list_groups().limit(2);
        let mut pages = request.pages();
        let sizes: Vec<_> = pages.by_ref().map(|page| page.unwrap().data.list.len()).collect();
        assert_eq!(sizes, [2, 1], "{total:?}");
        // A type of the tables reads a total that is absent as 0.
        assert_eq!(pages.total(), total.or(Some(0)));
        assert_eq!(pages_asked(&fake), [1, 2]);
    }
}

#[test]
fn an_empty_page_behind_full_ones_is_the_end_and_not_shown() {
    for total in [None, Some(0), Some(1), Some(1000)] {
        let fake = Fake::answering(move |sent| Ok(groups_on(sent, 4, total)));
        let request = client_of(&fake).list_groups().limit(2);
        let mut pages = request.pages();
        let sizes: Vec<_> = pages.by_ref().map(|page| page.unwrap().data.list.len()).collect();
        assert_eq!(sizes, [2, 2], "{total:?}");
        assert!(pages.next().is_none());
        assert_eq!(pages_asked(&fake), [1, 2, 3]);
        assert_eq!(codes(request.items().map(Result::unwrap)), expected_codes(0..4));
    }
}

#[test]
fn a_service_that_does_not_turn_the_pages_is_found_out() {
    // It says the token, too, and an error shows none of it.
    let body = r#"{"statusCode":200,"requestId":"stand-in-token","data":{"totalCount":9,"list":[
        {"code":"stand-in-token"},{"code":"g1"}]}}"#;
    assert!(TOKEN_ANSWER.contains("stand-in-token"));
    let fake = Fake::answering(move |_| {
        let answer = Answer::new(200, body).with_header("x-echo", "stand-in-token");
        Ok(answer)
    });
    let request = client_of(&fake).list_groups().limit(2);
    let mut pages = request.pages();
    assert_eq!(pages.next().unwrap().unwrap().data.list.len(), 2);
    let error = pages.next().unwrap().unwrap_err();
    let line = error.to_string();
    assert!(
        line.starts_with("list_groups: page 2 is the same as the one before"),
        "{line}"
    );
    assert_eq!(error.http_status(), Some(200));
    assert!(!error.is_validation() && !error.is_retryable() && !error.may_have_happened());
    let body = error.body().map(String::from_utf8_lossy);
    let shown = format!("{line} {error:?} {body:?} {:?}", error.header("x-echo"));
    assert!(!shown.contains("stand-in-token"), "{shown}");
    assert_eq!(pages.next_page(), 2);
    assert!(pages.next().is_none());
    assert_eq!(pages_asked(&fake), [1, 2]);

    let came: Vec<_> = request.items().map(|item| item.is_ok()).collect();
    assert_eq!(came, [true, true, false]);
}

#[test]
fn an_error_ends_it_and_a_new_request_goes_on_there() {
    let broken = std::sync::atomic::AtomicBool::new(true);
    let fake = Fake::answering(move |sent| {
        let is_third = Asked::Query.read_number(sent, "page") == Some(3);
        if is_third && broken.swap(false, std::sync::atomic::Ordering::SeqCst) {
            return Err(TransportError::new(TransportErrorKind::Interrupted, "gone"));
        }
        Ok(groups_on(sent, 7, Some(7)))
    });
    let request = client_of(&fake).list_groups().limit(2);
    let mut items = request.items();
    let mut came = Vec::new();
    let error = loop {
        match items.next().expect("it ends with the error") {
            Ok(group) => came.push(group),
            Err(error) => break error,
        }
    };
    assert_eq!(error.operation(), Some("list_groups"));
    assert!(error.is_retryable());
    assert!(items.next().is_none() && items.next().is_none());
    assert_eq!((items.next_page(), items.total()), (3, Some(7)));
    assert_eq!(pages_asked(&fake), [1, 2, 3]);

    let rest = request.page(items.next_page()).items();
    came.extend(rest.map(Result::unwrap));
    assert_eq!(codes(came), expected_codes(0..7));
    assert_eq!(pages_asked(&fake), [1, 2, 3, 3, 4]);
}

#[test]
fn a_refusal_ends_it_like_any_other_error() {
    let fake = Fake::answering(|sent| match Asked::Query.read_number(sent, "page") {
        Some(1) => Ok(groups_on(sent, 100, Some(100))),
        _ => Ok(Answer::new(
            200,
            r#"{"statusCode":403,"apiCode":1,"message":"no more"}"#,
        )),
    });
    let mut pages = client_of(&fake).list_groups().pages();
    assert_eq!(pages.next().unwrap().unwrap().data.list.len(), 50);
    assert_eq!(pages.next().unwrap().unwrap_err().status_code(), Some(403));
    assert_eq!(pages.next_page(), 2);
    assert!(pages.next().is_none());
    assert_eq!(pages_asked(&fake), [1, 2]);
}

#[test]
fn behind_the_end_there_is_nothing_more() {
    let fake = groups(3);
    let request = client_of(&fake).list_groups().limit(2);
    let (mut pages, mut items) = (request.pages(), request.items());
    assert_eq!((pages.by_ref().count(), items.by_ref().count()), (2, 3));
    let sent = fake.sent().len();
    for _ in 0..3 {
        assert!(pages.next().is_none() && items.next().is_none());
    }
    assert_eq!(fake.sent().len(), sent);
    assert_eq!((pages.total(), items.total()), (Some(3), Some(3)));
}

#[test]
fn users_are_walked_by_the_pagination_in_their_options() {
    let fake = Fake::answering(|sent| {
        let page = Asked::OptionsPagination.read_number(sent, "page").unwrap();
        let limit = Asked::OptionsPagination.read_number(sent, "limit").unwrap();
        let ids = items_on(page, limit, 5)
            .into_iter()
            .map(|item| json!({"userId": item["index"].to_string()}));
        let data = json!({"totalCount": 5, "list": ids.collect::<Vec<_>>()});
        Ok(Answer::new(200, json!({"statusCode": 200, "data": data}).to_string()))
    });
    let client = client_of(&fake);
    let ids =
        |request: genauth::ListUsers| -> Vec<String> { request.items().map(|user| user.unwrap().user_id).collect() };
    assert_eq!(ids(client.list_users().keywords("a")), ["0", "1", "2", "3", "4"]);
    let bodies = |fake: &Fake| -> Vec<Value> { calls(fake).iter().map(body_of).collect() };
    assert_eq!(
        bodies(&fake),
        [json!({"keywords": "a", "options": {"pagination": {"page": 1, "limit": 50}}})]
    );

    let options = ListUsersOptions::new()
        .with_custom_data(true)
        .pagination(Pagination::new().page(2).limit(2));
    assert_eq!(ids(client.list_users().options(options)), ["2", "3", "4"]);
    let expected = [2, 3].map(|page| {
        let pagination = json!({"page": page, "limit": 2});
        json!({"options": {"withCustomData": true, "pagination": pagination}})
    });
    assert_eq!(bodies(&fake)[1..], expected);
}

#[test]
fn something_else_in_the_place_of_the_pagination_is_a_violation() {
    let fake = Fake::succeeding();
    let client = client_of(&fake);
    for (params, path) in [
        (json!({"options": "many"}), "options"),
        (json!({"options": {"pagination": [1]}}), "options.pagination"),
    ] {
        let request = client.prepare("list_users", params).unwrap();
        let error = request.pages().next().unwrap().unwrap_err();
        let paths: Vec<_> = error.violations().iter().map(genauth::Violation::path).collect();
        assert_eq!(paths, [path]);
    }
    assert!(fake.sent().is_empty());
}

#[test]
fn role_assignments_are_walked_though_their_list_has_another_name() {
    let fake = Fake::answering(|sent| {
        let page = Asked::Query.read_number(sent, "page").unwrap();
        let limit = Asked::Query.read_number(sent, "limit").unwrap();
        let roles = items_on(page, limit, 5)
            .into_iter()
            .map(|item| json!({"roleId": item["index"].to_string()}));
        let data = json!({"totalCount": 5, "data": roles.collect::<Vec<_>>()});
        Ok(Answer::new(200, json!({"statusCode": 200, "data": data}).to_string()))
    });
    let request = client_of(&fake).list_role_assignments().role_code("admin").limit(2);
    let mut items = request.items();
    let ids: Vec<_> = items.by_ref().map(|role| role.unwrap().role_id).collect();
    assert_eq!(ids, ["0", "1", "2", "3", "4"]);
    assert_eq!(items.total(), Some(5));
    assert_eq!(pages_asked(&fake), [1, 2, 3]);
    assert!(
        calls(&fake)
            .iter()
            .all(|sent| sent.url.contains("roleCode=admin") && !sent.url.ends_with(TOKEN_PATH))
    );
}

#[test]
fn an_operation_that_takes_the_page_as_text_is_walked_too() {
    let fake = Fake::answering(|sent| {
        let page = Asked::Body.read_number(sent, "page").unwrap();
        let limit = Asked::Body.read_number(sent, "limit").unwrap();
        let data = json!({"totalCount": 5, "list": vec![json!({}); items_on(page, limit, 5).len()]});
        Ok(Answer::new(
            200,
            json!({"statusCode": 200, "page": page, "data": data}).to_string(),
        ))
    });
    let request = client_of(&fake).list_tenant_admin().tenant_id("t").page("2").limit("2");
    assert_eq!(request.items().map(Result::unwrap).count(), 3);
    let asked: Vec<_> = calls(&fake).iter().map(body_of).collect();
    let expected = ["2", "3"].map(|page| json!({"tenantId": "t", "page": page, "limit": "2"}));
    assert_eq!(asked, expected);
}

#[test]
fn operations_by_other_names_have_typed_pages() {
    let fake = Fake::answering(|_| {
        Ok(Answer::new(
            200,
            r#"{"statusCode":200,"data":{"totalCount":1,"list":[{}]}}"#,
        ))
    });
    let client = client_of(&fake);
    assert_eq!(
        client.list_simple_data_policies().items().map(Result::unwrap).count(),
        1
    );
    assert_eq!(
        client
            .filter_universal_invitation_applicants()
            .items()
            .map(Result::unwrap)
            .count(),
        1
    );
    let records = client.list_invite_tenant_user_records().keywords("a").page(1).limit(2);
    assert_eq!(records.items().map(Result::unwrap).count(), 1);
    assert_eq!(calls(&fake).len(), 3);
}
