//! Sends lines, several at a time, and notes each in the journal before and after.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use genauth::{ManagementClient, OperationEffect, StopHandle};
use serde_json::Value;

use super::Settings;
use super::input::{Input, hash};
use super::journal::{Journal, State};
use super::recorder::{Recorder, Task};
use super::summary::Summary;
use crate::failure::{Exit, Failure};
use crate::names::kebab;
use crate::options::Global;
use crate::{confirm, credentials};

/// Sends the lines that the journal does not know as completed.
pub fn run(global: &Global, input: Input, settings: &Settings) -> Result<Exit, Failure> {
    if settings.retry_unknown && settings.journal.is_none() {
        return Err(Failure::usage("--retry-unknown needs --journal"));
    }
    let credentials = credentials::find(global)?;
    let client = global.client_with(|builder| match settings.rate {
        Some(rate) => builder.rate_limit(rate),
        None => builder,
    })?;
    let host = host(&client);
    let target = [
        host.as_bytes(),
        credentials.access_key_id.as_bytes(),
        credentials.user_pool_id.as_deref().unwrap_or_default().as_bytes(),
        global
            .tenant_id
            .as_deref()
            .or(credentials.tenant_id.as_deref())
            .unwrap_or_default()
            .as_bytes(),
    ];
    let opened = settings
        .journal
        .as_deref()
        .map(|path| Journal::open(path, &input, &hash(target)));
    let (journal, states) = opened
        .transpose()?
        .map_or_else(Default::default, |(journal, states)| (Some(journal), states));

    let mut summary = Summary {
        total: input.lines.len(),
        ..Summary::default()
    };
    let mut tasks = Vec::new();
    for line in input.lines {
        let state = states.get(&line.number).copied();
        // Repeating a read is safe.
        let was_in_doubt = state == Some(State::InDoubt) && !line.operation.effect.is_read();
        if state == Some(State::Completed) {
            summary.skipped += 1;
        } else if was_in_doubt && !settings.retry_unknown {
            summary.still_in_doubt.push(line.number);
        } else {
            tasks.push(Task { line, was_in_doubt });
        }
    }
    confirm_destructive(global, &tasks, &host, settings.yes)?;
    let recorder = Recorder::new(Arc::new(tasks), journal, global.errors_as_json);
    let outcome = send(&client, recorder, settings.concurrency, &mut summary);
    let exit = match &outcome {
        _ if summary.is_complete() => Exit::Done,
        Ok(end) if end.was_interrupted => Exit::Interrupted,
        // Such as credentials that are refused: the library then sends nothing more.
        Ok(End {
            first_error: Some(exit),
            ..
        }) if summary.not_sent > 0 && summary.completed == 0 => *exit,
        // For a single operation that is no failure. Here it means that lines were not sent.
        Ok(_) | Err(Failure::StdoutClosed) => Exit::SomeFailed,
        Err(failure) => failure.exit_code(),
    };
    let text = if global.errors_as_json {
        summary.to_json(exit).to_string()
    } else {
        format!("{}: {summary}", input.name)
    };
    // Nothing can be done if stderr is closed.
    let _ = writeln!(io::stderr(), "{text}");
    match outcome {
        Ok(_) | Err(Failure::StdoutClosed) => Ok(exit),
        Err(failure) => Err(failure),
    }
}

/// How a run ended.
struct End {
    was_interrupted: bool,
    first_error: Option<Exit>,
}

/// The host that requests go to, as messages show it.
fn host(client: &ManagementClient) -> String {
    let request = client
        .prepare("get_all_groups", Value::Null)
        .and_then(|request| request.build());
    request
        .map(|built| built.url.split("/api/").next().unwrap_or_default().to_owned())
        .unwrap_or_default()
}

fn confirm_destructive(global: &Global, tasks: &[Task], host: &str, yes: bool) -> Result<(), Failure> {
    let operations = tasks.iter().map(|task| task.line.operation);
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for operation in operations.filter(|operation| operation.effect == OperationEffect::Destructive) {
        match counts.iter_mut().find(|(name, _)| *name == operation.name) {
            Some((_, count)) => *count += 1,
            None => counts.push((operation.name, 1)),
        }
    }
    let Some((name, _)) = counts.first().filter(|_| !yes) else {
        return Ok(());
    };
    let what: Vec<_> = counts
        .iter()
        .map(|(name, count)| format!("  {count} x {}\n", kebab(name)))
        .collect();
    confirm::destructive(global, &kebab(name), &what.concat(), host)
}

/// Sends the lines.
fn send(
    client: &ManagementClient,
    recorder: Recorder,
    concurrency: usize,
    summary: &mut Summary,
) -> Result<End, Failure> {
    let tasks = recorder.tasks();
    let recorder = Arc::new(Mutex::new(recorder));
    let requests = tasks.iter().map_while(|task| {
        let prepared = client.prepare(task.line.operation.name, task.line.params.clone());
        prepared
            .map_err(|error| lock(&recorder).failed(Failure::from(error)))
            .ok()
    });
    let run = client.send_all(requests).concurrency(concurrency).as_completed();
    let handle = run.stop_handle();
    let was_interrupted = stop_on_signal(handle.clone())?;

    // On the threads that send, so that no more lines are in doubt after a crash than there are threads.
    let (starting, stop_start) = (Arc::clone(&recorder), handle.clone());
    let (ending, stop_end) = (Arc::clone(&recorder), handle);
    let run = run.on_start(move |index| {
        if lock(&starting).starts(index).is_err() {
            stop_start.stop();
        }
    });
    let run = run.on_end(move |index, result| {
        if lock(&ending).ends(index, result).is_err() {
            stop_end.stop();
        }
    });
    run.for_each(drop);
    lock(&recorder).finish(summary)?;
    Ok(End {
        was_interrupted: was_interrupted.load(Ordering::SeqCst),
        first_error: lock(&recorder).first_error(),
    })
}

/// Stops the run at the first Ctrl-C, which waits for what is under way, and ends the program at the second.
fn stop_on_signal(handle: StopHandle) -> Result<Arc<AtomicBool>, Failure> {
    let was_interrupted = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&was_interrupted);
    let handler = move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(i32::from(Exit::Interrupted as u8));
        }
        handle.stop();
        let _ = writeln!(io::stderr(), "genauth: stopping; waiting for the requests under way");
    };
    ctrlc::set_handler(handler).map_err(|error| Failure::internal(format!("cannot handle Ctrl-C: {error}")))?;
    Ok(was_interrupted)
}

fn lock(recorder: &Mutex<Recorder>) -> MutexGuard<'_, Recorder> {
    recorder.lock().unwrap_or_else(PoisonError::into_inner)
}
