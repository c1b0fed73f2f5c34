//! The chart of an indicator's path as inline SVG: the line from baseline to target, the figures as points. Drawn by
//! the server, without script and without style attributes; whoever cannot see it has the table below it.

use std::fmt::Write as _;

use super::course::Course;
use super::model::Amount;
use crate::db::Day;

/// Words that stand in the chart.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    /// Identifier of the chart in its page.
    pub id: &'a str,
    /// What it shows, for those who do not see it.
    pub title: &'a str,
    /// Its figures in a sentence.
    pub about: &'a str,
    /// At the baseline.
    pub baseline: &'a str,
    /// At the target.
    pub target: &'a str,
}

const WIDTH: f64 = 480.0;
const HEIGHT: f64 = 260.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 24.0;
const TOP: f64 = 30.0;
const BOTTOM: f64 = 34.0;

/// A place in the plane of days and figures.
type Place = (Day, f64);

/// Draws a course; nothing when there is nothing to draw: no figure, and no line to be drawn.
#[must_use]
pub fn draw(course: &Course, words: &Words<'_>) -> Option<String> {
    let real: Vec<(Place, bool)> = course
        .points
        .iter()
        .filter_map(|p| Some(((p.on, p.rolled.value?.as_f64()), p.rolled.is_partial())))
        .collect();
    let target = course.indicator.target();
    let place =
        |on: Option<super::model::When>, value: Option<Amount>| Some((on?.last_day(), value?.as_f64()));
    let start = place(target.baseline_on, target.baseline);
    let end = place(target.by, target.wanted());
    let all: Vec<Place> = real.iter().map(|(p, _)| *p).chain(start).chain(end).collect();
    if all.len() < 2 {
        return None;
    }
    let plane = Plane::over(&all)?;
    let mut svg = String::with_capacity(4096);
    let _ = write!(
        svg,
        "<svg class=\"chart path-chart\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\">\
         <title id=\"{id}-t\">{}</title><desc id=\"{id}-d\">{}</desc>",
        escape(words.title),
        escape(words.about),
        id = words.id,
    );
    plane.axes(&mut svg);
    if let (Some(start), Some(end)) = (start, end) {
        let ((x1, y1), (x2, y2)) = (plane.at(start), plane.at(end));
        let _ = write!(svg, "<path class=\"path\" d=\"M{x1:.1} {y1:.1}L{x2:.1} {y2:.1}\"/>");
    }
    let line: Vec<String> = real
        .iter()
        .map(|(place, _)| plane.at(*place))
        .enumerate()
        .map(|(i, (x, y))| format!("{}{x:.1} {y:.1}", if i == 0 { 'M' } else { 'L' }))
        .collect();
    if line.len() > 1 {
        let _ = write!(svg, "<path class=\"real\" d=\"{}\"/>", line.concat());
    }
    for (place, partial) in &real {
        let (x, y) = plane.at(*place);
        let class = if *partial { "dot partial" } else { "dot" };
        let _ = write!(svg, "<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>");
    }
    if let Some(start) = start {
        let (x, y) = plane.at(start);
        let _ = write!(svg, "<circle class=\"start\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>");
        label(&mut svg, x, (y + 20.0).min(HEIGHT - BOTTOM - 4.0), words.baseline, "");
    }
    if let Some(end) = end {
        let (x, y) = plane.at(end);
        let _ = write!(
            svg,
            "<path class=\"goal\" d=\"M{x:.1} {:.1}l2.6 6.4 6.4 2.6-6.4 2.6-2.6 6.4-2.6-6.4-6.4-2.6 6.4-2.6Z\"/>",
            y - 9.0
        );
        label(&mut svg, x, (y - 14.0).max(14.0), words.target, "strong");
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// A text near a point, set so that it stays inside.
fn label(svg: &mut String, x: f64, y: f64, text: &str, class: &str) {
    let anchor = if x > WIDTH * 0.6 {
        "end"
    } else if x < WIDTH * 0.2 {
        "start"
    } else {
        "middle"
    };
    let _ = write!(
        svg,
        "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{}</text>",
        escape(text)
    );
}

/// The scale of the drawing.
struct Plane {
    first: Day,
    days: f64,
    low: f64,
    high: f64,
    step: f64,
}

impl Plane {
    fn over(all: &[Place]) -> Option<Self> {
        let first = all.iter().map(|p| p.0).min()?;
        let last = all.iter().map(|p| p.0).max()?;
        let least = all.iter().map(|p| p.1).fold(f64::INFINITY, f64::min);
        let most = all.iter().map(|p| p.1).fold(f64::NEG_INFINITY, f64::max);
        let spread = if most > least { most - least } else { most.abs().max(1.0) };
        let step = nice(spread / 3.0);
        // a line at zero misleads nobody; a cut axis is fine where its figures stand at it
        let low = if least >= 0.0 && least < spread { 0.0 } else { (least / step - 0.25).floor() * step };
        let high = (most / step + 0.25).ceil() * step;
        Some(Self { first, days: days_between(first, last).max(1.0), low, high, step })
    }

    fn at(&self, (on, value): Place) -> (f64, f64) {
        let x = LEFT + days_between(self.first, on) / self.days * (WIDTH - LEFT - RIGHT);
        let y = HEIGHT - BOTTOM - (value - self.low) / (self.high - self.low) * (HEIGHT - TOP - BOTTOM);
        (x, y)
    }

    fn axes(&self, svg: &mut String) {
        let mut value = self.low;
        while value <= self.high + self.step / 2.0 {
            let (_, y) = self.at((self.first, value));
            let class = if value == self.low { "base" } else { "axis" };
            let _ = write!(
                svg,
                "<path class=\"{class}\" d=\"M{LEFT} {y:.1}H{}\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                WIDTH - RIGHT,
                LEFT - 8.0,
                y + 4.0,
                viet::number::show_rounded(value, 2)
            );
            value += self.step;
        }
        let last = Day(self.first.0.saturating_add(jiff::Span::new().days(days(self.days))));
        let (from, to) = (self.first.0.year(), last.0.year());
        let every = (to - from) / 4 + 1;
        for year in (from..=to).filter(|year| (year - from) % every == 0) {
            let end = Day(jiff::civil::date(year, 12, 31));
            if end < self.first || end > last {
                continue;
            }
            let (x, _) = self.at((end, self.low));
            let anchor = if x > WIDTH - 60.0 { "end" } else { "middle" };
            let _ = write!(
                svg,
                "<text x=\"{x:.1}\" y=\"{}\" text-anchor=\"{anchor}\">12/{year}</text>",
                HEIGHT - 10.0
            );
        }
    }
}

fn days_between(a: Day, b: Day) -> f64 {
    f64::from((b.0 - a.0).get_days())
}

#[allow(clippy::cast_possible_truncation)]
fn days(days: f64) -> i64 {
    days as i64
}

/// The step of an axis: 1, 2 or 5 times a power of ten.
fn nice(raw: f64) -> f64 {
    let power = 10_f64.powf(raw.log10().floor());
    let of = raw / power;
    let step = if of <= 1.0 {
        1.0
    } else if of <= 2.0 {
        2.0
    } else if of <= 5.0 {
        5.0
    } else {
        10.0
    };
    step * power
}

/// Text within markup.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        for (raw, step) in [(0.9, 1.0), (1.3, 2.0), (3.0, 5.0), (7.0, 10.0), (42.0, 50.0)] {
            assert!((nice(raw) - step).abs() < 1e-9, "{raw}");
        }
    }

    #[test]
    fn nothing_typed_becomes_markup() {
        assert_eq!(escape("<b>&\"</b>"), "&lt;b&gt;&amp;&quot;&lt;/b&gt;");
    }

    #[test]
    fn every_place_lies_within_the_drawing() {
        let day = |iso: &str| iso.parse::<Day>().unwrap_or(Day(jiff::civil::date(2023, 1, 1)));
        for values in [[24.0, 36.0], [5.0, 5.0], [-3.0, 8.0], [0.0, 0.0], [100.0, 101.0]] {
            let all = [(day("2023-12-31"), values[0]), (day("2030-12-31"), values[1])];
            let plane = Plane::over(&all).unwrap_or(Plane {
                first: all[0].0,
                days: 1.0,
                low: 0.0,
                high: 1.0,
                step: 1.0,
            });
            for place in all {
                let (x, y) = plane.at(place);
                assert!(
                    (LEFT..=WIDTH - RIGHT).contains(&x) && (TOP..=HEIGHT - BOTTOM + 0.1).contains(&y),
                    "{values:?}: {x} {y}"
                );
            }
        }
    }
}
