//! What surrounds every page: who is signed in, the language, the menu, a message after a change.

use std::fmt::Display;

use super::lang::{Lang, Texts, fill};
use crate::accounts::access::Viewer;
use crate::accounts::model::Role;
use crate::accounts::rights::{ManageAccounts, ReadAudit, ReadOverview};
use crate::db::{Day, Millis};
use crate::texts;

/// The data of the page frame; every page template has one as `frame`.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Texts in the language of the request.
    pub t: &'static Texts,
    /// That language.
    pub lang: Lang,
    /// Who looks.
    pub viewer: Viewer,
    /// Whether the "DỮ LIỆU MINH HỌA" band is shown.
    pub demo: bool,
    /// Address of this page with its query, for the language switch and the log-in.
    pub here: String,
    /// The day in Việt Nam.
    pub today: Day,
    /// The instant.
    pub now: Millis,
    /// Notices that the viewer has not read.
    pub notices: i64,
    /// What to say about the change just made.
    pub flash: Option<String>,
    /// Prefix of the asset addresses; changes with their content.
    pub assets: &'static str,
}

/// An entry of the main menu.
#[derive(Debug, Clone, Copy)]
pub struct MenuItem {
    /// Where it leads.
    pub href: &'static str,
    /// What it says.
    pub text: &'static str,
    /// Whether the current page lies under it.
    pub current: bool,
}

impl Frame {
    /// The main menu for this viewer.
    #[must_use]
    pub fn menu(&self) -> Vec<MenuItem> {
        let t = &self.t.common;
        let mut items: Vec<(&'static str, &'static str)> = Vec::new();
        if self.viewer.who().is_some() {
            items.extend([
                ("/viec-cua-toi", t.my_work),
                ("/nhiem-vu", t.duties),
                ("/van-ban", t.documents),
                ("/bao-cao", t.reports),
            ]);
            if self.viewer.may::<ReadOverview>(&()) {
                items.push(("/tong-quan", t.overview));
            }
            items.push(("/co-so-du-lieu", t.database));
            items.push(("/co-quan", t.organisations));
            if self.viewer.may::<ManageAccounts>(&()) || self.viewer.may::<ReadAudit>(&()) {
                items.push(("/quan-tri", t.administration));
            }
        } else {
            items.extend([
                ("/", t.home),
                ("/co-so-du-lieu", t.database),
                ("/ke-hoach", t.plans),
                ("/co-quan", t.organisations),
            ]);
        }
        items.into_iter().map(|(href, text)| MenuItem { href, text, current: self.is_under(href) }).collect()
    }

    fn is_under(&self, href: &str) -> bool {
        let path = self.here.split('?').next().unwrap_or_default();
        let under = |room: &str| path == room || path.starts_with(&format!("{room}/"));
        match href {
            "/" => path == "/",
            // records, and the ways to them, have addresses of their own
            "/co-so-du-lieu" => [href, "/muc", "/xem-theo"].into_iter().any(under),
            _ => under(href),
        }
    }

    /// The name of a role.
    #[must_use]
    pub fn role_name(&self, role: Role) -> &'static str {
        let t = &self.t.common;
        match role {
            Role::Officer => t.role_officer,
            Role::Head => t.role_head,
            Role::Clerk => t.role_clerk,
            Role::Coordinator => t.role_coordinator,
            Role::Office => t.role_office,
            Role::Leadership => t.role_leadership,
            Role::Reviewer => t.role_reviewer,
            Role::Administrator => t.role_administrator,
            Role::Auditor => t.role_auditor,
        }
    }

    /// Fills one gap of a text. Templates: `{{ frame.fill(t.n_duties, n) }}`.
    #[must_use]
    pub fn fill<A: Display>(&self, text: &str, a: A) -> String {
        fill(text, &[&a])
    }

    /// Fills two gaps of a text.
    #[must_use]
    pub fn fill2<A: Display, B: Display>(&self, text: &str, a: A, b: B) -> String {
        fill(text, &[&a, &b])
    }

    /// A whole number in Vietnamese style: 1.234.
    #[must_use]
    pub fn number(&self, n: &i64) -> String {
        viet::number::show(*n)
    }

    /// The address under which this list is downloaded: its own, from the first row, with the form of the file.
    #[must_use]
    pub fn download(&self, format: &str) -> String {
        let (path, query) = self.here.split_once('?').unwrap_or((&self.here, ""));
        let kept = query.split('&').filter(|field| {
            let (name, value) = field.split_once('=').unwrap_or((field, ""));
            !value.is_empty() && !matches!(name, "sau" | "tai")
        });
        let fields: Vec<&str> = kept.collect();
        let and = if fields.is_empty() { "" } else { "&" };
        format!("{path}?{}{and}tai={format}", fields.join("&"))
    }

    /// The other language, for the switch.
    #[must_use]
    pub fn other_lang(&self) -> Lang {
        match self.lang {
            Lang::Vi => Lang::En,
            Lang::En => Lang::Vi,
        }
    }

    /// `here`, made safe for use as a query value.
    #[must_use]
    pub fn here_encoded(&self) -> String {
        super::paging::encode(&self.here)
    }
}

texts! {
    /// The page frame and words used everywhere.
    pub struct CommonTexts {
        html_lang: "vi" | "en",
        tagline: "Theo dõi kế hoạch và thông tin công nghệ sinh học tỉnh Lạng Sơn" | "Tracking the plan and opening biotechnology information, Lạng Sơn province",
        skip: "Đến nội dung chính" | "Skip to content",
        main_menu: "Chính" | "Main",
        menu: "Danh mục" | "Menu",
        home: "Trang chủ" | "Home",
        my_work: "Việc của tôi" | "My work",
        duties: "Nhiệm vụ" | "Duties",
        documents: "Văn bản" | "Documents",
        reports: "Báo cáo" | "Reports",
        overview: "Tổng quan" | "Overview",
        database: "Cơ sở dữ liệu" | "Database",
        plans: "Kế hoạch" | "Plans",
        organisations: "Cơ quan" | "Agencies",
        administration: "Quản trị" | "Administration",
        account: "Tài khoản" | "Account",
        sign_in: "Đăng nhập" | "Sign in",
        sign_out: "Đăng xuất" | "Sign out",
        switch_lang: "English" | "Tiếng Việt",
        demo_band: "DỮ LIỆU MINH HỌA" | "DEMONSTRATION DATA",
        demo_text: "Lời văn Kế hoạch 182/KH-UBND là văn bản thật; tiến độ, số liệu và mục thông tin là minh họa." | "The wording of Plan 182/KH-UBND is real; progress, figures and records are made up for demonstration.",
        demo_tag: "minh họa" | "demo",
        to_verify: "cần kiểm chứng" | "to be verified",
        foot_contact: "Đầu mối: Sở Khoa học và Công nghệ tỉnh Lạng Sơn." | "Contact: Department of Science and Technology, Lạng Sơn.",
        foot_source: "Lời văn kế hoạch in nguyên như văn bản ban hành; nguồn ghi tại từng trang." | "Plans are shown as printed; sources are given on each page.",
        search: "Tìm" | "Search",
        filter: "Lọc" | "Filter",
        clear_filter: "Bỏ lọc" | "Clear filters",
        all: "Tất cả" | "All",
        save: "Lưu" | "Save",
        cancel: "Thôi" | "Cancel",
        open: "Mở" | "Open",
        next_page: "Trang sau" | "Next page",
        first_page: "Về đầu" | "First page",
        more_than: "hơn {}" | "more than {}",
        none: "không có" | "none",
        no_data: "chưa có số liệu" | "no data yet",
        print: "In" | "Print",
        error: "Lỗi" | "Error",
        required: "Đề nghị nhập nội dung này." | "Please fill this in.",
        date_unreadable: "Không hiểu ngày “{}”: đề nghị nhập ngày/tháng/năm, ví dụ 06/9/2023." | "“{}” is no date: please write day/month/year, such as 06/9/2023.",
        date_short_year: "Năm trong “{}” phải đủ bốn chữ số, ví dụ 06/9/2023." | "The year in “{}” needs four figures, such as 06/9/2023.",
        date_no_such_day: "Không có ngày “{}” trong lịch." | "There is no day “{}” in the calendar.",
        number_unreadable: "Không hiểu số “{}”: đề nghị nhập như 1.234.567 hoặc 20,8." | "“{}” is no number: please write it like 1.234.567 or 20,8.",
        role_officer: "Cán bộ" | "Officer",
        role_head: "Lãnh đạo cơ quan" | "Head of agency",
        role_clerk: "Văn thư" | "Clerk",
        role_coordinator: "Cán bộ điều phối" | "Coordinator",
        role_office: "Văn phòng UBND tỉnh" | "Office of the People's Committee",
        role_leadership: "Lãnh đạo UBND tỉnh" | "Leadership of the People's Committee",
        role_reviewer: "Người duyệt" | "Reviewer",
        role_administrator: "Quản trị" | "Administrator",
        role_auditor: "Kiểm toán nhật ký" | "Auditor",
        error_not_found: "Không tìm thấy trang này" | "This page was not found",
        error_not_found_help: "Địa chỉ có thể đã đổi hoặc gõ nhầm. Đề nghị kiểm tra lại, hoặc bắt đầu từ trang chủ." | "The address may have changed or been mistyped. Please check it, or start from the home page.",
        error_denied: "Chưa có quyền xem hoặc làm việc này" | "You do not have the right to see or do this",
        error_denied_help: "Quyền do người quản trị cấp theo cơ quan và vai trò. Nếu cần, đề nghị liên hệ quản trị của cơ quan." | "Rights are granted by agency and role. If you need one, please ask your administrator.",
        error_conflict: "Nội dung vừa được người khác thay đổi" | "Somebody else has just changed this",
        error_bad: "Yêu cầu chưa đúng" | "This request is not right",
        error_too_large: "Tệp hoặc nội dung gửi lên quá lớn" | "The file or content sent is too large",
        error_too_many: "Thử quá nhiều lần" | "Too many attempts",
        error_too_many_help: "Đề nghị đợi {} giây rồi thử lại." | "Please wait {} seconds and try again.",
        error_cross_site: "Yêu cầu đến từ trang khác nên bị từ chối" | "The request came from another site and was refused",
        error_internal: "Hệ thống gặp lỗi" | "Something went wrong",
        error_internal_help: "Việc vừa làm chưa được ghi. Đề nghị thử lại; nếu vẫn lỗi, báo mã {} cho quản trị." | "Nothing was saved. Please try again; if it fails again, give code {} to the administrator.",
        back_home: "Về trang chủ" | "Back to the home page",
    }
}
