//! Compares decoding a page of 50 users with serde's derive on the same structs.
//!
//! ```text
//! cargo bench --bench decode
//! ```
//!
//! The contestants alternate, so that changes in the speed of the machine affect all of them alike. The output is the
//! median of each, and the median of the ratios of all rounds.
//!
//! On one side is a whole request: `list_users().send()` with a transport that returns a prepared response. On the
//! other side is `serde_json::from_slice` of the same body, into an envelope of derived structs. The request also
//! validates and encodes the parameters, looks up the token, builds the URL, decodes the envelope, and keeps the HTTP
//! response.
//!
//! The derived structs are stricter, which makes them faster: they fail on a `null` and on a number sent as a string,
//! and they drop the string of an unknown enum value. The page contains none of these, so both sides can decode it.
//! `Value` is what a program without structs would use. Every time includes dropping the decoded value.

use std::hint::black_box;
use std::sync::Mutex;
use std::time::Instant;

use genauth::ManagementClient;
use genauth::transport::{HttpRequest, HttpResponse, Transport, TransportError};
use genauth::types::UserPaging;
use serde_json::Value;

const USERS: usize = 50;
const WARM_UP: usize = 300;
const ROUNDS: usize = 3_000;

const TOKEN: &str = r#"{"statusCode":200,"message":"","data":{"access_token":"t","expires_in":7200}}"#;
const EMPTY_PAGE: &str = r#"{"statusCode":200,"message":"","data":{"totalCount":0,"list":[]}}"#;

/// The times of one round, in microseconds.
struct Round {
    page: f64,
    empty_page: f64,
    derived: f64,
    value: f64,
}

fn main() {
    let page = page();
    let client = client();
    assert_complete(&page, &list_users(&client, &page)(), &decode_derived(&page).data);

    let mut rounds = Vec::with_capacity(ROUNDS);
    for number in 0..WARM_UP + ROUNDS {
        let mut times = [0.0; 4];
        // They take turns going first.
        for turn in 0..times.len() {
            let contestant = (number + turn) % times.len();
            times[contestant] = match contestant {
                0 => time(list_users(&client, &page)),
                1 => time(list_users(&client, EMPTY_PAGE)),
                2 => time(|| decode_derived(&page)),
                _ => time(|| serde_json::from_slice::<Value>(page.as_bytes()).expect("valid JSON")),
            };
        }
        if number >= WARM_UP {
            let [page, empty_page, derived, value] = times;
            rounds.push(Round {
                page,
                empty_page,
                derived,
                value,
            });
        }
    }
    let median_of = |value: fn(&Round) -> f64| median(rounds.iter().map(value));
    println!(
        "{ROUNDS} rounds of list_users with {USERS} users, {} bytes, no socket",
        page.len()
    );
    println!("  genauth, whole request   {:8.2} us", median_of(|round| round.page));
    println!("  serde derive             {:8.2} us", median_of(|round| round.derived));
    println!(
        "  ratio                    {:8.3}",
        median_of(|round| round.page / round.derived)
    );
    println!("for comparison");
    println!(
        "  genauth, empty page      {:8.2} us",
        median_of(|round| round.empty_page)
    );
    println!("  serde_json::Value        {:8.2} us", median_of(|round| round.value));
}

/// The next response. It is created before the clock starts, because it would otherwise come from the network.
static PREPARED: Mutex<Option<HttpResponse>> = Mutex::new(None);

/// Returns the prepared response.
struct PreparedTransport;

impl Transport for PreparedTransport {
    fn send(&self, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
        if request.operation == "get_management_token" {
            return Ok(HttpResponse::new(200, TOKEN));
        }
        Ok(PREPARED.lock().unwrap().take().expect("a response for each request"))
    }
}

fn client() -> ManagementClient {
    ManagementClient::builder()
        .access_key_id("60b49eb83fd80adb96f26e68")
        .access_key_secret("not-a-real-secret")
        .transport(PreparedTransport)
        .build()
        .expect("valid settings")
}

/// Prepares a response with this body, and returns the work to measure.
fn list_users(client: &ManagementClient, body: &str) -> impl FnOnce() -> UserPaging {
    PREPARED.lock().unwrap().replace(HttpResponse::new(200, body));
    let request = client.list_users();
    move || request.send().expect("a valid page").data
}

fn decode_derived(body: &str) -> derived::Envelope<derived::UserPaging> {
    serde_json::from_slice(body.as_bytes()).expect("a valid page")
}

/// Asserts that both sides decode the whole page, because otherwise the comparison would be meaningless.
fn assert_complete(page: &str, ours: &UserPaging, theirs: &derived::UserPaging) {
    let page: Value = serde_json::from_str(page).expect("valid JSON");
    assert_eq!(ours.list.len(), USERS);
    assert_eq!(serde_json::to_value(ours).expect("serializable"), page["data"]);
    assert_eq!(serde_json::to_value(theirs).expect("serializable"), page["data"]);
}

/// A page as the service sends it: every documented field, in the documented order.
fn page() -> String {
    let users: Vec<_> = (0..USERS)
        .map(|number| USER.replace('#', &format!("{number:02}")))
        .collect();
    let users = users.join(",");
    format!(r#"{{"statusCode":200,"message":"","requestId":"{ID}","data":{{"totalCount":{USERS},"list":[{users}]}}}}"#)
}

const ID: &str = "934e2d1b-b2f5-4cb9-a4f1-7a1f0e8f3c55";

/// One user. `#` stands for its number.
const USER: &str = concat!(
    r##"{"userId":"6229ffaxxxxxxxxcade3e3#","createdAt":"2022-07-03T02:20:30.000Z","##,
    r##""updatedAt":"2023-11-17T09:41:12.000Z","status":"Activated","workStatus":"Active","externalId":"10010#","##,
    r##""email":"test.user.#@example.com","phone":"188888888#","phoneCountryCode":"+86","username":"bob_#","##,
    r##""name":"张三 #","nickname":"Bob","photo":"https://files.example.com/#.png","##,
    r##""loginsCount":1#,"lastLogin":"2023-11-17T09:41:12.000Z","lastIp":"203.0.113.#","gender":"M","##,
    r##""emailVerified":true,"phoneVerified":false,"passwordLastSetAt":"2022-07-03T02:20:30.000Z","##,
    r##""birthdate":"1986-06-03","country":"CN","province":"BJ","city":"BJ","##,
    r##""address":"北京市朝阳区建国路 # 号","streetAddress":"建国路 # 号","postalCode":"4382#","company":"steamory","##,
    r##""browser":"Chrome","##,
    r##""device":"iOS","givenName":"三","familyName":"张","middleName":"James","profile":"alice","##,
    r##""preferredUsername":"alice","website":"https://bob-#.example.com","zoneinfo":"GMT-08:00","##,
    r##""locale":"af","formatted":"132, My Street,\nKingston, New York 124#.","region":"Xinjiang","##,
    r##""userSourceType":"register","userSourceId":"62fc86xxxxxxxxxxx0fb0b#","##,
    r##""lastLoginApp":"62fc86xxxxxxxxxxx0fb0b#","mainDepartmentId":"60b49xxxxxxxxxxxxxxx6e6#","##,
    r##""lastMfaTime":"2023-11-17T09:41:12.000Z","passwordSecurityLevel":1,"resetPasswordOnNextLogin":false,"##,
    r##""registerSource":["import:manual"],"departmentIds":["624d930c3xxxx5c08dd4986e"],"##,
    r##""identities":[{"identityId":"62f20932xxxxbcc10d966e#","extIdpId":"62f209327xxxxcc10d966ee5","##,
    r##""provider":"wechat","type":"openid","userIdInIdp":"oH_5k5SflrwjGvk7wqpoBKq_cc6M","##,
    r##""userInfoInIdp":{"name":"Bob"},"##,
    r##""accessToken":"","refreshToken":"","originConnIds":["605492ac41xxxxe0362f0707"]}],"##,
    r##""identityNumber":"42010119860603#","customData":{"school":"pku","age":22,"vip":true},"metadataSource":{},"##,
    r##""postIdList":["60b49xxxxxxxxxxxxxxx6e6#"],"statusChangedAt":"2023-11-17T09:41:12.000Z","##,
    r##""tenantId":"623c20b2a062xxxxaa41f5ca","signedUp":"2022-07-03T02:20:30.000Z","##,
    r##""tenantIds":["623c20b2a062xxxxaa41f5ca"]}"##,
);

/// The time in microseconds that the work takes, including dropping its result.
fn time<T>(work: impl FnOnce() -> T) -> f64 {
    let started = Instant::now();
    drop(black_box(work()));
    started.elapsed().as_secs_f64() * 1e6
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The same structs as in the crate, written with serde's derive.
mod derived {
    use serde::{Deserialize, Serialize};
    use serde_json::{Map, Value};

    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    #[allow(dead_code)] // decoded, but not used
    pub struct Envelope<T> {
        pub status_code: i64,
        #[serde(default)]
        pub message: String,
        pub api_code: Option<i64>,
        pub request_id: Option<String>,
        pub data: T,
    }

    macro_rules! structs {
        ($($name:ident { $($field:ident: $type:ty,)* })*) => {$(
            #[derive(Default, Deserialize, Serialize)]
            #[serde(rename_all = "camelCase", default)]
            #[allow(clippy::struct_field_names)] // named by upstream
            pub struct $name { $($field: $type,)* }
        )*};
    }

    structs! {
        UserPaging {
            total_count: i64,
            list: Vec<User>,
        }
        User {
            user_id: String,
            created_at: String,
            updated_at: String,
            status: UserStatus,
            work_status: WorkStatus,
            external_id: String,
            email: String,
            phone: String,
            phone_country_code: String,
            username: String,
            name: String,
            nickname: String,
            photo: String,
            logins_count: i64,
            last_login: String,
            last_ip: String,
            gender: Gender,
            email_verified: bool,
            phone_verified: bool,
            password_last_set_at: String,
            birthdate: String,
            country: String,
            province: String,
            city: String,
            address: String,
            street_address: String,
            postal_code: String,
            company: String,
            browser: String,
            device: String,
            given_name: String,
            family_name: String,
            middle_name: String,
            profile: String,
            preferred_username: String,
            website: String,
            zoneinfo: String,
            locale: String,
            formatted: String,
            region: String,
            user_source_type: UserSourceType,
            user_source_id: String,
            last_login_app: String,
            main_department_id: String,
            last_mfa_time: String,
            password_security_level: i64,
            reset_password_on_next_login: bool,
            register_source: Vec<String>,
            department_ids: Vec<String>,
            identities: Vec<Identity>,
            identity_number: String,
            custom_data: Map<String, Value>,
            metadata_source: Value,
            post_id_list: Vec<String>,
            status_changed_at: String,
            tenant_id: String,
            signed_up: String,
            tenant_ids: Vec<String>,
        }
        Identity {
            identity_id: String,
            ext_idp_id: String,
            provider: ExtIdpType,
            r#type: String,
            user_id_in_idp: String,
            user_info_in_idp: Value,
            access_token: String,
            refresh_token: String,
            origin_conn_ids: Vec<String>,
        }
    }

    macro_rules! enums {
        ($($name:ident { $($variant:ident = $wire:literal,)* })*) => {$(
            #[derive(Default, Deserialize, Serialize)]
            pub enum $name {
                $(#[serde(rename = $wire)] $variant,)*
                #[default]
                #[serde(other)]
                Unknown,
            }
        )*};
    }

    enums! {
        UserStatus {
            Suspended = "Suspended",
            Resigned = "Resigned",
            Activated = "Activated",
            Archived = "Archived",
            Deactivated = "Deactivated",
        }
        WorkStatus {
            Closed = "Closed",
            Active = "Active",
        }
        Gender {
            M = "M",
            F = "F",
            U = "U",
        }
        UserSourceType {
            Excel = "excel",
            Register = "register",
            AdminCreated = "adminCreated",
            Sync = "sync",
        }
        // These are only a few of the many values. With all of them, the derived side would be a little slower.
        ExtIdpType {
            Oidc = "oidc",
            Oauth2 = "oauth2",
            Saml = "saml",
            Ldap = "ldap",
            Wechat = "wechat",
            Google = "google",
            Github = "github",
            Dingtalk = "dingtalk",
        }
    }
}
