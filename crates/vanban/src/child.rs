//! Runs another program on an untrusted file: fed and read through pipes, ended when its time is over, and waited for.

use std::io::{Read, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    Well,
    /// With a status that tells a failure, or because nobody read on.
    Badly,
    /// Its time was over.
    TooLong,
}

/// What a program may take.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) longest: Duration,
    /// Bytes of address space, where the system can keep a program to it.
    pub(crate) memory: u64,
}

/// What became of a program.
#[derive(Debug)]
pub(crate) struct Ran<T> {
    pub(crate) ended: Ended,
    /// What was read of its output.
    pub(crate) output: T,
}

/// Between two looks whether the program has ended, its output being read.
const LOOK: Duration = Duration::from_millis(2);

/// Runs `command` with `input`; `read` takes its output while it runs. When its time
/// is over it is killed, with whatever it has started. It has ended when this returns.
///
/// # Errors
/// When it does not start.
pub(crate) fn run<T>(
    mut command: Command,
    input: &[u8],
    limits: Limits,
    read: impl FnOnce(&mut dyn Read) -> T,
) -> std::io::Result<Ran<T>> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    own_group(&mut command);
    let mut child = command.spawn()?;
    keep_to(limits.memory, &child);
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let child = Mutex::new(child);
    let (done, ended) = mpsc::channel::<()>();
    Ok(std::thread::scope(|scope| {
        // a program that gives up early closes the pipe; then the rest is not wanted
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
        let shared = &child;
        let clock = scope.spawn(move || {
            let late = ended.recv_timeout(limits.longest) == Err(RecvTimeoutError::Timeout);
            if late {
                kill(&mut shared.lock().unwrap_or_else(PoisonError::into_inner));
            }
            late
        });
        let output = read_out(stdout, read);
        let status = loop {
            let status = child.lock().unwrap_or_else(PoisonError::into_inner).try_wait();
            match status {
                Ok(None) => std::thread::sleep(LOOK),
                Ok(Some(status)) => break Some(status),
                Err(_) => break None,
            }
        };
        drop(done);
        let late = clock.join().unwrap_or(true);
        let ended = match status {
            _ if late => Ended::TooLong,
            Some(status) if status.success() => Ended::Well,
            _ => Ended::Badly,
        };
        Ran { ended, output }
    }))
}

/// Reads what is wanted; dropping the pipe then ends a program that would print more.
fn read_out<T>(stdout: Option<ChildStdout>, read: impl FnOnce(&mut dyn Read) -> T) -> T {
    match stdout {
        Some(mut stdout) => read(&mut stdout),
        None => read(&mut std::io::empty()),
    }
}

/// Lets the program lead a group of its own, so that what it starts can be ended with it.
fn own_group(command: &mut Command) {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        command.process_group(0);
    }
    #[cfg(not(unix))]
    let _ = command;
}

/// The program that runs this one may have set narrower limits already; they stay.
fn keep_to(memory: u64, child: &Child) {
    #[cfg(target_os = "linux")]
    if let Some(child) = pid(child) {
        let limit = rustix::process::Rlimit { current: Some(memory), maximum: Some(memory) };
        _ = rustix::process::prlimit(Some(child), rustix::process::Resource::As, limit);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (memory, child);
}

#[cfg(unix)]
fn pid(child: &Child) -> Option<rustix::process::Pid> {
    i32::try_from(child.id()).ok().and_then(rustix::process::Pid::from_raw)
}

fn kill(child: &mut Child) {
    #[cfg(unix)]
    if let Some(group) = pid(child) {
        _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
    }
    _ = child.kill();
}
