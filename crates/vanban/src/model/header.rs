use super::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What identifies a document: Decree 30/2020/NĐ-CP, article 8, elements 2 to 9.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Header {
    /// Abbreviation of the document type (Decree 30/2020, appendix III): KH, QĐ, CT …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Number and symbol, "182/KH-UBND".
    pub number: Option<String>,
    /// Full name of the issuer in ordinary case.
    pub issuer: Option<String>,
    /// Place of issue.
    pub place: Option<String>,
    /// Day of issue.
    pub date: Option<Date>,
    /// Abstract (trích yếu), one line, letters as printed.
    pub title: Option<String>,
    /// Those who signed.
    pub signers: Vec<Signer>,
    /// Addressees (Nơi nhận) without dash and final mark.
    pub recipients: Vec<String>,
    /// Numbers of the documents that this one says it carries out.
    pub basis: Vec<String>,
    /// Where each field stands: `type`, `number`, `issuer`, `place`, `date`, `title`, `attachment` (what the
    /// document goes with, "(Kèm theo …)"), `motto`, `signers`, `recipients`.
    #[serde(rename = "header_spans")]
    pub spans: BTreeMap<String, Span>,
}

/// One signature block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// On whose behalf, "TM. ỦY BAN NHÂN DÂN".
    pub authority: Option<String>,
    /// In whose stead, "KT. CHỦ TỊCH".
    pub capacity: Option<String>,
    /// Position, "PHÓ CHỦ TỊCH".
    pub position: Option<String>,
    /// Name of the person.
    pub name: Option<String>,
}
