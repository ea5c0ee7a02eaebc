//! A program on a pseudo-terminal.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use nix::pty::{Winsize, openpty};
use nix::sys::termios::{LocalFlags, tcgetattr};

/// How long a text may take before the test is considered to hang.
const LIMIT: Duration = Duration::from_secs(60);

/// A program, and what it has written to its terminal.
pub struct Terminal {
    child: Child,
    input: File,
    screen: Arc<(Mutex<Vec<u8>>, Condvar)>,
}

impl Terminal {
    /// Starts a program with stdin, stdout and stderr on a terminal of its own.
    pub fn start(command: &Command) -> Self {
        Self::start_with(command, None)
    }

    /// The same with another stdout.
    pub fn start_with(command: &Command, stdout: Option<File>) -> Self {
        let size = Winsize {
            ws_row: 50,
            ws_col: 160,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        let pty = openpty(&size, None).expect("a pseudo-terminal");
        let terminal = |fd: &OwnedFd| Stdio::from(fd.try_clone().expect("a descriptor"));
        // Makes the terminal the controlling one, which passwords are read from and which shells need.
        let mut started = Command::new("setsid");
        started
            .args(["--ctty", "--wait"])
            .arg(command.get_program())
            .args(command.get_args());
        for (name, value) in command.get_envs() {
            match value {
                Some(value) => started.env(name, value),
                None => started.env_remove(name),
            };
        }
        if let Some(directory) = command.get_current_dir() {
            started.current_dir(directory);
        }
        let child = started
            .env("TERM", "xterm-256color")
            .stdin(terminal(&pty.slave))
            .stdout(stdout.map_or_else(|| terminal(&pty.slave), Stdio::from))
            .stderr(terminal(&pty.slave))
            .spawn()
            .expect("setsid runs");
        drop(pty.slave);
        let input = File::from(pty.master);
        let screen = Arc::new((Mutex::new(Vec::new()), Condvar::new()));
        let (mut output, shared) = (input.try_clone().expect("a descriptor"), Arc::clone(&screen));
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            // Reading fails when the last program on the terminal has ended.
            while let Ok(count @ 1..) = output.read(&mut buffer) {
                shared.0.lock().unwrap().extend_from_slice(&buffer[..count]);
                shared.1.notify_all();
            }
        });
        Terminal { child, input, screen }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.screen.0.lock().unwrap()).into_owned()
    }

    /// Waits for a text.
    pub fn expect(&self, text: &str) {
        let start = Instant::now();
        let mut screen = self.screen.0.lock().unwrap();
        loop {
            let shown = String::from_utf8_lossy(&screen).into_owned();
            if shown.contains(text) {
                return;
            }
            let left = LIMIT.saturating_sub(start.elapsed());
            assert!(!left.is_zero(), "no {text:?} on the terminal:\n{shown}");
            screen = self.screen.1.wait_timeout(screen, left).unwrap().0;
        }
    }

    /// Waits until the program reads without echo.
    pub fn wait_for_no_echo(&self) {
        let start = Instant::now();
        while tcgetattr(&self.input)
            .expect("a terminal")
            .local_flags
            .contains(LocalFlags::ECHO)
        {
            assert!(start.elapsed() < LIMIT, "the terminal still echoes:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Forgets what was written so far.
    pub fn clear(&self) {
        self.screen.0.lock().unwrap().clear();
    }

    pub fn send(&mut self, keys: &str) {
        self.input.write_all(keys.as_bytes()).expect("the terminal takes input");
    }

    /// Waits for the end, and returns everything that was written.
    pub fn end(mut self) -> (ExitStatus, String) {
        let start = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                break status;
            }
            assert!(start.elapsed() < LIMIT, "the program does not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(5));
        };
        // The reader may still be behind.
        std::thread::sleep(Duration::from_millis(50));
        (status, self.text())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
