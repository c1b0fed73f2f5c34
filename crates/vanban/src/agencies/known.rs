//! The bodies that come with the program.
//!
//! Days and successors are facts with sources: ministries by Nghị quyết 176/2025/QH15 of 18/02/2025 (the former ones work
//! until the end of 28/02/2025, the present ones from 01/3/2025); departments of provinces from 01/3/2025 by resolutions of
//! the provincial councils (Lạng Sơn: Nghị quyết số 04 of 18/02/2025). What is known at second hand is marked and never
//! reported as certain. A name without days says only that there is such a body.

use super::{Agency, Successor};
use jiff::civil::{Date, date};

/// Last day of the ministries and departments that were merged.
const LAST: Date = date(2025, 2, 28);
/// First day of those formed by the mergers.
const FIRST: Date = date(2025, 3, 1);

/// A body that ended, and what its work passed to: name, field (empty for all), and whether that is verified.
struct Former {
    name: &'static str,
    aliases: &'static [&'static str],
    to: &'static [(&'static str, &'static str, bool)],
}

const IT: &str = "công nghệ thông tin, chuyển đổi số, bưu chính, viễn thông";
const PRESS: &str = "báo chí, xuất bản, thông tin cơ sở";
const LABOUR: &str = "lao động, việc làm, người có công";
const VOCATIONAL: &str = "giáo dục nghề nghiệp";
const WELFARE: &str = "bảo trợ xã hội, trẻ em";

/// Merged on 01/3/2025. Successions of departments agree with the organisations that the system tracks.
const FORMER: &[Former] = &[
    Former {
        name: "Bộ Nông nghiệp và Phát triển nông thôn",
        aliases: &["BNNPTNT"],
        to: &[("Bộ Nông nghiệp và Môi trường", "", true)],
    },
    Former {
        name: "Bộ Tài nguyên và Môi trường",
        aliases: &["BTNMT", "Bộ Tài nguyên"],
        to: &[("Bộ Nông nghiệp và Môi trường", "", true)],
    },
    Former {
        name: "Bộ Kế hoạch và Đầu tư", aliases: &["BKHĐT"], to: &[("Bộ Tài chính", "", true)]
    },
    Former {
        name: "Bộ Giao thông vận tải", aliases: &["BGTVT"], to: &[("Bộ Xây dựng", "", true)]
    },
    Former {
        name: "Bộ Thông tin và Truyền thông",
        aliases: &["BTTTT"],
        to: &[("Bộ Khoa học và Công nghệ", IT, true), ("Bộ Văn hóa, Thể thao và Du lịch", PRESS, true)],
    },
    Former {
        name: "Bộ Lao động - Thương binh và Xã hội",
        aliases: &["BLĐTBXH"],
        to: &[
            ("Bộ Nội vụ", LABOUR, true),
            ("Bộ Giáo dục và Đào tạo", VOCATIONAL, false),
            ("Bộ Y tế", WELFARE, false),
        ],
    },
    Former {
        name: "Ủy ban Dân tộc", aliases: &["UBDT"], to: &[("Bộ Dân tộc và Tôn giáo", "", true)]
    },
    Former {
        name: "Sở Nông nghiệp và Phát triển nông thôn",
        aliases: &[],
        to: &[("Sở Nông nghiệp và Môi trường", "", true)],
    },
    Former {
        name: "Sở Tài nguyên và Môi trường",
        aliases: &[],
        to: &[("Sở Nông nghiệp và Môi trường", "", true)],
    },
    Former { name: "Sở Kế hoạch và Đầu tư", aliases: &[], to: &[("Sở Tài chính", "", true)] },
    Former { name: "Sở Giao thông vận tải", aliases: &[], to: &[("Sở Xây dựng", "", true)] },
    Former {
        name: "Sở Thông tin và Truyền thông",
        aliases: &[],
        to: &[("Sở Khoa học và Công nghệ", IT, true), ("Sở Văn hóa, Thể thao và Du lịch", PRESS, false)],
    },
    Former {
        name: "Sở Lao động - Thương binh và Xã hội",
        aliases: &[],
        to: &[
            ("Sở Nội vụ", LABOUR, true),
            ("Sở Giáo dục và Đào tạo", VOCATIONAL, false),
            ("Sở Y tế", WELFARE, false),
        ],
    },
    Former { name: "Ban Dân tộc", aliases: &[], to: &[("Sở Dân tộc và Tôn giáo", "", true)] },
];

/// Formed on 01/3/2025.
const FORMED: &[&str] = &[
    "Bộ Nông nghiệp và Môi trường",
    "Bộ Dân tộc và Tôn giáo",
    "Sở Nông nghiệp và Môi trường",
    "Sở Dân tộc và Tôn giáo",
];

/// Bodies of which no day is recorded: name, then other writings.
const STANDING: &[&[&str]] = &[
    // Centre.
    &["Bộ Khoa học và Công nghệ", "BKHCN"],
    &["Bộ Tài chính", "BTC"],
    &["Bộ Công Thương", "BCT"],
    &["Bộ Y tế", "BYT"],
    &["Bộ Nội vụ", "BNV"],
    &["Bộ Xây dựng", "BXD"],
    &["Bộ Giáo dục và Đào tạo", "BGDĐT"],
    &["Bộ Văn hóa, Thể thao và Du lịch", "BVHTTDL"],
    &["Bộ Tư pháp", "BTP"],
    &["Bộ Công an", "BCA"],
    &["Bộ Quốc phòng", "BQP"],
    &["Bộ Ngoại giao", "BNG"],
    &["Thanh tra Chính phủ", "TTCP"],
    &["Ngân hàng Nhà nước Việt Nam", "Ngân hàng Nhà nước", "NHNNVN"],
    &["Văn phòng Chính phủ", "VPCP"],
    &["Văn phòng Trung ương Đảng", "VPTW"],
    &["Văn phòng Quốc hội", "VPQH"],
    &["Văn phòng Chủ tịch nước"],
    &["Kiểm toán nhà nước"],
    &["Tòa án nhân dân tối cao", "TANDTC"],
    &["Viện kiểm sát nhân dân tối cao", "VKSNDTC"],
    &["Viện Hàn lâm Khoa học và Công nghệ Việt Nam", "Viện Hàn lâm Khoa học và Công nghệ"],
    &["Viện Hàn lâm Khoa học xã hội Việt Nam", "Viện Hàn lâm Khoa học xã hội"],
    &["Đài Truyền hình Việt Nam", "VTV"],
    &["Đài Tiếng nói Việt Nam", "VOV"],
    &["Thông tấn xã Việt Nam", "TTXVN"],
    &["Bảo hiểm xã hội Việt Nam"],
    // Departments of a province or city.
    &["Sở Khoa học và Công nghệ", "SKHCN"],
    &["Sở Y tế", "SYT"],
    &["Sở Công Thương", "SCT", "Sở CT"],
    &["Sở Nội vụ", "SNV"],
    &["Sở Tài chính", "STC"],
    &["Sở Giáo dục và Đào tạo", "SGDĐT"],
    &["Sở Văn hóa, Thể thao và Du lịch"],
    &["Sở Văn hóa và Thể thao"],
    &["Sở Du lịch"],
    &["Sở Xây dựng", "SXD"],
    &["Sở Quy hoạch - Kiến trúc"],
    &["Sở Tư pháp", "STP"],
    &["Sở Ngoại vụ", "SNgV"],
    &["Sở An toàn thực phẩm"],
    &["Thanh tra tỉnh", "Thanh tra Thành phố"],
    &["Văn phòng Ủy ban nhân dân"],
    &["Ủy ban nhân dân"],
    &["Hội đồng nhân dân"],
    // Armed forces.
    &["Công an"],
    &["Bộ Chỉ huy Quân sự"],
    &["Bộ Tư lệnh"],
    &["Bộ Chỉ huy Bộ đội Biên phòng", "Ban Chỉ huy Bộ đội Biên phòng", "Bộ đội Biên phòng"],
    // Front, socio-political bodies, associations.
    &[
        "Ủy ban Mặt trận Tổ quốc Việt Nam",
        "Ủy ban Mặt trận Tổ quốc",
        "Mặt trận Tổ quốc Việt Nam",
        "Mặt trận Tổ quốc",
    ],
    &["Liên đoàn Lao động"],
    &["Hội Nông dân"],
    &["Hội Liên hiệp Phụ nữ", "Hội Phụ nữ"],
    &["Hội Cựu chiến binh"],
    &["Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Tỉnh đoàn", "Thành đoàn"],
    &["Liên minh Hợp tác xã"],
    &["Hiệp hội Doanh nghiệp"],
    &["Liên hiệp các Hội Khoa học và Kỹ thuật"],
    // Press.
    &[
        "Báo và Đài Phát thanh và Truyền hình",
        "Báo và Đài Phát thanh, Truyền hình",
        "Báo và phát thanh, truyền hình",
    ],
    &["Đài Phát thanh và Truyền hình", "Đài PT-TH", "Đài PTTH"],
    // Party.
    &["Ban Tuyên giáo và Dân vận Trung ương"],
    &["Ban Tuyên giáo Trung ương"],
    &["Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Tuyên giáo và Dân vận Thành ủy"],
    &["Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Thành ủy"],
    &["Ủy ban Kiểm tra Tỉnh ủy", "Ủy ban Kiểm tra Thành ủy"],
    &["Văn phòng Tỉnh ủy", "Văn phòng Thành ủy"],
];

/// The press of Lạng Sơn became one organ: decision of the provincial Party committee announced on 01/4/2025.
fn press_of_lang_son() -> [Agency; 3] {
    let one = "Báo và Đài Phát thanh và Truyền hình Lạng Sơn";
    let former = |name: &str, aliases: &[&str]| Agency {
        name: name.to_owned(),
        aliases: owned(aliases),
        until: Some(date(2025, 3, 31)),
        successors: vec![Successor { name: one.to_owned(), ..Successor::default() }],
        ..Agency::default()
    };
    [
        former("Báo Lạng Sơn", &[]),
        former(
            "Đài Phát thanh và Truyền hình tỉnh Lạng Sơn",
            &["Đài Phát thanh và Truyền hình Lạng Sơn", "Đài PT-TH Lạng Sơn"],
        ),
        Agency { name: one.to_owned(), since: Some(date(2025, 4, 1)), ..Agency::default() },
    ]
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// Every body, the more particular first.
pub(super) fn all() -> Vec<Agency> {
    let former = FORMER.iter().map(|row| Agency {
        name: row.name.to_owned(),
        aliases: owned(row.aliases),
        until: Some(LAST),
        successors: row.to.iter().map(successor).collect(),
        ..Agency::default()
    });
    let formed =
        FORMED.iter().map(|&name| Agency { name: name.to_owned(), since: Some(FIRST), ..Agency::default() });
    let standing = STANDING.iter().filter_map(|names| {
        let (name, aliases) = names.split_first()?;
        Some(Agency { name: (*name).to_owned(), aliases: owned(aliases), ..Agency::default() })
    });
    press_of_lang_son().into_iter().chain(former).chain(formed).chain(standing).collect()
}

fn successor(&(name, field, verified): &(&str, &str, bool)) -> Successor {
    Successor {
        name: name.to_owned(),
        field: Some(field).filter(|field| !field.is_empty()).map(str::to_owned),
        unverified: !verified,
    }
}
