//! What holds for every answer, token, header and host, however odd: one function for each property. The tests beside
//! this file and the fuzz targets under `fuzz/` give them their cases. Only the public API is used, and no socket.

use std::collections::HashMap;
use std::fmt::{Debug, Display};
use std::net::IpAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use genauth::{
    Answer, AssociateTenantResource, Call, Error, GetUserResourceStructData, GroupPaging, ManagementClient,
    ManagementClientBuilder, Response, RetryPolicy, Transport, TransportError, User, UserPaging,
};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// Both have letters that JSON escapes, or may.
pub const SECRET: &str = r#"key-secret/5f1d"9c0b"#;
pub const TOKEN: &str = r"head.token\77a0/e2d4";

const KEY_ID: &str = "60b49eb83fd80adb96f26e68";
const TOKEN_PATH: &str = "/api/v3/get-management-token";
const NO_TOKEN: &str = "associate_tenant_resource: no management token: ";

type Headers = Vec<(String, String)>;

/// Answers as told, and keeps the URL and the headers of every call.
struct Wire<F> {
    answer: F,
    sent: Sent,
}

type Sent = Arc<Mutex<Vec<(String, Headers)>>>;

impl<F: Fn(&Call<'_>) -> Answer + Send + Sync> Transport for Wire<F> {
    fn send(&self, call: &Call<'_>) -> Result<Answer, TransportError> {
        let call_sent = (call.url.to_owned(), call.headers.to_vec());
        self.sent.lock().expect("nothing panics here").push(call_sent);
        Ok((self.answer)(call))
    }
}

fn builder() -> ManagementClientBuilder {
    ManagementClient::builder()
        .access_key_id(KEY_ID)
        .access_key_secret(SECRET)
        .retry(RetryPolicy::none())
}

fn wired(
    builder: ManagementClientBuilder,
    answer: impl Fn(&Call<'_>) -> Answer + Send + Sync + 'static,
) -> (Result<ManagementClient, Error>, Sent) {
    let sent = Sent::default();
    let wire = Wire {
        answer,
        sent: Arc::clone(&sent),
    };
    (builder.transport(wire).build(), sent)
}

/// A client that gets its token and, for every operation, that answer.
fn answered(answer: Answer) -> ManagementClient {
    let (client, _) = wired(builder(), move |call| {
        if call.url.ends_with(TOKEN_PATH) {
            token_answer(&Value::from(TOKEN).to_string(), "7200")
        } else {
            answer.clone()
        }
    });
    client.expect("the settings are valid")
}

fn token_answer(token: &str, expires_in: &str) -> Answer {
    let data = format!(r#"{{"access_token":{token},"expires_in":{expires_in}}}"#);
    Answer::new(200, format!(r#"{{"statusCode":200,"data":{data}}}"#))
}

fn associate(client: &ManagementClient) -> AssociateTenantResource {
    let request = client.associate_tenant_resource();
    request.app_id("app").code("book").association(true)
}

#[track_caller]
fn assert_one_line(shown: &impl Display) {
    let line = shown.to_string();
    let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    assert!(!line.contains(breaks), "more than a line: {line:?}");
}

#[track_caller]
fn assert_clean(shown: &str) {
    for secret in [SECRET, TOKEN] {
        let in_json = Value::from(secret).to_string();
        let in_json = in_json.trim_matches('"');
        for spelling in [secret, in_json, &in_json.replace('/', "\\/")] {
            assert!(!shown.contains(spelling), "a secret is shown: {shown}");
        }
    }
}

/// Whether a text can stand in a header.
fn is_printable(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

/// An integer in any of its spellings.
fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => {
            let text = text.trim();
            let integral = || integer(&serde_json::from_str::<f64>(text).ok()?.into());
            text.parse().ok().or_else(integral)
        }
        Value::Number(number) => number.as_i64().or_else(|| {
            // Of a float the shortest text is exact enough: without a fraction, and small enough for the type.
            let float = number.as_f64().filter(|_| number.is_f64())?;
            let in_range = (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&float);
            let whole = format!("{float:.0}");
            (in_range && float.fract() == 0.0).then(|| whole.parse().ok())?
        }),
        _ => None,
    }
}

/// `statusCode` of a body, read with more patience than `Value` has: for depth, huge numbers, and what is no UTF-8.
fn patient_status_code(body: &str) -> Option<i64> {
    let mut fields: HashMap<String, Box<RawValue>> = serde_json::from_str(body).ok()?;
    let status_code = fields.remove("statusCode")?;
    integer(&serde_json::from_str(status_code.get()).ok()?)
}

/// An operation succeeds if the body says so, and in no other case; what fails is told in one line without secrets.
pub fn envelope(status: u16, headers: &[(String, String)], body: &[u8]) {
    let mut answer = Answer::new(status, body);
    answer.headers = headers.to_vec();
    let result = associate(&answered(answer.clone())).send();

    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    match &result {
        Ok(response) => {
            assert_one_line(response);
            assert_clean(&response.to_string());
            assert_clean(&response.message);
            assert_eq!(response.status_code, 200);
            assert_eq!(response.answer, answer);
            assert_eq!(patient_status_code(&String::from_utf8_lossy(body)), Some(200));
        }
        Err(error) => {
            assert_one_line(error);
            assert_clean(&format!("{error}\n{error:?}\n{error:#?}"));
            // The texts as they are, and not as `Debug` escapes them.
            let kept = error.body().map(String::from_utf8_lossy);
            let said = [error.server_message(), error.request_id(), kept.as_deref()];
            let headers = headers.iter().map(|(name, _)| error.header(name));
            for text in said.into_iter().chain(headers).flatten() {
                assert_clean(text);
            }
            assert!(
                !error.is_validation() && !error.is_connect() && !error.is_timeout(),
                "{error}"
            );
        }
    }
    if let Ok(value) = serde_json::from_slice::<Value>(body) {
        expect_verdict(&value, &result);
    }
}

/// Where the body is JSON beyond doubt, the outcome is known.
fn expect_verdict<T: Debug>(body: &Value, result: &Result<Response<T>, Error>) {
    let status_code = body.as_object().and_then(|body| integer(body.get("statusCode")?));
    let data = body.get("data").unwrap_or(&Value::Null);
    let success = data.get("success").unwrap_or(&Value::Null);
    match (result, status_code) {
        (Ok(_), Some(200)) => {
            assert!(data.is_null() || data.is_object(), "{data}");
            assert!(success.is_null() || *success == true, "{data}");
        }
        (Err(error), Some(200)) if *success == false => assert_eq!(error.status_code(), Some(200), "{error}"),
        (Err(error), Some(200)) => {
            let fits = (data.is_null() || data.is_object()) && (success.is_null() || *success == true);
            assert!(!fits, "{error}");
            assert!(
                error.to_string().contains("does not read as IsSuccess: data"),
                "{error}"
            );
        }
        (Err(error), status_code) => assert_eq!(error.status_code(), status_code, "{error}"),
        (Ok(response), status_code) => panic!("{status_code:?} is a success: {response:?}"),
    }
}

/// A token either cannot be used, and the error says that it is about the token, or stands in headers that are sound.
/// Both texts are JSON, or nearly.
pub fn token_claims(token: &str, expires_in: &str) {
    let answer = token_answer(token, expires_in);
    let usable = serde_json::from_slice::<Value>(&answer.body).ok().and_then(|body| {
        let token = body["data"]["access_token"].as_str()?.to_owned();
        let fits = body["statusCode"] == 200 && is_printable(&token) && !token.trim().is_empty();
        fits.then_some(token)
    });
    let (client, sent) = wired(builder(), move |call| {
        if call.url.ends_with(TOKEN_PATH) {
            return answer.clone();
        }
        Answer::new(200, r#"{"statusCode":200}"#)
    });
    let result = associate(&client.expect("the settings are valid")).send();
    let sent = sent.lock().expect("nothing panics here");
    for (_, headers) in &*sent {
        for (name, value) in headers {
            assert!(is_printable(name) && is_printable(value), "{name}: {value:?}");
        }
    }
    if let Err(error) = result {
        assert!(usable.is_none(), "{error}: {usable:?}");
        assert!(error.to_string().starts_with(NO_TOKEN), "{error}");
        assert_one_line(&error);
        assert_eq!(sent.len(), 1, "{error}");
        return;
    }
    let values = |name: &str| -> Vec<&str> {
        let same = sent[1].1.iter().filter(|(known, _)| known == name);
        same.map(|(_, value)| value.as_str()).collect()
    };
    let (authorization, pools) = (values("authorization"), values("x-authing-userpool-id"));
    assert!(authorization.len() == 1 && pools.len() == 1, "{sent:?}");
    assert_eq!(values("x-genauth-userpool-id"), pools);
    assert!(!pools[0].trim().is_empty(), "{sent:?}");
    if let Some(token) = usable {
        assert_eq!(authorization, [format!("Bearer {token}")]);
    }
}

/// The same for a token that claims this: JSON, or nearly.
pub fn claims_of_token(claims: &[u8]) {
    let token = format!("eyJhbGciOiJIUzI1NiJ9.{}.c2lnbmF0dXJl", base64url(claims));
    token_claims(&Value::from(token.as_str()).to_string(), "7200");

    let (client, sent) = wired(builder(), move |_| {
        token_answer(&Value::from(token.as_str()).to_string(), "7200")
    });
    let sent_well = associate(&client.expect("the settings are valid")).send();
    assert!(sent_well.is_ok(), "{sent_well:?}");
    // What is no JSON may yet begin with some.
    let Ok(claimed) = serde_json::from_slice::<Value>(claims) else {
        return;
    };
    let expected = match &claimed["scoped_userpool_id"] {
        Value::String(pool) if is_printable(pool) && !pool.trim().is_empty() => pool,
        // In which spelling these come is not for this test to say.
        Value::Number(_) | Value::Bool(_) => return,
        _ => KEY_ID,
    };
    let sent = sent.lock().expect("nothing panics here");
    let pool = sent[1].1.iter().find(|(name, _)| name == "x-genauth-userpool-id");
    assert_eq!(pool.map(|(_, value)| value.as_str()), Some(expected));
}

fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = [three, &[0, 0]].concat();
        let bits = u32::from_be_bytes([0, bits[0], bits[1], bits[2]]);
        for digit in 0..=three.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize % 64]));
        }
    }
    text
}

/// Whatever is JSON reads as the type of an operation's `data`, or is an error that says where it does not.
pub fn lenient_reader(data: &str) {
    let client = answered(Answer::new(200, format!(r#"{{"statusCode":200,"data":{data}}}"#)));
    let users = client.list_users().send();
    let groups = client.list_groups().send();
    let user = client.get_user().user_id("u").send();
    // Its items are nested in their like.
    let tree = client.get_user_resource_struct();
    let tree = tree.resource_code("r").user_id("u").namespace_code("n").send();

    // What is no JSON breaks the envelope around it, or mends it to something else.
    let Ok(value) = serde_json::from_str::<Value>(data) else {
        let _ = shown(users) + &shown(groups) + &shown(user) + &shown(tree);
        return;
    };
    expect_reading("UserPaging", &value, &users);
    expect_reading("GroupPaging", &value, &groups);
    expect_reading("User", &value, &user);
    expect_reading("GetUserResourceStructData", &value, &tree);
    let nothing = Map::new();
    let fields = value.as_object().unwrap_or(&nothing);
    if let Ok(users) = &users {
        expect_page(fields, users.data.total_count, users.data.list.len());
    }
    if let Ok(groups) = &groups {
        expect_page(fields, groups.data.total_count, groups.data.list.len());
    }
    if let Ok(user) = &user {
        match fields.get("userId").unwrap_or(&Value::Null) {
            Value::String(id) => assert_eq!(user.data.user_id, *id),
            Value::Null => assert_eq!(user.data.user_id, ""),
            _ => {}
        }
    }
    if fields.is_empty() && users.is_ok() {
        let defaults = [
            format!("{:?}", UserPaging::default()),
            format!("{:?}", GroupPaging::default()),
            format!("{:?}", User::default()),
            format!("{:?}", GetUserResourceStructData::default()),
        ];
        assert_eq!([shown(users), shown(groups), shown(user), shown(tree)], defaults);
    }
}

/// The data, or the error.
fn shown<T: Debug>(result: Result<Response<T>, Error>) -> String {
    match result {
        Ok(response) => format!("{:?}", response.data),
        Err(error) => error.to_string(),
    }
}

fn expect_reading<T: Debug>(type_name: &str, data: &Value, result: &Result<Response<T>, Error>) {
    match result {
        Ok(response) => {
            assert!(data.is_object() || data.is_null(), "{type_name}: {data}");
            assert!(format!("{:?}{:#?}", response.data, response.data).starts_with(type_name));
        }
        Err(error) => {
            let line = error.to_string();
            let (_, reason) = line
                .split_once(&format!("the answer does not read as {type_name}: data"))
                .unwrap_or_else(|| panic!("{line}"));
            // A long path is cut.
            let told = reason.contains(": expected ") && reason.contains(", found ");
            assert!(told || reason.contains("..."), "{line}");
            assert!(!data.is_null() && *data != Value::Object(Map::new()), "{line}");
            assert_one_line(error);
        }
    }
}

fn expect_page(fields: &Map<String, Value>, total_count: i64, length: usize) {
    let count = fields.get("totalCount").unwrap_or(&Value::Null);
    let expected = if count.is_null() { Some(0) } else { integer(count) };
    assert_eq!(Some(total_count), expected, "{count}");
    let expected = match fields.get("list") {
        None | Some(Value::Null) => 0,
        Some(Value::Array(items)) => items.len(),
        // One item alone is a list of one.
        Some(_) => 1,
    };
    assert_eq!(length, expected);
}

/// Digits are so many seconds, and what is neither digits nor a date is nothing; whichever call is put off, and in
/// whatever case the name of the header comes.
pub fn retry_after(name: &str, value: &str) {
    let busy = Answer::new(429, "").with_header(name, value);
    let answer = busy.clone();
    let (unfit, _) = wired(builder(), move |_| answer.clone());
    for client in [answered(busy), unfit.expect("the settings are valid")] {
        let Err(error) = associate(&client).send() else {
            panic!("429 is a success");
        };
        assert!(error.is_rate_limited() && error.is_retryable(), "{error}");
        assert_one_line(&error);
        let wait = error.retry_after();
        let text = value.trim();
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let seconds = text.bytes().fold(0_u64, |seconds, digit| {
                seconds.saturating_mul(10).saturating_add(u64::from(digit - b'0'))
            });
            assert_eq!(wait, Some(Duration::from_secs(seconds)), "{error}");
            assert!(
                error.to_string().contains(&format!("try again in {seconds} s")),
                "{error}"
            );
        } else if wait.is_some() {
            // Every form of a date names the month, the day and the time.
            let is_date = text.contains(':') && text.contains(|letter: char| letter.is_ascii_alphabetic());
            assert!(is_date && text.is_ascii(), "{error}");
        }
    }
}

/// A host that is taken is where calls go, and nothing else than a host.
pub fn host(text: &str) {
    for allow_http in [true, false] {
        let builder = builder().host(text).allow_http(allow_http);
        let (client, sent) = wired(builder, |call| {
            if call.url.ends_with(TOKEN_PATH) {
                token_answer("\"t\"", "7200")
            } else {
                Answer::new(200, r#"{"statusCode":200}"#)
            }
        });
        let client = match client {
            Ok(client) => client,
            Err(error) => {
                assert!(error.is_validation(), "{error}");
                assert_one_line(&error);
                continue;
            }
        };
        let result = associate(&client).send();
        assert!(result.is_ok(), "{result:?}");
        let sent = sent.lock().expect("nothing panics here");
        assert_eq!(sent.len(), 2);
        for (url, _) in &*sent {
            expect_below(text.trim(), url, allow_http);
        }
    }
}

/// Expects that a URL is one of the service at that host.
fn expect_below(host: &str, url: &str, allow_http: bool) {
    assert!(url.bytes().all(|byte| byte.is_ascii_graphic()), "{url:?}");
    let (scheme, rest) = host.split_once("://").expect("there is a scheme");
    let scheme = scheme.to_ascii_lowercase();
    let authority = rest.split('/').next().unwrap_or_default();
    assert!(url.starts_with(&format!("{scheme}://{authority}/")), "{url}");
    assert!(!authority.contains('@') && !url.contains(['?', '#']), "{url}");
    let path = "/api/v3/associate-tenant-resource";
    assert!(url.ends_with(path) || url.ends_with(TOKEN_PATH), "{url}");
    // A name or an address in brackets, and a port.
    let name_ends = if authority.starts_with('[') {
        authority.find(']').map(|end| end + 1)
    } else {
        authority.find(':')
    };
    let (name, port) = authority.split_at(name_ends.unwrap_or(authority.len()));
    assert!(!name.is_empty(), "{url}");
    if !port.is_empty() {
        let digits = port.strip_prefix(':').unwrap_or_default();
        assert!(digits.bytes().all(|digit| digit.is_ascii_digit()), "{url}");
        assert!(digits.parse::<u16>().is_ok_and(|port| port > 0), "{url}");
    }
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    let is_loopback = match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => bare.eq_ignore_ascii_case("localhost"),
    };
    assert!(
        scheme == "https" || (scheme == "http" && (allow_http || is_loopback)),
        "{url}"
    );
}
