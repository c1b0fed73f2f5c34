//! The words of the pages of organisations.

use super::model::{Kind, SuccessionKind, System};
use crate::texts;

texts! {
    /// The pages of organisations.
    pub struct OrganisationTexts {
        title: "Cơ quan" | "Agencies",
        lead: "Tên, thời gian tồn tại và kế thừa của các cơ quan. Kế hoạch giữ tên như bản in; cơ quan trả lời hôm nay được suy ra từ quyết định ghi ở đây." | "Names, dates and succession of agencies. A plan keeps the names as printed; who answers today follows from the decisions recorded here.",
        search: "Tên cơ quan" | "Name",
        system: "Hệ thống" | "System",
        kind: "Loại" | "Kind",
        on_day: "Tính đến ngày" | "As of",
        include_ended: "Cả cơ quan đã kết thúc hoặc chưa thành lập" | "Also bodies that ended or did not exist yet",
        name: "Tên" | "Name",
        dates: "Thời gian" | "Dates",
        from_day: "Từ ngày" | "From",
        to_day: "Đến ngày" | "Until",
        now: "Trả lời hôm nay" | "Answers today",
        count: "{} cơ quan" | "{} agencies",
        empty: "Không có cơ quan nào khớp." | "No agency matches.",
        empty_help: "Đề nghị bớt điều kiện lọc hoặc gõ ít chữ hơn; gõ không dấu cũng tìm được." | "Try fewer filters or fewer letters; diacritics may be left out.",
        from_to: "{} đến {}" | "{} to {}",
        from_only: "từ {}" | "since {}",
        to_only: "đến {}" | "until {}",
        no_dates: "đang hoạt động" | "in existence",
        itself: "chính cơ quan này" | "itself",
        person_decides: "do người có thẩm quyền quyết định" | "for a person to decide",
        nobody: "chưa rõ cơ quan kế thừa" | "no successor recorded",
        not_yet: "chưa thành lập" | "not established yet",
        short_name: "Tên viết tắt" | "Abbreviation",
        aliases: "Cách viết khác" | "Other writings",
        parent: "Thuộc" | "Part of",
        code: "Mã đơn vị hành chính" | "Administrative unit code",
        relation: "Quan hệ với UBND tỉnh" | "Relation to the People's Committee",
        subordinate: "chấp hành chỉ đạo của UBND tỉnh" | "takes direction from the People's Committee",
        requested: "được đề nghị quan tâm, phối hợp; không đôn đốc, không xếp hạng" | "is asked to cooperate; never urged or ranked",
        note: "Ghi chú" | "Note",
        reliability: "Độ tin cậy" | "Reliability",
        over_time: "Tên và tổ chức qua thời gian" | "Names and organisation over time",
        no_change: "Chưa ghi nhận thay đổi về tổ chức." | "No change of organisation is recorded.",
        ended: "Cơ quan này đã kết thúc hoạt động." | "This body has ended.",
        ended_now: "Nhiệm vụ từng giao cho cơ quan này nay do {} trả lời." | "Duties once given to it are now answered for by {}.",
        ended_choose: "Nhiệm vụ từng giao cho cơ quan này nay tùy lĩnh vực; người có thẩm quyền chọn trong số:" | "Duties once given to it now depend on their field; a person chooses among:",
        ended_choose_place: "Nhiệm vụ từng giao cho cơ quan này do người có thẩm quyền giao lại; địa bàn nay thuộc:" | "Duties once given to it are for a person to give anew; its area now belongs to:",
        ended_nobody: "Chưa ghi nhận cơ quan kế thừa." | "No successor is recorded.",
        decision: "Căn cứ: {}." | "Basis: {}.",
        decision_unknown: "Căn cứ: chưa có số văn bản." | "Basis: number of the document not known.",
        here: "cơ quan đang xem" | "this body",
        kind_peoples_committee: "Ủy ban nhân dân tỉnh" | "Provincial People's Committee",
        kind_office: "Văn phòng" | "Office",
        kind_department: "Cơ quan chuyên môn cấp tỉnh" | "Provincial department",
        kind_board: "Ban quản lý" | "Management board",
        kind_district: "UBND huyện, thành phố" | "District People's Committee",
        kind_commune: "UBND xã" | "Commune People's Committee",
        kind_ward: "UBND phường" | "Ward People's Committee",
        kind_party: "Cơ quan của Đảng" | "Party body",
        kind_press: "Cơ quan báo chí" | "Press",
        kind_police: "Công an" | "Police",
        kind_military: "Quân sự" | "Military",
        kind_front: "Mặt trận Tổ quốc" | "Fatherland Front",
        kind_union: "Tổ chức chính trị - xã hội" | "Socio-political organisation",
        kind_association: "Hội, hiệp hội, liên minh" | "Association, union of cooperatives",
        kind_group: "Nhóm cơ quan" | "Group of agencies",
        system_state: "Nhà nước" | "State",
        system_party: "Đảng" | "Party",
        system_front: "Mặt trận" | "Fatherland Front",
        system_armed_forces: "Lực lượng vũ trang" | "Armed forces",
        system_association: "Hội" | "Associations",
        how_merge: "hợp nhất" | "merged",
        how_split: "chia tách" | "divided",
        how_transfer: "chuyển giao" | "transferred",
        how_rename: "đổi tên" | "renamed",
        how_abolition: "kết thúc hoạt động" | "ended",
        say_merge: "Từ {}, {} hợp nhất vào {}." | "From {}, {} merged into {}.",
        say_split: "Từ {}, {} kết thúc hoạt động; địa bàn nay thuộc {}." | "From {}, {} ended; its area belongs to {}.",
        say_split_function: "Từ {}, {} chia tách; lĩnh vực {} chuyển cho {}." | "From {}, {} was divided; the field {} passed to {}.",
        say_transfer: "Từ {}, {} chuyển lĩnh vực {} cho {}." | "From {}, {} passed the field {} on to {}.",
        say_rename: "Từ {}, {} đổi tên thành {}." | "From {}, {} was renamed {}.",
        say_abolition: "Từ {}, {} kết thúc hoạt động." | "From {}, {} ended.",
    }
}

impl OrganisationTexts {
    /// What sort of body.
    #[must_use]
    pub fn kind_name(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::PeoplesCommittee => self.kind_peoples_committee,
            Kind::Office => self.kind_office,
            Kind::Department => self.kind_department,
            Kind::Board => self.kind_board,
            Kind::District => self.kind_district,
            Kind::Commune => self.kind_commune,
            Kind::Ward => self.kind_ward,
            Kind::Party => self.kind_party,
            Kind::Press => self.kind_press,
            Kind::Police => self.kind_police,
            Kind::Military => self.kind_military,
            Kind::Front => self.kind_front,
            Kind::Union => self.kind_union,
            Kind::Association => self.kind_association,
            Kind::Group => self.kind_group,
        }
    }

    /// The system a body belongs to.
    #[must_use]
    pub fn system_name(&self, system: System) -> &'static str {
        match system {
            System::State => self.system_state,
            System::Party => self.system_party,
            System::Front => self.system_front,
            System::ArmedForces => self.system_armed_forces,
            System::Association => self.system_association,
        }
    }

    /// How work passed on, in one or two words.
    #[must_use]
    pub fn how(&self, kind: SuccessionKind) -> &'static str {
        match kind {
            SuccessionKind::Merge => self.how_merge,
            SuccessionKind::Split => self.how_split,
            SuccessionKind::Transfer => self.how_transfer,
            SuccessionKind::Rename => self.how_rename,
            SuccessionKind::Abolition => self.how_abolition,
        }
    }
}
