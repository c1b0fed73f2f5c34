//! Why a Word document could not be read.

/// A Word document that cannot be read. `Display` is a Vietnamese sentence, [`DocxError::english`] the same in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// No archive, or one that breaks off.
    #[error("Tệp DOCX đã hỏng hoặc có mật khẩu. Hãy mở bằng Word hoặc LibreOffice và lưu lại.")]
    Damaged,
    /// An archive without a Word document in it.
    #[error("Tệp nén này không chứa văn bản Word (DOCX).")]
    NoDocument,
    /// XML that breaks its own rules.
    #[error("Nội dung bên trong tệp DOCX không đúng quy cách. Hãy mở bằng Word hoặc LibreOffice và lưu lại.")]
    Malformed,
    /// More entries than any document has.
    #[error("Tệp DOCX chứa quá nhiều thành phần; tệp không được đọc.")]
    TooManyEntries,
    /// Its parts unpack to more than the budget: perhaps a bomb.
    #[error("Tệp DOCX nở ra quá 64 MB; tệp không được đọc. Hãy tách thành nhiều tệp.")]
    Unpacked,
    /// Elements within elements beyond any real use.
    #[error("Tệp DOCX có cấu trúc lồng nhau quá sâu; tệp không được đọc.")]
    TooDeep,
    /// More cells than any table of tasks has.
    #[error("Các bảng trong tệp DOCX có quá nhiều ô; tệp không được đọc. Hãy tách thành nhiều tệp.")]
    TooManyCells,
    /// A document type or entity of its own, which no word processor writes and attacks need.
    #[error(
        "Tệp DOCX tự định nghĩa thực thể XML, điều không phần mềm soạn thảo nào làm; tệp không được đọc."
    )]
    Entities,
}

impl DocxError {
    /// The sentence in English.
    #[must_use]
    pub fn english(self) -> &'static str {
        match self {
            Self::Damaged => {
                "The DOCX file is damaged or has a password. Open it in Word or LibreOffice and save it again."
            }
            Self::NoDocument => "This archive holds no Word document (DOCX).",
            Self::Malformed => {
                "The content of the DOCX file is malformed. Open it in Word or LibreOffice and save it again."
            }
            Self::TooManyEntries => "The DOCX file has too many entries and is not read.",
            Self::Unpacked => "The DOCX file unpacks to more than 64 MB and is not read. Split it.",
            Self::TooDeep => "The DOCX file nests its elements too deeply and is not read.",
            Self::TooManyCells => {
                "The tables of the DOCX file have too many cells; it is not read. Split it."
            }
            Self::Entities => {
                "The DOCX file defines XML entities of its own, which no word processor does; it is not read."
            }
        }
    }
}
