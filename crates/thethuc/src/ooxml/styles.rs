//! One style for each element the decree names, so that a clerk can change all of a kind at once. Sizes follow the
//! second example of the footnote to annex I, part I, V: name of the State 12, motto 13, date 13.

use super::Xml;
use crate::grid::Align;

/// An element of the layout, with the rule that shapes it (paragraphs are of annex I, part I).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Element {
    /// Quốc hiệu: capitals, 12–13, bold (II.1.a).
    State,
    /// Tiêu ngữ: 13–14, bold (II.1.b).
    Motto,
    /// Cơ quan chủ quản: capitals, 12–13 (II.2.b).
    Superior,
    /// Cơ quan ban hành: capitals, 12–13, bold (II.2.b).
    Issuer,
    /// Số, ký hiệu: 13 (II.3.c).
    Number,
    /// V/v: 12–13, 6 pt under the number (II.5.b).
    Subject,
    /// Địa danh, thời gian: 13–14, italic (II.4.c).
    PlaceDate,
    /// Tên loại: capitals, 13–14, bold (II.5.b).
    KindName,
    /// Trích yếu: 13–14, bold (II.5.b).
    About,
    /// Thẩm quyền ban hành: capitals, bold, in the middle (annex III, samples 1.1 to 1.3).
    Ruler,
    /// "QUYẾT ĐỊNH:": likewise.
    Enacting,
    /// Điều: 13–14, bold (II.6.đ).
    Article,
    /// Dấu chỉ mức độ khẩn: capitals, 13–14, bold, framed, bright red (III.2.b).
    Urgency,
    /// Kính gửi: 13–14 (II.9.d).
    Addressee,
    /// Lời văn: 13–14, justified, first line 1 or 1.27 cm in, at least 6 pt between paragraphs, lines single to 1.5
    /// (II.6.e).
    Body,
    /// Căn cứ: italic (II.6.a).
    Grounds,
    /// "Phần", "Chương" and number: 13–14, bold, centred (II.6.đ).
    Part,
    /// Title of phần, chương: capitals (II.6.đ).
    PartTitle,
    /// Mục: "I. …", capitals, bold (V, row 6b).
    Section,
    /// Khoản with a title: bold (II.6.đ).
    Clause,
    /// A level below it, of practice.
    Subclause,
    /// Điểm: upright (II.6.đ).
    Point,
    /// Caption of a table (of practice).
    Caption,
    /// Unit of a table's figures (of practice).
    Unit,
    /// A cell in the body.
    Cell,
    /// A cell in an annex.
    AnnexCell,
    /// Quyền hạn, chức vụ: capitals, 13–14, bold (II.7.đ).
    Authority,
    /// Họ tên: 13–14, bold (II.7.đ), with room for the signature above.
    Signer,
    /// "Nơi nhận:": 12, bold italic (II.9.d).
    RecipientsHead,
    /// Recipients: 11 (II.9.d).
    Recipients,
    /// "Phụ lục": 14, bold (III.1.b).
    AnnexName,
    /// Tên phụ lục: capitals, 13–14, bold (III.1.b).
    AnnexTitle,
    /// What the annex belongs to: 13–14, italic (III.1.c).
    AnnexSource,
    /// Số trang: 13–14 (I.7).
    PageNumber,
    /// A remark on each page.
    Mark,
    /// A paragraph that is a line or a gap.
    Rule,
}

/// How an element looks.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Identifier of the style.
    pub id: &'static str,
    /// Name of the style, as word processors list it.
    name: &'static str,
    /// Size of the letters in points.
    pub points: u16,
    bold: bool,
    italic: bool,
    align: &'static str,
    /// Indent of the first line in twips.
    first_line: u32,
    /// Space above and below in twips.
    space: (u32, u32),
    /// Height of lines in 240ths of a single line.
    line: u32,
    keep_next: bool,
    /// Level in the outline, from 0.
    outline: Option<u8>,
}

/// Upright, single-spaced, without indent.
const fn plain(id: &'static str, name: &'static str, points: u16, align: &'static str) -> Look {
    Look {
        id,
        name,
        points,
        bold: false,
        italic: false,
        align,
        first_line: 0,
        space: (0, 0),
        line: 240,
        keep_next: false,
        outline: None,
    }
}

/// Bold and in the middle.
const fn title(id: &'static str, name: &'static str, points: u16) -> Look {
    Look { bold: true, ..plain(id, name, points, "center") }
}

/// Running text: 14, first line 1.27 cm in, 6 pt below, 1.15 lines.
const fn running(id: &'static str, name: &'static str) -> Look {
    Look { first_line: 720, space: (0, 120), line: 276, ..plain(id, name, 14, "both") }
}

/// A bold heading within running text.
const fn heading(id: &'static str, name: &'static str, level: u8) -> Look {
    Look { bold: true, keep_next: true, outline: Some(level), ..running(id, name) }
}

impl Element {
    /// All of them, in the order of a page.
    const ALL: [Self; 36] = [
        Self::State,
        Self::Motto,
        Self::Superior,
        Self::Issuer,
        Self::Number,
        Self::Subject,
        Self::PlaceDate,
        Self::KindName,
        Self::About,
        Self::Ruler,
        Self::Enacting,
        Self::Article,
        Self::Urgency,
        Self::Addressee,
        Self::Body,
        Self::Grounds,
        Self::Part,
        Self::PartTitle,
        Self::Section,
        Self::Clause,
        Self::Subclause,
        Self::Point,
        Self::Caption,
        Self::Unit,
        Self::Cell,
        Self::AnnexCell,
        Self::Authority,
        Self::Signer,
        Self::RecipientsHead,
        Self::Recipients,
        Self::AnnexName,
        Self::AnnexTitle,
        Self::AnnexSource,
        Self::PageNumber,
        Self::Mark,
        Self::Rule,
    ];

    /// How it looks.
    pub const fn look(self) -> Look {
        match self {
            Self::State => title("QuocHieu", "Quốc hiệu", 12),
            Self::Motto => title("TieuNgu", "Tiêu ngữ", 13),
            Self::Superior => plain("CoQuanChuQuan", "Cơ quan chủ quản", 12, "center"),
            Self::Issuer => title("CoQuanBanHanh", "Cơ quan ban hành", 12),
            Self::Number => Look { space: (60, 0), ..plain("SoKyHieu", "Số, ký hiệu", 13, "center") },
            Self::Subject => plain("TrichYeuCongVan", "Trích yếu công văn", 12, "center"),
            Self::PlaceDate => Look {
                italic: true,
                space: (60, 0),
                ..plain("DiaDanhThoiGian", "Địa danh, thời gian", 13, "center")
            },
            Self::KindName => {
                Look { space: (180, 0), keep_next: true, ..title("TenLoai", "Tên loại", 14) }
            }
            Self::About => Look { keep_next: true, ..title("TrichYeu", "Trích yếu", 14) },
            Self::Ruler => {
                Look {
                    space: (60, 120), keep_next: true, ..title("ThamQuyen", "Thẩm quyền ban hành", 14)
                }
            }
            Self::Enacting => {
                Look { space: (120, 120), keep_next: true, ..title("QuyetDinh", "Quyết định", 14) }
            }
            Self::Article => heading("Dieu", "Điều", 1),
            Self::Urgency => title("DoKhan", "Mức độ khẩn", 13),
            Self::Addressee => {
                Look { space: (60, 0), line: 276, ..plain("KinhGui", "Kính gửi", 14, "left") }
            }
            Self::Body => running("LoiVan", "Lời văn"),
            Self::Grounds => Look { italic: true, ..running("CanCu", "Căn cứ") },
            Self::Part => Look {
                space: (120, 0),
                keep_next: true,
                outline: Some(0),
                ..title("Phan", "Phần, chương", 14)
            },
            Self::PartTitle => {
                Look { space: (0, 120), keep_next: true, ..title("TenPhan", "Tên phần, chương", 14) }
            }
            Self::Section => heading("Muc", "Mục", 1),
            Self::Clause => heading("Khoan", "Khoản", 2),
            Self::Subclause => heading("TieuKhoan", "Tiểu khoản", 3),
            Self::Point => Look { bold: false, ..heading("Diem", "Điểm", 4) },
            Self::Caption => {
                Look { space: (120, 60), keep_next: true, ..title("TenBang", "Tên bảng", 13) }
            }
            Self::Unit => Look {
                italic: true,
                keep_next: true,
                space: (0, 60),
                ..plain("DonViTinh", "Đơn vị tính", 13, "right")
            },
            Self::Cell => Look { space: (40, 40), ..plain("OBang", "Ô bảng", 13, "left") },
            Self::AnnexCell => {
                Look { space: (40, 40), ..plain("OBangPhuLuc", "Ô bảng phụ lục", 12, "left") }
            }
            Self::Authority => {
                Look { keep_next: true, ..title("QuyenHan", "Quyền hạn, chức vụ", 14) }
            }
            Self::Signer => Look { space: (1600, 0), ..title("HoTen", "Họ tên người ký", 14) },
            Self::RecipientsHead => {
                Look {
                    bold: true, italic: true, keep_next: true, ..plain("NoiNhan", "Nơi nhận", 12, "left")
                }
            }
            Self::Recipients => plain("NoiNhanDong", "Nơi nhận: dòng", 11, "left"),
            Self::AnnexName => {
                Look { keep_next: true, outline: Some(0), ..title("PhuLuc", "Phụ lục", 14) }
            }
            Self::AnnexTitle => Look { keep_next: true, ..title("TenPhuLuc", "Tên phụ lục", 14) },
            Self::AnnexSource => Look { italic: true, ..plain("KemTheo", "Kèm theo", 14, "center") },
            Self::PageNumber => plain("SoTrang", "Số trang", 13, "center"),
            Self::Mark => {
                Look { bold: true, ..plain("GhiChuDauTrang", "Ghi chú đầu trang", 10, "center") }
            }
            Self::Rule => Look { line: 0, ..plain("Duong", "Đường kẻ, khoảng trống", 2, "center") },
        }
    }
}

/// The word of the format for a place.
pub const fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    }
}

/// `word/styles.xml`.
pub fn part() -> String {
    let mut xml = Xml::default();
    xml.raw(concat!(
        r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults>"#,
        r#"<w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" "#,
        r#"w:eastAsia="Times New Roman" w:cs="Times New Roman"/><w:color w:val="000000"/><w:sz w:val="28"/>"#,
        r#"<w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>"#,
        r#"<w:pPrDefault/></w:docDefaults>"#,
        r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#,
    ));
    for element in Element::ALL {
        style(&element.look(), &mut xml);
    }
    xml.raw("</w:styles>");
    xml.0
}

fn style(look: &Look, xml: &mut Xml) {
    xml.raw(&format!(
        r#"<w:style w:type="paragraph" w:customStyle="1" w:styleId="{}"><w:name w:val="{}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>"#,
        look.id, look.name
    ));
    xml.raw(if look.keep_next { "<w:keepNext/>" } else { "" });
    let (before, after) = look.space;
    // a line or a gap is as high as it says, whatever the letters
    let line = if look.line == 0 {
        r#"w:line="60" w:lineRule="exact""#.to_owned()
    } else {
        format!(r#"w:line="{}" w:lineRule="auto""#, look.line)
    };
    xml.raw(&format!(r#"<w:spacing w:before="{before}" w:after="{after}" {line}/>"#));
    if look.first_line > 0 {
        xml.raw(&format!(r#"<w:ind w:firstLine="{}"/>"#, look.first_line));
    }
    xml.raw(&format!(r#"<w:jc w:val="{}"/>"#, look.align));
    if let Some(level) = look.outline {
        xml.raw(&format!(r#"<w:outlineLvl w:val="{level}"/>"#));
    }
    xml.raw("</w:pPr><w:rPr>");
    xml.raw(if look.bold { "<w:b/><w:bCs/>" } else { "" });
    xml.raw(if look.italic { "<w:i/><w:iCs/>" } else { "" });
    let half_points = look.points * 2;
    xml.raw(&format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>"#));
}
