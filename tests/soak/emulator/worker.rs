//! One thread, which writes in every way that the client has.

use std::ops::Range;
use std::time::Instant;

use genauth::traits::{AsRequest, Decode};
use genauth::transport::TransportErrorKind;
use genauth::types::{
    ApplicationPermissionRecordItem, CreateUserInfo, DeleteApplicationPermissionRecordItem, Effect, PrincipalType,
    Target, TargetType,
};
use genauth::{BatchReport, Error, InDoubt, ManagementClient, Request};
use serde_json::json;

use super::model::Model;
use super::state::{link, record};
use super::{APPLIED, IN_DOUBT, NOT_APPLIED, NOT_SENT, PAGED_LISTS, READS, REQUESTS, ROUNDS, UNEXPLAINED, WRONG_LISTS};
use crate::faults::Random;
use crate::outcome;
use crate::report::Counts;
use crate::server::WriteOutcome;

/// A user who certainly exists.
#[derive(Clone)]
struct User {
    name: String,
    id: String,
}

pub struct Worker<'a> {
    client: &'a ManagementClient,
    model: Model,
    counts: Counts,
    random: Random,
    until: Instant,
    thread: usize,
    /// Begins the names of everything that this round creates.
    prefix: String,
}

impl<'a> Worker<'a> {
    pub fn new(client: &'a ManagementClient, thread: usize, seed: u64, until: Instant) -> Self {
        Worker {
            client,
            model: Model::default(),
            counts: Counts::new(),
            random: Random(seed.wrapping_mul(1_000_003).wrapping_add(thread as u64)),
            until,
            thread,
            prefix: String::new(),
        }
    }

    /// Sends rounds of requests, and returns what the results say.
    pub fn run(mut self) -> (Model, Counts) {
        let mut round = 0;
        while !self.is_over() {
            self.prefix = format!("t{}-{round}", self.thread);
            self.round();
            self.count(ROUNDS);
            round += 1;
        }
        (self.model, self.counts)
    }

    fn is_over(&self) -> bool {
        Instant::now() >= self.until
    }

    /// What is in doubt is not written again: the emulator may carry out a request late, after the next one.
    fn round(&mut self) {
        let mut users = self.create_users();
        users.extend(self.create_single_users());
        let groups = self.create_groups();
        for code in &groups {
            if self.is_over() {
                return;
            }
            self.change_members("group_members", code, &users, Some(""), |client, ids| {
                client.add_group_members().code(code).user_ids(ids)
            });
            self.compare_members(code);
            self.change_members("group_members", code, &users[users.len() / 2..], None, |client, ids| {
                client.remove_group_members().code(code).user_ids(ids)
            });
            self.compare_members(code);
        }
        if self.is_over() {
            return;
        }
        self.update_users(&users);
        let role = self.create_role();
        if let Some(code) = &role {
            self.change_members("role_users", code, &users, Some(""), |client, ids| {
                let target = |id| Target::new().target_type(PrincipalType::User).target_identifier(id);
                let request = client.assign_role().code(code);
                request.targets(ids.into_iter().map(target).collect::<Vec<_>>())
            });
        }
        let application = self.create_application();
        if let Some((name, id)) = &application {
            self.change_access(name, id, &users);
            self.create_tenants(id);
        }
        self.delete_users(
            &users[..users.len() / 3],
            &groups,
            role.as_deref(),
            application.as_ref().map(|(name, _)| name.as_str()),
        );
        if let Some(code) = groups.first() {
            self.delete_group(code);
        }
    }

    fn count(&mut self, name: &'static str) {
        *self.counts.entry(name).or_default() += 1;
    }

    /// Counts a result, and complains about an error that no fault explains.
    fn check<T>(&mut self, result: &Result<T, Error>) {
        self.count(REQUESTS);
        if let Some(error) = result.as_ref().err().filter(|error| !is_explained(error)) {
            self.count(UNEXPLAINED);
            eprintln!("unexplained: {error}");
        }
    }

    /// The outcome of a write.
    fn outcome<T>(&mut self, result: &Result<T, Error>) -> WriteOutcome {
        self.check(result);
        let outcome = outcome(result);
        let is_stopped = |error: &Error| error.transport_kind() == Some(TransportErrorKind::Stopped);
        self.count(match outcome {
            WriteOutcome::NotSent => NOT_SENT,
            WriteOutcome::NotApplied if result.as_ref().is_err_and(is_stopped) => NOT_SENT,
            WriteOutcome::Applied => APPLIED,
            WriteOutcome::NotApplied => NOT_APPLIED,
            WriteOutcome::InDoubt => IN_DOUBT,
        });
        outcome
    }

    /// Sends a list in batches, several at a time, and then what failed. The report is stored in between.
    fn send_batches<T: Decode>(&mut self, request: &Request<T>) -> (Vec<(Range<usize>, T)>, BatchReport) {
        let (mut data, mut report) = (Vec::new(), None::<BatchReport>);
        for _ in 0..3 {
            let mut batches = request.batches().expect("a valid request").concurrency(3);
            if let Some(report) = &report {
                batches = batches.resume(report, InDoubt::Skip).expect("the same request");
            }
            for batch in batches.by_ref() {
                self.outcome(&batch.result);
                if let Ok(response) = batch.result {
                    data.push((batch.items, response.data));
                }
            }
            let stored = serde_json::to_string(batches.report()).expect("a report is valid JSON");
            report = Some(serde_json::from_str(&stored).expect("a stored report"));
            if self.is_over() {
                break;
            }
        }
        (data, report.expect("a batch run"))
    }

    /// Notes what a report says about each item.
    fn note_report(&mut self, report: &BatchReport, value: Option<&str>, fact: impl Fn(usize) -> String) {
        for (ranges, outcome) in [
            (report.completed(), WriteOutcome::Applied),
            (report.failed(), WriteOutcome::NotApplied),
            (report.in_doubt(), WriteOutcome::InDoubt),
            (report.not_sent(), WriteOutcome::NotSent),
        ] {
            for index in ranges.into_iter().flatten() {
                self.model.note(fact(index), value, outcome);
            }
        }
    }

    /// Creates many users in batches, and returns those who certainly exist.
    fn create_users(&mut self) -> Vec<User> {
        let count = 60 + self.random.below(60);
        let names: Vec<String> = (0..count).map(|n| format!("{}-u{n}", self.prefix)).collect();
        let list = names
            .iter()
            .map(|name| CreateUserInfo::new().username(name).name("new"));
        let request = self.client.create_users_batch().list(list.collect::<Vec<_>>());
        let (data, report) = self.send_batches(&request);
        self.note_report(&report, Some("new"), |index| record("users", &names[index]));
        let users = data.into_iter().flat_map(|(_, users)| users);
        users
            .map(|user| User {
                name: user.username,
                id: user.user_id,
            })
            .collect()
    }

    /// Creates one user with a builder, and one by the name of the operation.
    fn create_single_users(&mut self) -> Vec<User> {
        let [typed, named] = ["typed", "named"].map(|name| format!("{}-{name}", self.prefix));
        let mut users = Vec::new();
        let result = self.client.create_user().username(&typed).name("new").send();
        let outcome = self.outcome(&result);
        self.model.note(record("users", &typed), Some("new"), outcome);
        if let Ok(response) = result {
            users.push(User {
                name: typed,
                id: response.data.user_id,
            });
        }
        let result = self
            .client
            .call("create_user", json!({"username": named, "name": "new"}));
        let outcome = self.outcome(&result);
        self.model.note(record("users", &named), Some("new"), outcome);
        if let Ok(response) = result {
            let id = response.data["userId"].as_str().unwrap_or_default().to_owned();
            users.push(User { name: named, id });
        }
        users
    }

    /// Creates groups, several at a time, and returns the codes of those that certainly exist. Some runs are stopped.
    fn create_groups(&mut self) -> Vec<String> {
        let codes: Vec<String> = (0..6).map(|n| format!("{}-g{n}", self.prefix)).collect();
        let requests = codes
            .iter()
            .map(|code| self.client.create_group().code(code).name("new").description("x"));
        let mut run = self.client.send_all(requests.collect::<Vec<_>>()).concurrency(3);
        let results: Vec<_> = if self.random.chance(0.25) {
            run.by_ref()
                .take(2)
                .collect::<Vec<_>>()
                .into_iter()
                .chain(run.stop())
                .collect()
        } else {
            run.as_completed().collect()
        };
        for _ in results.len()..codes.len() {
            self.count(NOT_SENT);
        }
        for (index, result) in results {
            let outcome = self.outcome(&result);
            self.model.note(record("groups", &codes[index]), Some("new"), outcome);
        }
        let is_certain = |code: &String| self.model.is_certain(&record("groups", code));
        codes.into_iter().filter(is_certain).take(2).collect()
    }

    /// Adds users to a group or a role, or removes them.
    fn change_members<R: AsRequest>(
        &mut self,
        links: &str,
        left: &str,
        users: &[User],
        value: Option<&str>,
        request: impl Fn(&ManagementClient, Vec<String>) -> R,
    ) {
        let is_removed = value.is_none();
        let is_wanted = |user: &&User| !is_removed || self.model.is_certain(&link(links, left, &user.name));
        let users: Vec<&User> = users.iter().filter(is_wanted).collect();
        let ids = users.iter().map(|user| user.id.clone()).collect();
        let (_, report) = self.send_batches(request(self.client, ids).as_request());
        self.note_report(&report, value, |index| link(links, left, &users[index].name));
    }

    /// Reads the members of a group, several pages at a time.
    fn compare_members(&mut self, code: &str) {
        let request = self.client.list_group_members().code(code).limit(10);
        let result: Result<Vec<_>, Error> = request.items().concurrency(3).collect();
        self.count(READS);
        let Some(mut expected) = self.model.beginning_with(&link("group_members", code, "")) else {
            // A request in doubt may be carried out while the pages are read, so that they do not fit together.
            return;
        };
        expected.sort_unstable();
        let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        self.check(&result);
        let Ok(members) = result else {
            return;
        };
        let mut names: Vec<&str> = members.iter().map(|user| &*user.username).collect();
        names.sort_unstable();
        let is_equal = names == expected;
        if !is_equal {
            eprintln!(
                "wrong list: {code} has {} members instead of {}",
                names.len(),
                expected.len()
            );
            self.count(WRONG_LISTS);
        }
        self.count(PAGED_LISTS);
    }

    /// Renames users, several at a time.
    fn update_users(&mut self, users: &[User]) {
        let requests = users
            .iter()
            .map(|user| self.client.update_user().user_id(&user.id).name("renamed"));
        let results: Vec<_> = self.client.send_all(requests).concurrency(4).collect();
        for (index, result) in results {
            let outcome = self.outcome(&result);
            self.model
                .note(record("users", &users[index].name), Some("renamed"), outcome);
        }
    }

    /// Returns the code of a role, if it certainly exists.
    fn create_role(&mut self) -> Option<String> {
        let code = format!("{}-role", self.prefix);
        let result = self.client.create_role().code(&code).name("new").send();
        let outcome = self.outcome(&result);
        self.model.note(record("roles", &code), Some("new"), outcome);
        result.is_ok().then_some(code)
    }

    /// Returns the identifier and the ID of an application, if it certainly exists.
    fn create_application(&mut self) -> Option<(String, String)> {
        let name = format!("{}-app", self.prefix);
        let result = self
            .client
            .create_application()
            .app_name("new")
            .app_identifier(&name)
            .send();
        let outcome = self.outcome(&result);
        self.model.note(record("applications", &name), Some("new"), outcome);
        Some((name, result.ok()?.data.app_id))
    }

    /// Allows users access to an application, denies it to some, and takes it away from some.
    fn change_access(&mut self, application: &str, id: &str, users: &[User]) {
        let fact = |user: &User| link("application_users", application, &user.name);
        for (effect, part) in [(Effect::Allow, users), (Effect::Deny, &users[..users.len() / 4])] {
            let is_wanted = |user: &&User| effect == Effect::Allow || self.model.is_certain(&fact(user));
            let part: Vec<&User> = part.iter().filter(is_wanted).collect();
            let item = |user: &&User| {
                let item = ApplicationPermissionRecordItem::new().target_type(TargetType::User);
                item.target_identifier([&user.id]).effect(effect.as_ref())
            };
            let request = self.client.authorize_application_access().app_id(id);
            let request = request.list(part.iter().map(item).collect::<Vec<_>>());
            let (_, report) = self.send_batches(&request);
            self.note_report(&report, Some(effect.as_ref()), |index| fact(part[index]));
        }
        let is_certain = |user: &&User| self.model.is_certain(&fact(user));
        let part: Vec<&User> = users[users.len() / 2..].iter().filter(is_certain).collect();
        let item = |user: &&User| {
            let item = DeleteApplicationPermissionRecordItem::new().target_type(TargetType::User);
            item.target_identifier([&user.id])
        };
        let request = self.client.revoke_application_access().app_id(id);
        let (_, report) = self.send_batches(&request.list(part.iter().map(item).collect::<Vec<_>>()));
        self.note_report(&report, None, |index| fact(part[index]));
    }

    /// Creates tenants, whose names are not unique, so that creating one twice would leave a trace.
    fn create_tenants(&mut self, app_id: &str) {
        let names: Vec<String> = (0..6).map(|n| format!("{}-tenant{n}", self.prefix)).collect();
        let requests = names
            .iter()
            .map(|name| self.client.create_tenant().name(name).app_ids([app_id]));
        let results: Vec<_> = self.client.send_all(requests).concurrency(3).as_completed().collect();
        for (index, result) in results {
            let outcome = self.outcome(&result);
            self.model.note(record("tenants", &names[index]), Some("1"), outcome);
        }
    }

    /// Deletes users, with whom their memberships go.
    fn delete_users(&mut self, users: &[User], groups: &[String], role: Option<&str>, application: Option<&str>) {
        let is_certain = |user: &&User| self.model.is_certain(&record("users", &user.name));
        let users: Vec<&User> = users.iter().filter(is_certain).collect();
        let ids: Vec<&str> = users.iter().map(|user| &*user.id).collect();
        let (_, report) = self.send_batches(&self.client.delete_users_batch().user_ids(ids));
        self.note_report(&report, None, |index| record("users", &users[index].name));
        for (ranges, outcome) in [
            (report.completed(), WriteOutcome::Applied),
            (report.in_doubt(), WriteOutcome::InDoubt),
        ] {
            for index in ranges.into_iter().flatten() {
                let name = &users[index].name;
                let groups = groups.iter().map(|code| link("group_members", code, name));
                let role = role.map(|code| link("role_users", code, name));
                let application = application.map(|app| link("application_users", app, name));
                self.model.note_removed(groups.chain(role).chain(application), outcome);
            }
        }
    }

    /// Deletes a group, with which its members go.
    fn delete_group(&mut self, code: &str) {
        let result = self.client.delete_groups_batch().code_list([code]).send();
        let outcome = self.outcome(&result);
        self.model.note(record("groups", code), None, outcome);
        self.model.note_all_removed(&link("group_members", code, ""), outcome);
    }
}

/// Whether a fault explains an error.
fn is_explained(error: &Error) -> bool {
    use TransportErrorKind::{Interrupted, RateLimit, Stopped, Timeout};
    match error.transport_kind() {
        // After 429, bulk runs wait for permits.
        Some(kind) => matches!(kind, Interrupted | RateLimit | Stopped | Timeout),
        // 200 with `success: false`.
        None => matches!(error.status_code(), Some(200 | 401 | 429 | 500 | 502 | 503)),
    }
}
