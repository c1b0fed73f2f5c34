//! One document of each layout.

use jiff::civil::date;
use thethuc::{
    Align, Annex, Authority, Block, Document, Grid, GridColumn, Head, Kind, Level, Orientation, Post,
    Recipients, Row, Ruling, Signature, Signing, Text, Title, Urgency,
};

fn signed(authority: Authority, name: &str) -> Signing {
    Signing::One(Signature { authority, name: name.into() })
}

fn deputy(of: &str, post: &str) -> Post {
    Post::Deputy { of: of.into(), post: post.into() }
}

fn paragraph(words: &str) -> Block {
    Block::Paragraph(words.into())
}

/// A department's report to the People's Committee: number and date left to the clerk, a table, a wide annex.
pub fn report() -> Document {
    let mut report = Document::new(
        Head {
            superior: Some("Ủy ban nhân dân\ntỉnh Lạng Sơn".into()),
            issuer: "Sở Khoa học và Công nghệ".into(),
            number: None,
            symbol: Kind::Report.symbol("SKHCN"),
            place: Some("Lạng Sơn".into()),
            day: None,
        },
        Title::Named {
            kind: Kind::Report,
            about: "Kết quả thực hiện Kế hoạch số 182/KH-UBND ngày 06/9/2023 của Ủy ban nhân dân tỉnh \
                    6 tháng đầu năm 2026"
                .into(),
        },
        signed(Authority::Own(deputy("Giám đốc", "Phó Giám đốc")), "Nguyễn Văn Mẫu"),
    );
    report.addressees = vec!["Ủy ban nhân dân tỉnh Lạng Sơn".into()];
    report.body = vec![
        paragraph("Thực hiện Kế hoạch số 182/KH-UBND, Sở Khoa học và Công nghệ báo cáo như sau:"),
        Block::Heading(Level::Section, "Kết quả thực hiện".into()),
        Block::Heading(Level::Clause, "Về mục tiêu".into()),
        Block::Paragraph(Text::new().plain("Đã có ").bold("12/16").plain(
            " cơ quan gửi báo cáo; các cơ quan còn lại đang hoàn thiện. Nội dung dưới đây được tổng hợp từ báo \
             cáo đã tiếp nhận của các cơ quan, kèm theo bảng số liệu.",
        )),
        Block::Grid(Grid {
            caption: Some("Bảng 1. Số doanh nghiệp, hợp tác xã công nghệ sinh học".into()),
            unit: Some("Đơn vị tính: đơn vị".into()),
            columns: vec![
                GridColumn::centred("TT", 1),
                GridColumn::words("Chỉ tiêu", 6),
                GridColumn::figures("Năm 2023", 2),
                GridColumn::figures("Kỳ báo cáo", 2),
            ],
            rows: vec![
                Row::Group("Theo loại hình".into()),
                Row::Cells(vec!["1".into(), "Doanh nghiệp".into(), "10".into(), "12".into()]),
                Row::Cells(vec!["2".into(), "Hợp tác xã".into(), "8".into()]),
                Row::Total(vec!["".into(), "Cộng".into(), "18".into(), "12".into()]),
            ],
        }),
        Block::Heading(Level::Clause, "Về nhiệm vụ".into()),
        Block::Numbered(Level::Point, "Hoàn thiện hệ thống thông tin;".into()),
        Block::Numbered(Level::Point, "Tổ chức tập huấn:".into()),
        Block::Item("Cho cán bộ cấp xã;".into()),
        Block::Subitem("tại 65 xã, phường.".into()),
        Block::Heading(Level::Section, "Kiến nghị, đề xuất".into()),
        paragraph("Kính đề nghị Ủy ban nhân dân tỉnh xem xét, chỉ đạo."),
    ];
    report.recipients = Recipients {
        to: vec!["Các sở, ban, ngành tỉnh".into(), "Lãnh đạo Sở".into()],
        kept: "QLKH".into(),
    };
    report.annexes = vec![Annex {
        title: "Danh mục nhiệm vụ được giao và tình hình thực hiện".into(),
        orientation: Orientation::Landscape,
        body: vec![Block::Grid(duties())],
    }];
    report
}

fn duties() -> Grid {
    let rows = (1..=40)
        .map(|number| {
            Row::Cells(vec![
                number.to_string().into(),
                "Xây dựng, hoàn thiện mô hình ứng dụng công nghệ sinh học trong sản xuất nông nghiệp".into(),
                "Sở Nông nghiệp và Môi trường".into(),
                "Các xã, phường".into(),
                "Thường xuyên".into(),
                Text::new().italic("Đang thực hiện"),
            ])
        })
        .collect();
    Grid {
        caption: None,
        unit: None,
        columns: vec![
            GridColumn::centred("TT", 1),
            GridColumn::words("Nhiệm vụ", 7),
            GridColumn::words("Cơ quan chủ trì", 4),
            GridColumn::words("Cơ quan phối hợp", 3),
            GridColumn { heading: "Thời hạn".into(), share: 2, align: Align::Centre },
            GridColumn::words("Tình hình", 3),
        ],
        rows,
    }
}

/// A công văn of the People's Committee to several.
pub fn letter() -> Document {
    let mut letter = Document::new(
        Head {
            superior: None,
            issuer: "Ủy ban nhân dân\ntỉnh Lạng Sơn".into(),
            number: Some(7),
            symbol: "UBND-KGVX".into(),
            place: Some("Lạng Sơn".into()),
            day: Some(date(2026, 2, 5)),
        },
        Title::Letter {
            about: "đôn đốc báo cáo kết quả thực hiện Kế hoạch số 182/KH-UBND".into()
        },
        signed(
            Authority::Collective {
                body: "Ủy ban nhân dân".into(),
                post: deputy("Chủ tịch", "Phó Chủ tịch"),
            },
            "Trần Thị Mẫu",
        ),
    );
    letter.addressees = vec!["Các sở, ban, ngành tỉnh".into(), "Ủy ban nhân dân các xã, phường".into()];
    letter.body = vec![
        paragraph(
            "Đến nay còn một số cơ quan, đơn vị chưa gửi báo cáo kết quả thực hiện Kế hoạch số 182/KH-UBND. Ủy \
             ban nhân dân tỉnh có ý kiến như sau:",
        ),
        Block::Numbered(
            Level::Clause,
            "Yêu cầu các cơ quan, đơn vị gửi báo cáo trước ngày 10/02/2026.".into(),
        ),
        Block::Numbered(Level::Clause, "Giao Sở Khoa học và Công nghệ tổng hợp, theo dõi & đôn đốc.".into()),
    ];
    letter.recipients = Recipients {
        to: vec!["Chủ tịch, các Phó Chủ tịch UBND tỉnh".into()],
        kept: "KGVX".into(),
    };
    letter
}

/// A notice that the Office signs by order of the Chairman.
pub fn notice() -> Document {
    let mut notice = Document::new(
        Head {
            superior: Some("Ủy ban nhân dân\ntỉnh Lạng Sơn".into()),
            issuer: "Văn phòng".into(),
            number: Some(120),
            symbol: Kind::Notice.symbol("VP"),
            place: Some("Lạng Sơn".into()),
            day: Some(date(2026, 11, 20)),
        },
        Title::Named {
            kind: Kind::Notice, about: "Kết luận cuộc họp giao ban về công nghệ sinh học".into()
        },
        signed(
            Authority::ByOrder { of: "Chủ tịch".into(), post: Post::Holder("Chánh Văn phòng".into()) },
            "Lê Văn Mẫu",
        ),
    );
    notice.body = vec![
        Block::Heading(Level::Part, "Đánh giá chung".into()),
        paragraph("Các cơ quan đã tích cực triển khai."),
        Block::Heading(Level::Part, "Nhiệm vụ thời gian tới".into()),
        Block::Heading(Level::Section, "Đối với các sở, ngành".into()),
        Block::Heading(Level::Clause, "Báo cáo".into()),
        Block::Heading(Level::Subclause, "Nội dung".into()),
        paragraph("Báo cáo đúng thời hạn; thông báo để các cơ quan biết, thực hiện."),
    ];
    notice.recipients = Recipients {
        to: vec!["Các sở, ngành".into(), "UBND các xã, phường".into()],
        kept: "KGVX".into(),
    };
    notice.annexes = ["Danh sách thứ nhất", "Danh sách thứ hai"]
        .map(|title| Annex {
            title: title.into(),
            body: vec![paragraph("Như trong hồ sơ.")],
            ..Annex::default()
        })
        .into();
    notice.mark = Some("DỮ LIỆU MINH HỌA".into());
    notice
}

/// Minutes: no place and date in the head, two signatures.
pub fn minutes() -> Document {
    let person = |part: &str, name: &str| Signature {
        authority: Authority::Own(Post::Holder(part.into())),
        name: name.into(),
    };
    let mut minutes = Document::new(
        Head {
            superior: Some("Ủy ban nhân dân\ntỉnh Lạng Sơn".into()),
            issuer: "Sở Khoa học và Công nghệ".into(),
            number: Some(3),
            symbol: Kind::Minutes.symbol("SKHCN"),
            place: None,
            day: None,
        },
        Title::Named {
            kind: Kind::Minutes, about: "Họp Hội đồng đánh giá, nghiệm thu nhiệm vụ".into()
        },
        Signing::Minutes {
            secretary: person("Thư ký", "Hoàng Mẫu"), chair: person("Chủ tọa", "Đỗ Mẫu")
        },
    );
    minutes.body = vec![
        Block::Grounds(vec!["Quyết định thành lập Hội đồng".into(), "Hồ sơ của nhiệm vụ;".into()]),
        paragraph("Thời gian bắt đầu: 8 giờ 00.\nĐịa điểm: Sở Khoa học và Công nghệ."),
        paragraph("Cuộc họp kết thúc vào 11 giờ 30 cùng ngày"),
    ];
    minutes.recipients =
        Recipients { to: vec!["Thành viên Hội đồng".into()], kept: "Hồ sơ".into() };
    minutes
}

/// A decision of the head of a department, express.
pub fn decision() -> Document {
    let mut decision = Document::new(
        Head {
            superior: Some("Ủy ban nhân dân\ntỉnh Lạng Sơn".into()),
            issuer: "Sở Khoa học và Công nghệ".into(),
            number: Some(9),
            symbol: Ruling::Decision.symbol("SKHCN"),
            place: Some("Lạng Sơn".into()),
            day: Some(date(2026, 1, 15)),
        },
        Title::Ruling {
            kind: Ruling::Decision,
            about: "Về việc thành lập Tổ giúp việc theo dõi, đôn đốc thực hiện Kế hoạch số 182/KH-UBND"
                .into(),
            by: "Giám đốc Sở Khoa học và Công nghệ".into(),
        },
        signed(Authority::Own(Post::Holder("Giám đốc".into())), "Nguyễn Văn Mẫu"),
    );
    decision.urgency = Some(Urgency::Express);
    decision.body = vec![
        Block::Grounds(vec![
            "Căn cứ Kế hoạch số 182/KH-UBND ngày 06 tháng 9 năm 2023 của Ủy ban nhân dân tỉnh Lạng Sơn".into(),
            "Theo đề nghị của Trưởng phòng Quản lý khoa học".into(),
        ]),
        Block::Article(String::new(), "Thành lập Tổ giúp việc gồm 05 người.".into()),
        Block::Article("Nhiệm vụ của Tổ giúp việc".into(), Text::new()),
        Block::Numbered(Level::Clause, "Theo dõi, đôn đốc các cơ quan, đơn vị.".into()),
        Block::Numbered(Level::Clause, "Tổng hợp báo cáo định kỳ.".into()),
        Block::Article(
            String::new(),
            "Quyết định này có hiệu lực kể từ ngày ký. Các ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành.".into(),
        ),
    ];
    decision.recipients =
        Recipients { to: vec!["Như Điều 3".into(), "UBND tỉnh".into()], kept: "QLKH".into() };
    decision
}

/// A resolution of the Provincial People's Council.
pub fn resolution() -> Document {
    let chair = Authority::Own(Post::Holder("Chủ tịch".into()));
    let mut resolution = Document::new(
        Head {
            superior: None,
            issuer: "Hội đồng nhân dân\ntỉnh Lạng Sơn".into(),
            number: None,
            symbol: Ruling::Resolution.symbol("HĐND"),
            place: Some("Lạng Sơn".into()),
            day: None,
        },
        Title::Ruling {
            kind: Ruling::Resolution,
            about: "Về chương trình giám sát".into(),
            by: "Hội đồng nhân dân tỉnh Lạng Sơn".into(),
        },
        signed(chair, ""),
    );
    resolution.urgency = Some(Urgency::VeryUrgent);
    resolution.body = vec![
        Block::Grounds(vec!["Xét Tờ trình của Ủy ban nhân dân tỉnh".into()]),
        Block::Article(String::new(), "Thông qua chương trình giám sát.".into()),
    ];
    resolution
}
