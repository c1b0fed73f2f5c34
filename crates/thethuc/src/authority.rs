//! By what authority somebody signs (Decree 30/2020/NĐ-CP, article 13; annex I, part I, II.7.b).
//!
//! The types allow the combinations the decree allows, and no other: a collective is signed for by its head or a
//! deputy (13.2); who signs by order may let a deputy sign (13.4); who signs by delegation may not pass it on (13.3).

use crate::text::capitals;

/// Who holds the pen, within one office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Post {
    /// The holder of the post: `GIÁM ĐỐC`.
    Holder(String),
    /// Somebody given the powers of the head: `Q. GIÁM ĐỐC`.
    Acting(String),
    /// A deputy in the head's place: `KT. GIÁM ĐỐC` / `PHÓ GIÁM ĐỐC`. Also for a deputy in charge (13.1).
    Deputy {
        /// The head's post.
        of: String,
        /// The deputy's post.
        post: String,
    },
}

/// Authority to sign.
///
/// ```
/// use thethuc::{Authority, Post};
/// let deputy = Post::Deputy { of: "Chủ tịch".into(), post: "Phó Chủ tịch".into() };
/// let authority = Authority::Collective { body: "Ủy ban nhân dân".into(), post: deputy };
/// assert_eq!(authority.lines(), ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Authority {
    /// An agency that one person heads, such as a department (13.1).
    Own(Post),
    /// On behalf of a collective, such as a People's Committee (13.2): `TM.`
    Collective {
        /// The collective or the agency: "Ủy ban nhân dân".
        body: String,
        /// Who signs.
        post: Post,
    },
    /// By order of the head of the agency (13.4): `TL. CHỦ TỊCH` / `CHÁNH VĂN PHÒNG`.
    ByOrder {
        /// The post of the head who gave the order.
        of: String,
        /// Who signs, in the unit.
        post: Post,
    },
    /// By written delegation of the head, for a time and matters named in it (13.3): `TUQ. CHỦ TỊCH` /
    /// `GIÁM ĐỐC SỞ …`.
    Delegated {
        /// The post of the head who delegated.
        of: String,
        /// The post of the one who signs.
        post: String,
    },
}

impl Post {
    fn lines(&self) -> Vec<String> {
        match self {
            Self::Holder(post) => vec![capitals(post)],
            Self::Acting(post) => vec![format!("Q. {}", capitals(post))],
            Self::Deputy { of, post } => vec![format!("KT. {}", capitals(of)), capitals(post)],
        }
    }
}

impl Authority {
    /// The lines above the signature, in capitals.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let (first, rest) = match self {
            Self::Own(post) => return post.lines(),
            Self::Collective { body, post } => (format!("TM. {}", capitals(body)), post.lines()),
            Self::ByOrder { of, post } => (format!("TL. {}", capitals(of)), post.lines()),
            Self::Delegated { of, post } => (format!("TUQ. {}", capitals(of)), vec![capitals(post)]),
        };
        std::iter::once(first).chain(rest).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deputy(of: &str, post: &str) -> Post {
        Post::Deputy { of: of.into(), post: post.into() }
    }

    #[test]
    fn a_department_is_signed_by_its_head_an_acting_head_or_a_deputy() {
        assert_eq!(Authority::Own(Post::Holder("Giám đốc".into())).lines(), ["GIÁM ĐỐC"]);
        assert_eq!(Authority::Own(Post::Acting("Giám đốc".into())).lines(), ["Q. GIÁM ĐỐC"]);
        assert_eq!(
            Authority::Own(deputy("Giám đốc", "Phó Giám đốc")).lines(),
            ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
        );
    }

    #[test]
    fn a_committee_is_signed_for_as_a_collective() {
        let committee = |post| Authority::Collective { body: "Ủy ban nhân dân".into(), post }.lines();
        assert_eq!(committee(Post::Holder("Chủ tịch".into())), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
        assert_eq!(committee(Post::Acting("Chủ tịch".into())), ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]);
        assert_eq!(
            committee(deputy("Chủ tịch", "Phó Chủ tịch")),
            ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
        );
    }

    #[test]
    fn an_office_signs_by_order_and_its_deputy_too() {
        let by_order = |post| Authority::ByOrder { of: "Chủ tịch".into(), post }.lines();
        assert_eq!(by_order(Post::Holder("Chánh Văn phòng".into())), ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]);
        assert_eq!(
            by_order(deputy("Chánh Văn phòng", "Phó Chánh Văn phòng")),
            ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]
        );
    }

    #[test]
    fn a_delegate_signs_alone() {
        let delegated = Authority::Delegated {
            of: "Chủ tịch".into(),
            post: "Giám đốc Sở Khoa học và Công nghệ".into(),
        };
        assert_eq!(delegated.lines(), ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ"]);
    }
}
