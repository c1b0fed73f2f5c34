use crate::model::{Diagnostic, Severity, Span};

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Stable name.
    pub code: &'static str,
    /// How serious it is.
    pub severity: Severity,
    vi: &'static str,
    en: &'static str,
}

/// Every kind of finding, in the order of `docs/diagnostics.md`. `{}` takes the words of the case.
pub const CODES: &[Code] = &[
    Code {
        code: "text-cut",
        severity: Severity::Error,
        vi: "văn bản bị cắt tại đây; hãy dùng bản đầy đủ",
        en: "the text is cut off here; use a complete copy",
    },
    Code {
        code: "deadline-before-date",
        severity: Severity::Error,
        vi: "thời hạn {} sớm hơn ngày ban hành {}",
        en: "the deadline {} lies before the date of issue {}",
    },
    Code {
        code: "no-sections",
        severity: Severity::Warning,
        vi: "không nhận ra mục nào; toàn bộ nội dung được giữ thành các đoạn",
        en: "no section was recognised; everything is kept as paragraphs",
    },
    Code {
        code: "text-unread",
        severity: Severity::Warning,
        vi: "đoạn này chưa được đọc vào mục nào",
        en: "this text was not read into any part",
    },
    Code {
        code: "numbering-defect",
        severity: Severity::Warning,
        vi: "số thứ tự “{}” không liền mạch{}; thứ tự đúng là {}",
        en: "the number “{}” is out of order{}; number {} was expected",
    },
    Code {
        code: "annex-missing",
        severity: Severity::Warning,
        vi: "văn bản nhắc đến phụ lục hoặc danh mục kèm theo nhưng tệp này không có; hãy bổ sung phụ lục{}",
        en: "the text announces an annex that this file does not hold; add the annex{}",
    },
    Code {
        code: "header-incomplete",
        severity: Severity::Warning,
        vi: "phần đầu văn bản thiếu: {}",
        en: "the head of the document lacks: {}",
    },
    Code {
        code: "duty-many-owners",
        severity: Severity::Warning,
        vi: "nhiệm vụ giao cho {} cơ quan ({}) mà không nêu rõ một cơ quan chủ trì",
        en: "the duty is given to {} parties ({}) and no single lead is named",
    },
    Code {
        code: "task-no-owner",
        severity: Severity::Warning,
        vi: "{} nhiệm vụ tại mục {}{} chưa nêu cơ quan thực hiện",
        en: "{} tasks in section {}{} name nobody who is to do them",
    },
    Code {
        code: "target-no-baseline",
        severity: Severity::Warning,
        vi: "chỉ tiêu “{}” không nêu số liệu gốc hoặc năm gốc để so sánh",
        en: "the target “{}” states no baseline to compare with",
    },
    Code {
        code: "target-no-unit",
        severity: Severity::Warning,
        vi: "chỉ tiêu “{}” không nêu đơn vị tính",
        en: "the target “{}” states no unit",
    },
    Code {
        code: "target-no-year",
        severity: Severity::Warning,
        vi: "chỉ tiêu không nêu năm phải đạt",
        en: "the target states no year",
    },
    Code {
        code: "agency-abolished",
        severity: Severity::Warning,
        vi: "“{}” không còn từ ngày {}; {}{}",
        en: "“{}” no longer exists since {}; {}{}",
    },
    Code {
        code: "agency-not-yet",
        severity: Severity::Warning,
        vi: "“{}” chỉ có từ ngày {}, sau ngày {}{}",
        en: "“{}” only exists from {}, after {}{}",
    },
    Code {
        code: "reference-broken",
        severity: Severity::Warning,
        vi: "văn bản này không có “{}”",
        en: "this document has no “{}”",
    },
    Code {
        code: "reference-unnamed",
        severity: Severity::Note,
        vi: "“{}” được nhắc đến mà chưa có số, ký hiệu đầy đủ{}",
        en: "“{}” is cited and its full number is given nowhere{}",
    },
    Code {
        code: "agency-unknown",
        severity: Severity::Note,
        vi: "chưa có “{}” trong danh mục cơ quan; hãy kiểm tra tên{}",
        en: "“{}” is not in the list of agencies; check the name{}",
    },
    Code {
        code: "duty-no-deadline",
        severity: Severity::Note,
        vi: "nhiệm vụ không nêu thời hạn; sẽ được theo dõi như nhiệm vụ thường xuyên",
        en: "the duty has no deadline; it will be tracked as a standing duty",
    },
    Code {
        code: "vague-verb-only",
        severity: Severity::Note,
        vi: "nhiệm vụ chỉ nêu “{}”, không có sản phẩm, số lượng hay thời hạn để đánh giá",
        en: "the duty only says “{}”; it names no product, quantity or deadline to judge it by",
    },
    Code {
        code: "text-converted",
        severity: Severity::Note,
        vi: "tệp dùng mã {}, đã chuyển sang Unicode; hãy so lại tên riêng và chữ hoa",
        en: "the file was written in {} and put into Unicode; compare names and capitals",
    },
    Code { code: "text-repaired", severity: Severity::Note, vi: "{}", en: "{}" },
    Code {
        code: "doubled-word",
        severity: Severity::Note,
        vi: "từ “{}” in hai lần liền nhau",
        en: "the word “{}” is printed twice",
    },
];

/// " (3 chỗ)" after what stands in several places; empty for one.
pub(super) fn more(places: usize) -> (String, String) {
    match places {
        0 | 1 => (String::new(), String::new()),
        n => (format!(" ({n} chỗ)"), format!(" ({n} places)")),
    }
}

/// The beginning of long words, for a message.
pub(super) fn shortened(text: &str) -> String {
    viet::shorten(text, 70)
}

/// A finding whose words are the same in both languages.
pub(super) fn finding(code: &str, span: Span, words: &[&str]) -> Diagnostic {
    finding_with(code, span, words, words)
}

/// A finding with the words of the case in each language.
pub(super) fn finding_with(code: &str, span: Span, vi: &[&str], en: &[&str]) -> Diagnostic {
    let known = CODES.iter().find(|known| known.code == code);
    let fill = |pattern: &str, words: &[&str]| {
        words.iter().fold(pattern.to_owned(), |text, word| text.replacen("{}", word, 1))
    };
    Diagnostic {
        code: code.to_owned(),
        severity: known.map_or(Severity::Note, |known| known.severity),
        message: known.map(|known| fill(known.vi, vi)).unwrap_or_default(),
        message_en: known.map(|known| fill(known.en, en)).unwrap_or_default(),
        span,
    }
}
