//! The formal letter (công văn) for signature: đôn đốc to an agency, đề nghị to a body outside the state system.
//!
//! A draft: number, date, symbol's unit and the signer's name are left for the clerk and the signer. Nothing of duties in
//! security and defence stands in it.

use thethuc::{
    Authority, Block, Document, DocumentError, Grid, GridColumn, Head, Post, Recipients, Row, Signature,
    Signing, Text, Title, Urgency,
};

use super::facts::Fact;
use super::model::SubjectKind;
use super::texts::ReminderTexts;
use super::words::Timing;
use crate::db::Day;
use crate::organisations::Organisation;
use crate::web::lang::{Lang, Texts};

/// What a letter is made of.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// Who sends it.
    pub from: &'a Organisation,
    /// The body above the sender.
    pub superior: Option<&'a Organisation>,
    /// To whom.
    pub to: &'a Organisation,
    /// What about, with how it stands against its day.
    pub about: &'a [(&'a Fact, Timing)],
    /// The sender's own words.
    pub words: Option<&'a str>,
    /// How fast it must travel, when faster than usual.
    pub urgency: Option<Urgency>,
    /// The day as of which it speaks.
    pub today: Day,
    /// Made for demonstration.
    pub demo: bool,
}

/// Room for what a person writes in.
const BLANK: &str = "……";
/// Words with which the name of a province's committee begins; the place follows them.
const COMMITTEE: &str = "Ủy ban nhân dân tỉnh ";

impl Letter<'_> {
    /// Writes the letter; the same values give the same bytes.
    ///
    /// # Errors
    /// [`DocumentError`].
    pub fn docx(&self) -> Result<Vec<u8>, DocumentError> {
        self.document().docx()
    }

    /// A name for its file.
    #[must_use]
    pub fn file_name(&self) -> String {
        let what = if self.is_request() { "de-nghi" } else { "don-doc" };
        format!("cong-van-{what}-{}.docx", self.to.slug)
    }

    fn is_request(&self) -> bool {
        !self.to.system.is_subordinate()
    }

    /// What may stand in it.
    fn open(&self) -> impl Iterator<Item = &(&Fact, Timing)> {
        self.about.iter().filter(|(fact, _)| !fact.is_restricted())
    }

    fn document(&self) -> Document {
        let name = |org: &Organisation| org.name.clone();
        let place = self.superior.and_then(|org| org.name.strip_prefix(COMMITTEE));
        let head = Head {
            superior: self.superior.map(name),
            issuer: name(self.from),
            number: None,
            symbol: format!("{}-{BLANK}", self.from.initials()),
            place: Some(place.unwrap_or(BLANK).to_owned()),
            day: None,
        };
        let signature = Signature { authority: authority(self.from), name: String::new() };
        let title = Title::Letter { about: self.matter() };
        let mut document = Document::new(head, title, Signing::One(signature));
        document.urgency = self.urgency;
        document.addressees = vec![name(self.to)];
        document.body = self.body();
        document.recipients =
            Recipients { to: self.superior.map(name).into_iter().collect(), kept: BLANK.into() };
        document.mark = self.demo.then(|| Lang::Vi.texts().common.demo_band.to_owned());
        document
    }

    /// `đôn đốc thực hiện nhiệm vụ theo Kế hoạch 182/KH-UBND`.
    fn matter(&self) -> String {
        let has = |kind| self.open().any(|(fact, _)| fact.subject().kind == kind);
        let what = match (self.is_request(), has(SubjectKind::Duty), has(SubjectKind::Submission)) {
            (true, ..) => "đề nghị quan tâm, phối hợp thực hiện nhiệm vụ",
            (false, true, true) => "đôn đốc thực hiện nhiệm vụ, gửi báo cáo",
            (false, false, true) => "đôn đốc gửi báo cáo",
            (false, ..) => "đôn đốc thực hiện nhiệm vụ",
        };
        self.plan().map_or_else(|| what.to_owned(), |plan| format!("{what} theo {plan}"))
    }

    /// The plan, where all is about one that has a number.
    fn plan(&self) -> Option<String> {
        let t = &ReminderTexts::VI;
        let mut plans: Vec<String> = self.open().map(|(fact, _)| fact.plan(t)).collect();
        plans.dedup();
        match plans.as_slice() {
            [one] if one.contains('/') => Some(one.clone()),
            _ => None,
        }
    }

    fn body(&self) -> Vec<Block> {
        let paragraph = |words: String| Block::Paragraph(Text::new().plain(words));
        let (from, to, day) = (&self.from.name, &self.to.name, self.today.show());
        let what = self.plan().unwrap_or_else(|| "các kế hoạch".to_owned());
        let mut body = if self.is_request() {
            vec![paragraph(format!(
                "Để thực hiện {what}, {from} trân trọng đề nghị {to} quan tâm, phối hợp những nội dung sau:"
            ))]
        } else {
            vec![paragraph(format!(
                "Qua theo dõi việc thực hiện {what}, đến ngày {day}, những nhiệm vụ, báo cáo sau của {to} đã quá hạn:"
            ))]
        };
        body.push(Block::Grid(self.table()));
        if let Some(words) = self.words {
            body.push(paragraph(words.to_owned()));
        }
        body.push(paragraph(if self.is_request() {
            format!("{from} mong nhận được sự quan tâm, phối hợp của {to}. Trân trọng cảm ơn.")
        } else {
            format!(
                "Đề nghị {to} khẩn trương thực hiện và gửi kết quả về {from} để tổng hợp; trường hợp có khó khăn, \
                 vướng mắc, đề nghị nêu rõ nguyên nhân và kiến nghị."
            )
        }));
        body
    }

    /// One row for each thing; how late only for agencies.
    fn table(&self) -> Grid {
        let mut columns = vec![GridColumn::centred("TT", 6), GridColumn::words("Nội dung", 56)];
        if self.is_request() {
            columns.push(GridColumn::centred("Thời gian đề nghị", 22));
        } else {
            columns.push(GridColumn::centred("Thời hạn", 18));
            columns.push(GridColumn::centred("Quá hạn (ngày làm việc)", 20));
        }
        let rows = (1..).zip(self.open()).map(|(n, (fact, timing))| {
            let mut cells = vec![n.to_string(), contents(fact, Lang::Vi.texts()), fact.due_on().show()];
            if !self.is_request() {
                cells.push(match timing {
                    Timing::Late(days) => days.to_string(),
                    Timing::Left(_) | Timing::Today => "–".to_owned(),
                });
            }
            Row::Cells(cells.into_iter().map(|words| Text::new().plain(words)).collect())
        });
        Grid { columns, rows: rows.collect(), ..Grid::default() }
    }
}

/// Name, sentence and plan.
fn contents(fact: &Fact, t: &Texts) -> String {
    let plan = fact.plan(&t.reminders);
    match fact.said() {
        Some(said) => format!("{}, {plan}: {said}", fact.name(t)),
        None => format!("{}, {plan}", fact.name(t)),
    }
}

/// The head of the sending body signs, or somebody in their place: the clerk changes it then.
fn authority(org: &Organisation) -> Authority {
    Authority::Own(Post::Holder(org.head_title().to_owned()))
}
