//! Times of many runs, and how much memory the process holds.

use std::time::Duration;

/// Times of one kind of request.
#[derive(Debug, Default)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Notes one.
    pub fn push(&mut self, time: Duration) {
        self.0.push(time);
    }

    /// The time that this share of the runs did not pass, in milliseconds: 0.5 for the median.
    #[must_use]
    pub fn quantile(&self, share: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let rank = (share * sorted.len() as f64).ceil().max(1.0) as usize;
        sorted
            .get(rank.min(sorted.len()) - usize::from(!sorted.is_empty()))
            .map_or(0.0, |t| t.as_secs_f64() * 1000.0)
    }
}

/// Memory that the process holds, in MiB; nothing where the system does not say (Linux alone does).
#[must_use]
pub fn resident_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kib / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_taken_from_the_runs() {
        let mut times = Times::default();
        assert!(times.quantile(0.5).abs() < f64::EPSILON);
        for ms in 1..=100 {
            times.push(Duration::from_millis(ms));
        }
        assert!((times.quantile(0.5) - 50.0).abs() < 1e-9);
        assert!((times.quantile(0.95) - 95.0).abs() < 1e-9);
        assert!((times.quantile(1.0) - 100.0).abs() < 1e-9);
    }
}
