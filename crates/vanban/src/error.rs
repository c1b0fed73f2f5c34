//! Why a file could not be read at all. Text itself never fails to read.

use crate::docx::DocxError;

/// Largest file that is read, in bytes.
pub const MAX_BYTES: usize = 32 * 1024 * 1024;

/// A file that cannot be read. `Display` is a Vietnamese sentence for the person who brought the file;
/// [`ReadError::english`] is the same in English.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing but white space.
    #[error("Tệp rỗng, không có nội dung để đọc.")]
    Empty,
    /// Over [`MAX_BYTES`].
    #[error("Tệp lớn hơn 32 MB. Hãy tách phần phụ lục hoặc bỏ hình ảnh rồi thử lại.")]
    TooLarge,
    /// Not text, and no format that is known.
    #[error("Tệp không phải là văn bản (dữ liệu nhị phân). Hãy dùng tệp .txt hoặc .md mã UTF-8.")]
    Binary,
    /// Text in an encoding that is not read.
    #[error(
        "Tệp dùng một bảng mã không nhận ra được (không phải UTF-8, TCVN3, VNI). Hãy lưu lại dưới dạng UTF-8 rồi thử lại."
    )]
    Encoding,
    /// A known format that this version does not read.
    #[error("Chưa đọc được tệp {format}. {advice_vi}")]
    NotReadYet {
        /// The format, as people name it.
        format: &'static str,
        /// What to do, in Vietnamese.
        advice_vi: &'static str,
        /// What to do, in English.
        advice_en: &'static str,
    },
    /// A file of a known format that cannot be opened.
    #[error("Không mở được tệp {0}: tệp bị hỏng hoặc được khóa bằng mật khẩu.")]
    Damaged(&'static str),
    /// A file that keeps the program that opens it busy beyond all measure.
    #[error(
        "Đọc tệp này mất quá nhiều thời gian nên đã dừng. Hãy tách tệp hoặc lưu thành tệp .docx rồi thử lại."
    )]
    TooLong,
    /// A PDF of pictures only.
    #[error(
        "Tệp PDF là bản quét (ảnh chụp), không có lớp chữ nên không đọc được. Hãy dùng bản gốc .docx hoặc bản PDF xuất từ phần mềm soạn thảo."
    )]
    Scan,
    /// Marked Mật, Tối mật or Tuyệt mật: the law on the protection of state secrets forbids processing it here.
    #[error(
        "Văn bản có dấu chỉ độ mật “{0}”. Hệ thống không tiếp nhận tài liệu chứa bí mật nhà nước; hãy xóa tệp khỏi máy này theo quy định."
    )]
    StateSecret(String),
    /// A Word document that cannot be read.
    #[error(transparent)]
    Docx(#[from] DocxError),
    /// A table of tasks that cannot be understood; nothing of it is taken.
    #[error("{vi}")]
    Annex {
        /// What is wrong and where, in Vietnamese.
        vi: String,
        /// What is wrong and where, in English.
        en: String,
    },
}

impl ReadError {
    /// The sentence in English.
    pub fn english(&self) -> String {
        match self {
            Self::Empty => "The file is empty; there is nothing to read.".into(),
            Self::TooLarge => {
                "The file is larger than 32 MB. Split off its annexes or pictures and try again.".into()
            }
            Self::Binary => "The file is not text (binary data). Use a .txt or .md file in UTF-8.".into(),
            Self::Encoding => {
                "The file is in an encoding that is not recognised (neither UTF-8 nor TCVN3 nor VNI). Save it as UTF-8 and try again.".into()
            }
            Self::NotReadYet { format, advice_en, .. } => {
                format!("{format} files are not read yet. {advice_en}")
            }
            Self::Damaged(format) => {
                format!("The {format} file cannot be opened: it is damaged or locked with a password.")
            }
            Self::TooLong => {
                "Reading this file took too long and was stopped. Split it or save it as .docx.".into()
            }
            Self::Scan => {
                "The PDF is a scan (pictures) without a text layer and cannot be read. Use the original .docx or a PDF exported from a word processor."
                    .into()
            }
            Self::StateSecret(mark) => format!(
                "The document is marked “{mark}”. State secrets are not accepted; remove the file from this machine as the rules require."
            ),
            Self::Docx(error) => error.english().to_owned(),
            Self::Annex { en, .. } => en.clone(),
        }
    }
}
