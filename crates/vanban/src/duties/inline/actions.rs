//! The verbs that tell an action of a party.

use crate::scan::{Scan, whole_word};
use crate::text::head;

/// Whether `text` goes on with an action, after a comma or a remark in brackets.
pub(in crate::duties) fn begins_action(text: &str) -> bool {
    const ACTIONS: &[&str] = &[
        "có trách nhiệm",
        "có nhiệm vụ",
        "chịu trách nhiệm",
        "chủ trì",
        "chủ động",
        "phối hợp",
        "theo dõi",
        "theo chức năng",
        "theo phạm vi",
        "theo nhiệm vụ",
        "trên cơ sở",
        "căn cứ",
        "trong phạm vi",
        "nghiêm túc",
        "khẩn trương",
        "tập trung",
        "tích cực",
        "tăng cường",
        "đẩy mạnh",
        "tiếp tục",
        "cần",
        "phải",
        "kịp thời",
        "thường xuyên",
        "tổ chức",
        "triển khai",
        "thực hiện",
        "xây dựng",
        "hướng dẫn",
        "rà soát",
        "tham mưu",
        "chỉ đạo",
        "báo cáo",
        "tổng hợp",
        "đôn đốc",
        "kiểm tra",
        "bố trí",
        "quan tâm",
        "nghiên cứu",
        "đề xuất",
        "quán triệt",
        "phản ánh",
        "phản hồi",
        "tiến hành",
        "làm đầu mối",
        "là đầu mối",
        "là cơ quan",
        "giúp",
        "cung cấp",
        "lập",
        "ban hành",
        "thông tin",
        "định kỳ",
        "bảo đảm",
        "đảm bảo",
        "thẩm định",
        "đánh giá",
        "giám sát",
        "tuyên truyền",
        "phổ biến",
        "vận động",
        "quản lý",
        "nâng cao",
        "cân đối",
        "lồng ghép",
        "huy động",
        "công bố",
        "hoàn thành",
        "hoàn thiện",
        "ưu tiên",
        "cử",
        "gửi",
        "đăng ký",
        "thành lập",
        "nhanh chóng",
        "sớm",
        "tự",
        "phát huy",
        "trực tiếp",
        "quyết liệt",
        "đẩy nhanh",
        "cập nhật",
        "làm việc",
        "với vai trò",
        "trên tinh thần",
        "xem xét",
        "xác định",
        "kiểm soát",
        "khắc phục",
        "sử dụng",
        "vận hành",
        "duy trì",
        "tiếp nhận",
        "lấy ý kiến",
        "trình",
        "tạo điều kiện",
        "hỗ trợ",
        "chuẩn bị",
        "ứng dụng",
        "tham gia",
        "chấp hành",
        "phân công",
        "phân bổ",
        "tổng kết",
        "sơ kết",
        "kiện toàn",
        "xử lý",
        "giải quyết",
        "tháo gỡ",
        "bàn giao",
        "công khai",
        "đổi mới",
        "thường trực",
        "ký",
        "mở rộng",
        "nêu cao",
        "gương mẫu",
        "hợp tác",
        "đề cao",
        "biểu dương",
        "bám sát",
        "bồi dưỡng",
        "cam kết",
        "chi trả",
        "chia sẻ",
        "chuyển",
        "chăm lo",
        "coi",
        "củng cố",
        "dành",
        "giới thiệu",
        "hàng năm",
        "hàng quý",
        "hằng năm",
        "hằng quý",
        "khen thưởng",
        "khảo sát",
        "kêu gọi",
        "kết hợp",
        "kết nối",
        "lựa chọn",
        "nhân rộng",
        "niêm yết",
        "nắm",
        "nộp",
        "phát hiện",
        "phát động",
        "phê duyệt",
        "quảng bá",
        "siết chặt",
        "sắp xếp",
        "thi đua",
        "thí điểm",
        "thúc đẩy",
        "thống nhất",
        "tiếp thu",
        "trang bị",
        "tranh thủ",
        "trao đổi",
        "trích",
        "tuân thủ",
        "tích hợp",
        "tính toán",
        "tôn vinh",
        "tạo",
        "xét chọn",
        "điều chỉnh",
        "điều hành",
        "điều phối",
        "đóng góp",
        "đăng tải",
        "đưa",
        "đấu tranh",
    ];
    let gap = |c: char| c.is_whitespace() || c == ',';
    let mut scan = Scan::new(text, 0);
    scan.run(usize::MAX, gap);
    scan.attempt(|scan| {
        scan.word("(")?;
        scan.run(usize::MAX, |c| c != ')');
        scan.word(")")
    });
    scan.run(usize::MAX, gap);
    if scan.attempt(by_day).is_some() {
        scan.run(usize::MAX, gap);
    }
    scan.peek().is_some_and(char::is_lowercase) && whole_word(scan.rest(), ACTIONS).is_some()
}

/// Length of those whom a rule means at the head of its sentence, whoever they are: "Cơ quan, đơn vị gửi văn bản …".
pub(in crate::duties) fn anybody(text: &str) -> Option<usize> {
    const ANYBODY: &[&str] = &[
        "Cơ quan, đơn vị, cá nhân",
        "Cơ quan, đơn vị, tổ chức",
        "Cơ quan, tổ chức, cá nhân",
        "Cơ quan, đơn vị",
        "Cơ quan, tổ chức",
        "Cơ quan, cá nhân",
        "Tổ chức, cá nhân",
        "Cá nhân, tổ chức",
    ];
    whole_word(text, ANYBODY).filter(|len| begins_action(&text[*len..]))
}

/// Whether `text` goes on with what one known body does by its office; of groups these words only tell which are meant.
pub(in crate::duties) fn decides(text: &str) -> bool {
    const ACTS: &[&str] = &[
        "quyết định",
        "quy định",
        "xác minh",
        "thu thập",
        "khai thác",
        "thống kê",
        "đào tạo",
        "phát hành",
        "khôi phục",
    ];
    let words = text.trim_start();
    words.len() < text.len() && whole_word(words, ACTS).is_some()
}

/// Whether `text` begins with an action, at the head of a sentence or inside one.
pub(in crate::duties) fn acts(text: &str) -> bool {
    /// Bytes after the first letter within which an action begins, a remark before it included.
    const LONGEST: usize = 80;
    let first = text.chars().next().map_or(0, char::len_utf8);
    begins_action(&viet::uncapital(head(text, first + LONGEST)))
}

/// "trước ngày 15 tháng 11 năm 2025 ", before the action.
fn by_day(scan: &mut Scan<'_>) -> Option<()> {
    scan.word("trước ngày ")?;
    scan.run(usize::MAX, |c| c.is_ascii_digit() || c == '/');
    for unit in [" tháng ", " năm "] {
        scan.attempt(|scan| scan.word(unit).and_then(|()| scan.digits(4)));
    }
    scan.space()
}
