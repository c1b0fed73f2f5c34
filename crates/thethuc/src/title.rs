//! What kind of document it is and what it is about.

use crate::{
    metrics,
    ooxml::{Element, PAGE_TEXT, Paragraph, Xml},
    text::capitals,
};

/// Kinds of documents laid out alike (article 7; abbreviations: annex III, I; layout: annex III, samples 1.4, 1.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Chỉ thị.
    Directive,
    /// Thông báo.
    Notice,
    /// Hướng dẫn.
    Guidance,
    /// Chương trình.
    Programme,
    /// Kế hoạch.
    Plan,
    /// Phương án.
    Option,
    /// Đề án.
    Scheme,
    /// Báo cáo.
    Report,
    /// Biên bản.
    Minutes,
    /// Tờ trình.
    Proposal,
}

impl Kind {
    /// The name: "Báo cáo".
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.words().0
    }

    /// The abbreviation: "BC".
    #[must_use]
    pub const fn abbreviation(self) -> &'static str {
        self.words().1
    }

    /// The symbol of this kind at an agency: `BC-SKHCN` (annex I, part I, II.3.b).
    #[must_use]
    pub fn symbol(self, agency: &str) -> String {
        format!("{}-{agency}", self.abbreviation())
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Directive => ("Chỉ thị", "CT"),
            Self::Notice => ("Thông báo", "TB"),
            Self::Guidance => ("Hướng dẫn", "HD"),
            Self::Programme => ("Chương trình", "CTr"),
            Self::Plan => ("Kế hoạch", "KH"),
            Self::Option => ("Phương án", "PA"),
            Self::Scheme => ("Đề án", "ĐA"),
            Self::Report => ("Báo cáo", "BC"),
            Self::Minutes => ("Biên bản", "BB"),
            Self::Proposal => ("Tờ trình", "TTr"),
        }
    }
}

/// Kinds of documents that rule on one case, article by article (annex III, samples 1.1 to 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// Nghị quyết (cá biệt).
    Resolution,
    /// Quyết định (cá biệt).
    Decision,
}

impl Ruling {
    /// The name: "Quyết định".
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.words().0
    }

    /// The symbol of this kind at an agency: `QĐ-UBND` (annex I, part I, II.3.b).
    #[must_use]
    pub fn symbol(self, agency: &str) -> String {
        format!("{}-{agency}", self.words().1)
    }

    const fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Resolution => ("Nghị quyết", "NQ", "QUYẾT NGHỊ:"),
            Self::Decision => ("Quyết định", "QĐ", "QUYẾT ĐỊNH:"),
        }
    }
}

/// Name of the kind, and the matter in a few words (trích yếu).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Title {
    /// A kind with a name: both centred above the body (place 5a).
    Named {
        /// The kind.
        kind: Kind,
        /// The matter.
        about: String,
    },
    /// A decision or a resolution: the authority that rules is named above the grounds, and articles follow the line
    /// "QUYẾT ĐỊNH:". The leading [`Block::Grounds`](crate::Block) of the body are its grounds.
    Ruling {
        /// The kind.
        kind: Ruling,
        /// The matter, as printed: "Về việc …", "Phê duyệt …".
        about: String,
        /// Who rules (thẩm quyền ban hành): the post of the head of the agency, or the name of the collective or of the
        /// agency (samples 1.2 and 1.3, note 6).
        by: String,
    },
    /// Công văn, which has no name: "V/v …" under the number (place 5b). Its symbol is made of the agency and the
    /// unit that drafts it: `UBND-KGVX`.
    Letter {
        /// The matter, without "V/v".
        about: String,
    },
}

impl Title {
    /// What other texts call the document: "Báo cáo", "Công văn".
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Named { kind, .. } => kind.name(),
            Self::Ruling { kind, .. } => kind.name(),
            Self::Letter { .. } => "Công văn",
        }
    }

    /// The matter.
    pub(crate) fn about(&self) -> &str {
        match self {
            Self::Named { about, .. } | Self::Ruling { about, .. } | Self::Letter { about } => about,
        }
    }

    /// Name and matter above the body, with a rule of 1/3 to 1/2 of the line under them (annex I, part I, II.5.b).
    pub(crate) fn write(&self, xml: &mut Xml) {
        if matches!(self, Self::Letter { .. }) {
            return;
        }
        xml.paragraph(&Paragraph::of(Element::KindName, capitals(self.name())));
        let look = Element::About.look();
        let lines =
            metrics::balanced(&crate::text::clean(self.about()), look.points, true, PAGE_TEXT * 9 / 10);
        for line in &lines {
            xml.paragraph(&Paragraph::of(Element::About, line.as_str()));
        }
        let longest = lines.iter().map(|line| metrics::width(line, look.points, true)).max().unwrap_or(0);
        xml.rule(longest * 2 / 5, PAGE_TEXT);
        xml.gap(120);
        if let Self::Ruling { by, .. } = self {
            xml.paragraph(&Paragraph::of(Element::Ruler, capitals(by)));
        }
    }

    /// The line between the grounds and the articles of a ruling.
    pub(crate) fn write_enacting(&self, xml: &mut Xml) {
        if let Self::Ruling { kind, .. } = self {
            xml.paragraph(&Paragraph::of(Element::Enacting, kind.words().2));
        }
    }
}
