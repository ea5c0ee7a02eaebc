use std::ops::ControlFlow::{Break, Continue};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use super::*;

#[test]
fn one_worker_is_the_thread_of_the_caller_and_does_nothing_ahead() {
    let caller = thread::current().id();
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let mut workers = Workers::new(1, move |job: usize| {
        counted.fetch_add(1, Ordering::SeqCst);
        Continue((job, thread::current().id()))
    });
    workers.add(0, 7);
    assert!(!workers.has_room());
    assert_eq!(runs.load(Ordering::SeqCst), 0);
    assert_eq!(workers.take(Some(0)), Some((0, (7, caller))));
    assert_eq!(workers.take(None), None);
}

#[test]
fn results_are_handed_over_in_order_although_jobs_end_in_another() {
    let (first_may_end, end) = mpsc::channel();
    let end = Mutex::new(end);
    let mut workers = Workers::new(2, move |job: usize| {
        if job == 0 {
            end.lock().unwrap().recv().unwrap();
        }
        Continue(job * 10)
    });
    for index in 0..3 {
        workers.add(index, index);
    }
    assert_eq!(workers.take(Some(2)), Some((2, 20)));
    first_may_end.send(()).unwrap();
    assert_eq!(
        [workers.take(Some(0)), workers.take(Some(1))],
        [Some((0, 0)), Some((1, 10))]
    );
    assert!(workers.pending().is_empty());
}

#[test]
fn no_more_threads_run_than_allowed_and_all_of_them_are_used() {
    let (running, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (now, max) = (Arc::clone(&running), Arc::clone(&most));
    let barrier = std::sync::Barrier::new(4);
    let mut workers = Workers::new(4, move |job: usize| {
        max.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        // It only passes if four jobs run at once.
        barrier.wait();
        now.fetch_sub(1, Ordering::SeqCst);
        Continue(job)
    });
    let mut sum = 0;
    let mut next = 0;
    while next < 40 || !workers.pending().is_empty() {
        while next < 40 && workers.has_room() {
            workers.add(next, next);
            next += 1;
        }
        sum += workers.take(None).unwrap().1;
    }
    assert_eq!(sum, (0..40).sum::<usize>());
    assert_eq!(most.load(Ordering::SeqCst), 4);
}

#[test]
fn a_panic_reaches_the_caller_and_the_other_results_are_kept() {
    let mut workers = Workers::new(2, |job: usize| {
        assert_ne!(job, 1, "on purpose");
        Continue(job)
    });
    for index in 0..3 {
        workers.add(index, index);
    }
    assert_eq!(workers.take(Some(0)), Some((0, 0)));
    let panic = panic::catch_unwind(AssertUnwindSafe(|| workers.take(Some(1)))).unwrap_err();
    assert!(panic.downcast_ref::<String>().unwrap().contains("on purpose"));
    assert_eq!(workers.take(Some(1)), None);
    assert_eq!(workers.take(Some(2)), Some((2, 2)));
}

#[test]
fn a_panic_on_the_thread_of_the_caller_leaves_room_for_the_next_job() {
    let mut workers = Workers::new(1, |job: usize| {
        assert_ne!(job, 0, "on purpose");
        Continue(job)
    });
    workers.add(0, 0);
    panic::catch_unwind(AssertUnwindSafe(|| workers.take(Some(0)))).unwrap_err();
    assert!(workers.has_room());
    workers.add(1, 1);
    assert_eq!(workers.take(Some(0)), None);
    assert_eq!(workers.take(Some(1)), Some((1, 1)));
}

#[test]
fn jobs_that_have_not_started_can_be_canceled_and_no_thread_outlives_the_workers() {
    let (may_end, end) = mpsc::channel::<()>();
    let end = Mutex::new(end);
    let done = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&done);
    let mut workers = Workers::new(2, move |_: usize| {
        let _ = end.lock().unwrap().recv();
        counted.fetch_add(1, Ordering::SeqCst);
        Continue(())
    });
    for index in 0..4 {
        workers.add(index, index);
    }
    while workers.shared.lock().waiting.len() > 2 {
        thread::yield_now();
    }
    assert_eq!(workers.cancel_waiting(), [2, 3]);
    assert_eq!(*workers.pending(), [0, 1]);
    // The jobs that are running go on, and dropping waits for them.
    drop(may_end);
    drop(workers);
    assert_eq!(done.load(Ordering::SeqCst), 2);
    assert_eq!(Arc::strong_count(&done), 1);
}

#[test]
fn no_job_starts_after_break_and_all_that_started_before_are_completed() {
    for concurrency in [1, 4] {
        let done = Arc::new(Mutex::new(Vec::new()));
        let noted = Arc::clone(&done);
        let mut workers = Workers::new(concurrency, move |job: usize| {
            noted.lock().unwrap().push(job);
            if job == 5 { Break(job) } else { Continue(job) }
        });
        let (mut next, mut taken) = (0, Vec::new());
        loop {
            while workers.has_room() && !workers.is_over() {
                workers.add(next, next);
                next += 1;
            }
            let Some(oldest) = workers.pending().front().copied() else {
                break;
            };
            let Some(result) = workers.take(Some(oldest)) else {
                let canceled = workers.cancel_waiting();
                assert_eq!(canceled, (taken.len()..next).collect::<Vec<_>>());
                continue;
            };
            taken.push(result);
        }
        // They are the first ones, without a gap.
        assert_eq!(taken, (0..taken.len()).map(|job| (job, job)).collect::<Vec<_>>());
        assert!((6..10).contains(&taken.len()), "{taken:?}");
        assert_eq!(done.lock().unwrap().len(), taken.len());
    }
}
