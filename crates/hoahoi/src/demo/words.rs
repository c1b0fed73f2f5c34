//! What the agencies of the demonstration say. All of it is made up; none of it is a fact about Lạng Sơn.

use crate::reporting::model::{Draft, Figure, Progress};

struct Said {
    section: &'static str,
    paragraph: i64,
    progress: Progress,
    result: &'static str,
    difficulty: &'static str,
    cause: &'static str,
    proposal: &'static str,
    /// Name, value in plain notation, unit.
    figure: Option<(&'static str, Option<&'static str>, &'static str)>,
}

const SAID: &[Said] = &[
    Said {
        section: "IV.1",
        paragraph: 1,
        progress: Progress::Continuing,
        result: "Đã theo dõi, tổng hợp tình hình của các cơ quan trong kỳ.",
        difficulty: "Một số cơ quan gửi báo cáo chậm.",
        cause: "Cán bộ đầu mối thay đổi sau sắp xếp bộ máy.",
        proposal: "",
        figure: None,
    },
    Said {
        section: "IV.1",
        paragraph: 2,
        progress: Progress::Continuing,
        result: "Đã có văn bản hướng dẫn đề xuất đặt hàng nhiệm vụ cho năm sau.",
        difficulty: "",
        cause: "",
        proposal: "",
        figure: Some(("Đề xuất nhận được", Some("14"), "đề xuất")),
    },
    Said {
        section: "IV.2",
        paragraph: 1,
        progress: Progress::InProgress,
        result: "Có 4 đề xuất, 1 đề xuất đang hoàn thiện hồ sơ.",
        difficulty: "Chưa xác định đơn vị tiếp nhận kết quả.",
        cause: "Doanh nghiệp, hợp tác xã chưa cam kết vốn đối ứng.",
        proposal: "Đề nghị hướng dẫn mẫu cam kết tiếp nhận kết quả.",
        figure: Some(("Đề xuất đặt hàng", Some("4"), "đề xuất")),
    },
    Said {
        section: "IV.2",
        paragraph: 2,
        progress: Progress::Continuing,
        result: "Duy trì mô hình nhân giống bằng nuôi cấy mô tại hai cơ sở.",
        difficulty: "",
        cause: "",
        proposal: "",
        figure: Some(("Diện tích mô hình", Some("12.5"), "ha")),
    },
    Said {
        section: "IV.3",
        paragraph: 1,
        progress: Progress::InProgress,
        result: "Đã lập danh mục cây dược liệu ưu tiên để đề xuất đặt hàng.",
        difficulty: "",
        cause: "",
        proposal: "",
        figure: Some(("Đề xuất đặt hàng", Some("2"), "đề xuất")),
    },
    Said {
        section: "IV.5",
        paragraph: 1,
        progress: Progress::InProgress,
        result: "Đã rà soát nhu cầu đổi mới công nghệ chế biến của các cơ sở.",
        difficulty: "Chưa đủ số liệu từ các cơ sở nhỏ.",
        cause: "",
        proposal: "",
        figure: Some(("Cơ sở được rà soát", None, "cơ sở")),
    },
    Said {
        section: "IV.7",
        paragraph: 1,
        progress: Progress::Continuing,
        result: "Đã lồng ghép nội dung công nghệ sinh học vào kế hoạch bồi dưỡng năm.",
        difficulty: "",
        cause: "",
        proposal: "Đề nghị bố trí kinh phí bồi dưỡng về công nghệ sinh học cho năm sau.",
        figure: Some(("Lượt cán bộ được bồi dưỡng", Some("38"), "lượt")),
    },
    Said {
        section: "IV.10",
        paragraph: 1,
        progress: Progress::Done,
        result: "Đã gửi hướng dẫn nội dung tuyên truyền tới các cơ quan báo chí.",
        difficulty: "",
        cause: "",
        proposal: "Đề nghị cung cấp bộ tài liệu tuyên truyền dùng chung.",
        figure: Some(("Tin, bài đã đăng", Some("21"), "tin, bài")),
    },
    Said {
        section: "IV.11",
        paragraph: 1,
        progress: Progress::Continuing,
        result: "Một số trường đã bổ sung thiết bị thí nghiệm sinh học.",
        difficulty: "Thiết bị ở vùng khó khăn còn thiếu.",
        cause: "",
        proposal: "",
        figure: Some(("Trường được bổ sung thiết bị", Some("9"), "trường")),
    },
    Said {
        section: "IV.16",
        paragraph: 1,
        progress: Progress::Continuing,
        result: "Đã đưa nội dung Kế hoạch vào chương trình công tác của đơn vị.",
        difficulty: "",
        cause: "",
        proposal: "",
        figure: None,
    },
];

/// What is said about a duty, by its clause.
pub(super) fn about(section: &str, paragraph: i64) -> Draft {
    let Some(said) = SAID.iter().find(|s| s.section == section && s.paragraph == paragraph) else {
        return Draft {
            progress: Some(Progress::Continuing),
            result: "Đã triển khai, lồng ghép trong kế hoạch công tác năm.".to_owned(),
            ..Draft::default()
        };
    };
    Draft {
        progress: Some(said.progress),
        result: said.result.to_owned(),
        difficulty: said.difficulty.to_owned(),
        cause: said.cause.to_owned(),
        proposal: said.proposal.to_owned(),
        figures: said
            .figure
            .iter()
            .map(|(name, value, unit)| Figure {
                name: (*name).to_owned(),
                value: value.map(str::to_owned),
                unit: (*unit).to_owned(),
            })
            .collect(),
        money: Vec::new(),
    }
}
