//! The table of comments with what became of them: on the page, as a workbook, and as an official annex.

use thethuc::table::{Cell, Column, Table};
use thethuc::{
    Annex, Authority, Block, Document, DocumentError, Grid, GridColumn, Head, Kind, Orientation, Post,
    Recipients, Row, Signature, Signing, Text, Title,
};

use super::store::{Comment, Consultation};
use super::texts::ConsultationTexts;
use crate::organisations::Organisation;
use crate::web::lang::Lang;

/// Who said it: as far as they allow.
pub(super) fn who(t: &ConsultationTexts, of: &Comment) -> String {
    let named: Vec<&str> = [&of.name, &of.body].into_iter().flatten().map(String::as_str).collect();
    if named.is_empty() { t.unnamed.to_owned() } else { named.join(", ") }
}

fn place(t: &ConsultationTexts, of: &Comment) -> String {
    t.place(of.part.as_deref(), of.paragraph)
}

/// As a list; `all` are the comments that were answered, published or not.
pub(super) fn sheet(t: &ConsultationTexts, of: &Consultation, comments: &[Comment], all: i64) -> Table {
    let row = |one: &Comment| {
        vec![
            Cell::from(place(t, one)),
            Cell::from(one.text.clone()),
            Cell::from(who(t, one)),
            Cell::from(t.verdict_name(one.verdict)),
            Cell::from(one.answer.clone()),
        ]
    };
    Table {
        columns: vec![
            Column::words(t.part, 14.0),
            Column::words(t.comment, 60.0),
            Column::words(t.sender, 32.0),
            Column::words(t.verdict, 20.0),
            Column::words(t.explanation, 60.0),
        ],
        rows: comments.iter().map(row).collect(),
        remarks: vec![of.title.clone(), t.counts(all, comments.len())],
        ..Table::titled(t.summary)
    }
}

/// The table as a draft for signature: number, date and signer are left open.
///
/// # Errors
/// [`DocumentError`].
pub(super) fn docx(
    of: &Consultation,
    comments: &[Comment],
    all: i64,
    from: &Organisation,
    superior: Option<&Organisation>,
    demo: bool,
) -> Result<Vec<u8>, DocumentError> {
    let t = &ConsultationTexts::VI;
    let head = Head {
        superior: superior.map(|org| org.name.clone()),
        issuer: from.name.clone(),
        number: None,
        symbol: Kind::Report.symbol(&from.initials()),
        place: superior.and_then(|org| org.name.strip_prefix("Ủy ban nhân dân tỉnh ")).map(str::to_owned),
        day: None,
    };
    let signing = Signing::One(Signature {
        authority: Authority::Own(Post::Holder(from.head_title().to_owned())),
        name: String::new(),
    });
    // within a sentence: "dự thảo Nghị quyết …"
    let title = of.title.strip_prefix("Dự thảo").map(|rest| format!("dự thảo{rest}"));
    let title = title.as_deref().unwrap_or(&of.title);
    let about = format!("Tổng hợp, tiếp thu, giải trình ý kiến góp ý đối với {title}");
    let mut document = Document::new(head, Title::Named { kind: Kind::Report, about }, signing);
    let answered = format!(
        "Từ ngày {} đến hết ngày {}, {} lấy ý kiến đối với {}. {} Các ý kiến được đồng ý công khai và nội dung tiếp thu, \
         giải trình nêu tại Phụ lục kèm theo.",
        of.from_on.show(),
        of.to_on.show(),
        from.name,
        title,
        t.counts(all, comments.len()),
    );
    document.body = vec![Block::Paragraph(Text::new().plain(answered))];
    document.recipients = Recipients::default();
    document.mark = demo.then(|| Lang::Vi.texts().common.demo_band.to_owned());
    let columns = vec![
        GridColumn::centred("TT", 6),
        GridColumn::words(t.part, 13),
        GridColumn::words(t.comment, 40),
        GridColumn::words(t.sender, 20),
        GridColumn::words(t.verdict, 15),
        GridColumn::words(t.explanation, 40),
    ];
    let rows = (1..).zip(comments).map(|(n, one): (usize, _)| {
        let verdict = t.verdict_name(one.verdict).to_owned();
        let cells =
            [n.to_string(), place(t, one), one.text.clone(), who(t, one), verdict, one.answer.clone()];
        Row::Cells(cells.into_iter().map(|words| Text::new().plain(words)).collect())
    });
    document.annexes = vec![Annex {
        title: t.summary.to_owned(),
        orientation: Orientation::Landscape,
        body: vec![Block::Grid(Grid { columns, rows: rows.collect(), ..Grid::default() })],
    }];
    document.docx()
}
