//! What an organisation is, and how one follows another.

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::ids::OrgId;
use crate::text_enum;

text_enum! {
    /// The system an organisation belongs to; it decides how the People's Committee may address it.
    pub enum System {
        /// Nhà nước.
        State = "state",
        /// Đảng.
        Party = "party",
        /// Mặt trận Tổ quốc and the socio-political organisations.
        Front = "front",
        /// Lực lượng vũ trang.
        ArmedForces = "armed-forces",
        /// Hội, hiệp hội, liên minh.
        Association = "association",
    }
}

impl System {
    /// Whether bodies of this system take orders from the provincial People's Committee. The others are asked
    /// ("đề nghị quan tâm, phối hợp"): never urged, ranked or sent back.
    #[must_use]
    pub fn is_subordinate(self) -> bool {
        self == Self::State
    }
}

text_enum! {
    /// What sort of body an organisation is.
    pub enum Kind {
        /// Ủy ban nhân dân tỉnh.
        PeoplesCommittee = "peoples-committee",
        /// Văn phòng.
        Office = "office",
        /// Sở and bodies of that rank: cơ quan chuyên môn thuộc UBND tỉnh.
        Department = "department",
        /// Ban quản lý.
        Board = "board",
        /// UBND huyện, thành phố (until 30/6/2025).
        District = "district",
        /// UBND xã.
        Commune = "commune",
        /// UBND phường.
        Ward = "ward",
        /// Cơ quan của Đảng.
        Party = "party",
        /// Cơ quan báo chí.
        Press = "press",
        /// Công an.
        Police = "police",
        /// Quân sự.
        Military = "military",
        /// Mặt trận Tổ quốc.
        Front = "front",
        /// Tổ chức chính trị - xã hội.
        Union = "union",
        /// Hội, hiệp hội, liên minh.
        Association = "association",
        /// A name for many ("các sở, ban, ngành"): owes nothing until a person has expanded it.
        Group = "group",
    }
}

text_enum! {
    /// How far a fact can be relied on.
    pub enum Confidence {
        /// Known at second hand: to be checked before anyone relies on it.
        Unverified = "cần kiểm chứng",
    }
}

text_enum! {
    /// How the work of one body passed to another.
    pub enum SuccessionKind {
        /// Hợp nhất, sáp nhập: all of it passed on.
        Merge = "merge",
        /// Chia tách: it was divided by function; the body ended.
        Split = "split",
        /// Chuyển giao: one function passed on; the body goes on without it.
        Transfer = "transfer",
        /// Đổi tên.
        Rename = "rename",
        /// Kết thúc hoạt động, with no successor.
        Abolition = "abolition",
    }
}

/// A body that can hold duties, with the days between which it existed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Key in the database.
    pub id: OrgId,
    /// Stable readable identifier, used in addresses: `so-khcn`.
    pub slug: String,
    /// What sort of body.
    pub kind: Kind,
    /// Which system it belongs to.
    pub system: System,
    /// Full official name.
    pub name: String,
    /// Usual abbreviation: `Sở KH&CN`.
    pub short_name: Option<String>,
    /// Other names that documents use.
    pub aliases: Vec<String>,
    /// The body it is part of.
    pub parent: Option<OrgId>,
    /// First day of existence, when recorded.
    pub valid_from: Option<Date>,
    /// Last day of existence; `None` while it exists.
    pub valid_to: Option<Date>,
    /// Administrative unit code, when there is one.
    pub code: Option<String>,
    /// A remark for readers.
    pub note: Option<String>,
    /// Set when the entry still has to be checked.
    pub confidence: Option<Confidence>,
}

impl Organisation {
    /// Whether the body exists on this day.
    #[must_use]
    pub fn exists_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to)
    }

    /// The abbreviation, or the name where there is none.
    #[must_use]
    pub fn short(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }

    /// The usual abbreviation in the symbol of its documents: `SKHCN` of a department, `VP` of an office. It is proposed;
    /// the clerk who gives the number decides.
    #[must_use]
    pub fn initials(&self) -> String {
        if self.kind == Kind::Office {
            return "VP".to_owned();
        }
        let words = self.name.split_whitespace().filter(|word| *word != "và");
        words.filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect()
    }

    /// What its head is called, who signs in its name (Decree 30/2020/NĐ-CP, article 13).
    #[must_use]
    pub fn head_title(&self) -> &'static str {
        match self.kind {
            Kind::Office => "Chánh Văn phòng",
            Kind::Department => "Giám đốc",
            _ => "Thủ trưởng cơ quan",
        }
    }

    /// Whether it is a name for many, which must be expanded before anyone owes anything.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.kind == Kind::Group
    }
}

/// One way by which the work of a body passed to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Key in the database.
    pub id: Uuid,
    /// The body whose work passed on.
    pub from: OrgId,
    /// The body that took it over; `None` when it simply ended.
    pub to: Option<OrgId>,
    /// How.
    pub kind: SuccessionKind,
    /// The slug of the [`Function`] concerned; `None` when all of the work is.
    pub function: Option<String>,
    /// The first day on which the new holder answers.
    pub on: Date,
    /// The deciding document, when it is known.
    pub decision: Option<String>,
    /// Set when the fact still has to be checked.
    pub confidence: Option<Confidence>,
    /// A remark for readers.
    pub note: Option<String>,
}

/// A field of state management that was divided between successors: "báo chí", "giáo dục nghề nghiệp".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Function {
    /// Stable identifier.
    pub slug: String,
    /// Name for readers.
    pub name: String,
    /// Words of a duty's text that show that it belongs to this function.
    pub cues: Vec<String>,
}

/// Which kinds of organisation a group is offered for expansion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembersOf {
    /// The group.
    pub group: OrgId,
    /// Kinds; none when only a person can say who is meant.
    pub kinds: Vec<Kind>,
}

/// What the program knows besides the organisations themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Functions, in the order of the data file.
    pub functions: Vec<Function>,
    /// What groups may stand for.
    pub groups: Vec<MembersOf>,
}

/// The key of the organisation with this slug: the same on every installation, so that loading the data file again
/// changes nothing and exports can be compared.
#[must_use]
pub fn id_of(slug: &str) -> OrgId {
    OrgId(derived(&["organisation", slug]))
}

/// A UUID (version 8) derived from a name.
pub(super) fn derived(parts: &[&str]) -> Uuid {
    let digest = Sha256::digest(parts.join("\n"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
