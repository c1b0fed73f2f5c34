//! Who answers for a duty on a day, and why.

use jiff::civil::Date;

use super::directory::Directory;
use super::model::{Confidence, Succession, SuccessionKind};
use crate::ids::OrgId;

/// What is known of the field a duty belongs to, which decides where a body was divided by function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter<'a> {
    /// Nothing is known.
    Unknown,
    /// A person named the function, by its slug.
    Function(&'a str),
    /// The text of the duty, in which the cues of the functions are looked for.
    Text(&'a str),
}

/// One step on the way from the body that was named to the body that answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The body whose work passed on.
    pub from: OrgId,
    /// The body that took it over; `None` when it ended without a successor.
    pub to: Option<OrgId>,
    /// How.
    pub kind: SuccessionKind,
    /// The first day on which the new holder answers.
    pub on: Date,
    /// The deciding document, when it is known.
    pub decision: Option<String>,
    /// Set when the fact still has to be checked.
    pub confidence: Option<Confidence>,
    /// The slug of the function by which this way was taken.
    pub function: Option<String>,
    /// The words of the duty's text that showed the function; `None` when a person named it or it did not matter.
    pub cue: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
}

/// A body that a person may choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The body.
    pub org: OrgId,
    /// The slug of the function with which the duty would go there.
    pub function: Option<String>,
}

/// Why nobody answers yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Open {
    /// The work of `at` was divided and what is known of the duty does not decide: a person must choose.
    Choose {
        /// The body that was divided.
        at: OrgId,
        /// Whom to choose from; each exists on the day.
        candidates: Vec<Candidate>,
    },
    /// A group was named: a person must say who is meant.
    Expand {
        /// The group.
        group: OrgId,
        /// Whom it may stand for on the day.
        candidates: Vec<OrgId>,
    },
    /// The body ended and no successor is recorded.
    Ended(OrgId),
    /// The body did not exist yet.
    NotYet(OrgId),
    /// No such organisation.
    Unknown,
}

/// Who answers, by which steps, or what is missing to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who answers on the day: one body, or none when `open` says why. Each exists on the day.
    pub holders: Vec<OrgId>,
    /// The successions followed, in order; empty when the body named still answers itself.
    pub steps: Vec<Step>,
    /// What is missing, when nobody answers yet.
    pub open: Option<Open>,
}

impl Answer {
    /// The one body that answers.
    #[must_use]
    pub fn holder(&self) -> Option<OrgId> {
        self.holders.first().copied()
    }

    /// Whether a person must choose or say who is meant.
    #[must_use]
    pub fn needs_person(&self) -> bool {
        matches!(self.open, Some(Open::Choose { .. } | Open::Expand { .. }))
    }

    /// Whether some step still has to be checked.
    #[must_use]
    pub fn is_unverified(&self) -> bool {
        self.steps.iter().any(|step| step.confidence.is_some())
    }
}

/// Where the work goes from a body.
enum Way<'a> {
    Along(&'a Succession, Option<String>),
    Undecided(Vec<&'a Succession>),
    Nowhere,
}

impl Directory {
    /// Who answers on the day `on` for a duty that was given to `org`, and why.
    ///
    /// Successions are followed from body to body. Where one was divided by function, the function a person named
    /// decides, else the cues in the duty's text if they point to one function only; otherwise the answer is
    /// [`Open::Choose`]. A transfer of one function from a body that goes on is followed only for a function
    /// that a person named: words in a text do not take a duty from a body that still exists.
    #[must_use]
    pub fn answers(&self, org: OrgId, matter: Matter<'_>, on: Date) -> Answer {
        self.follow(org, matter, on, None, &[])
    }

    /// Follows the successions from `org`, to which the duty came on `since`. Bodies in `path` have been passed.
    fn follow(
        &self,
        org: OrgId,
        matter: Matter<'_>,
        on: Date,
        since: Option<Date>,
        path: &[OrgId],
    ) -> Answer {
        let mut steps: Vec<Step> = Vec::new();
        let mut passed = path.to_vec();
        let (mut at, mut since) = (org, since);
        loop {
            let Some(body) = self.get(at) else { return open(steps, Open::Unknown) };
            if body.is_group() {
                return open(steps, Open::Expand { group: at, candidates: self.expand(at, on) });
            }
            if body.valid_from.is_some_and(|from| on < from) {
                return open(steps, Open::NotYet(at));
            }
            let exists = body.exists_on(on);
            let ways: Vec<&Succession> = self
                .successions_from(at)
                .filter(|way| way.on <= on && since.is_none_or(|since| since <= way.on))
                .filter(|way| !exists || way.kind == SuccessionKind::Transfer)
                .collect();
            passed.push(at);
            let (way, cue) = match self.choose(&ways, matter, exists) {
                Way::Along(way, cue) => (way, cue),
                Way::Nowhere if exists => return Answer { holders: vec![at], steps, open: None },
                Way::Nowhere => return open(steps, Open::Ended(at)),
                Way::Undecided(ways) => {
                    let candidates = self.candidates(&ways, matter, on, &passed);
                    return open(steps, Open::Choose { at, candidates });
                }
            };
            steps.push(step(way, cue));
            match way.to {
                // A body met twice means that the data run in a circle; nobody can be named then.
                Some(next) if !passed.contains(&next) => (at, since) = (next, Some(way.on)),
                _ => return open(steps, Open::Ended(at)),
            }
        }
    }

    fn choose<'a>(&self, ways: &[&'a Succession], matter: Matter<'_>, exists: bool) -> Way<'a> {
        let going: Vec<&Succession> = ways.iter().copied().filter(|way| way.to.is_some()).collect();
        let named = |slug: &str| going.iter().copied().find(|way| way.function.as_deref() == Some(slug));
        if let Matter::Function(slug) = matter
            && let Some(way) = named(slug)
        {
            return Way::Along(way, None);
        }
        if exists {
            return Way::Nowhere;
        }
        if let Matter::Text(text) = matter {
            let hits: Vec<(&Succession, String)> = going
                .iter()
                .filter_map(|way| Some((*way, self.cue(way.function.as_deref()?, text)?)))
                .collect();
            if let [(way, cue)] = hits.as_slice() {
                return Way::Along(way, Some(cue.clone()));
            }
        }
        let whole: Vec<&Succession> = going.iter().copied().filter(|way| way.function.is_none()).collect();
        match (whole.as_slice(), going.as_slice(), ways) {
            // With a function that went nowhere in particular, the successor in general answers.
            ([only], _, _) if going.len() == 1 || matches!(matter, Matter::Function(_)) => {
                Way::Along(only, None)
            }
            (_, [], [ended, ..]) => Way::Along(ended, None),
            (_, [], []) => Way::Nowhere,
            _ => Way::Undecided(going),
        }
    }

    /// The first cue of the function that stands in the text as whole words.
    fn cue(&self, function: &str, text: &str) -> Option<String> {
        let text = spaced(text);
        self.function(function)?.cues.iter().find(|cue| text.contains(&spaced(cue))).cloned()
    }

    /// The successors to choose from, each followed on to whoever exists on the day.
    fn candidates(
        &self,
        ways: &[&Succession],
        matter: Matter<'_>,
        on: Date,
        passed: &[OrgId],
    ) -> Vec<Candidate> {
        let mut out: Vec<Candidate> = Vec::new();
        for way in ways {
            let Some(to) = way.to.filter(|to| !passed.contains(to)) else { continue };
            let inner = way.function.as_deref().map_or(matter, Matter::Function);
            let answer = self.follow(to, inner, on, Some(way.on), passed);
            let further = match answer.open {
                Some(Open::Choose { candidates, .. }) => candidates,
                _ => Vec::new(),
            };
            let here =
                answer.holders.into_iter().map(|org| Candidate { org, function: way.function.clone() });
            for candidate in here.chain(further) {
                if !out.contains(&candidate) {
                    out.push(candidate);
                }
            }
        }
        out
    }
}

fn open(steps: Vec<Step>, open: Open) -> Answer {
    Answer { holders: Vec::new(), steps, open: Some(open) }
}

fn step(way: &Succession, cue: Option<String>) -> Step {
    Step {
        from: way.from,
        to: way.to,
        kind: way.kind,
        on: way.on,
        decision: way.decision.clone(),
        confidence: way.confidence,
        function: way.function.clone(),
        cue,
        note: way.note.clone(),
    }
}

/// Canonical words between single spaces, so that whole words can be looked for; a comma or a full stop stays in
/// between, so that no cue is found across it ("khoa học và công nghệ, thông tin …").
fn spaced(text: &str) -> String {
    let mut out = String::new();
    for c in viet::canonical(text).chars() {
        match c {
            _ if c.is_alphanumeric() => out.push(c),
            ',' | '.' | ';' | ':' | '(' | ')' | '…' => out.push_str(" , "),
            _ => out.push(' '),
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    format!(" {} ", words.join(" "))
}
