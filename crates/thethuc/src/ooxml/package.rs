//! The parts of a DOCX in one archive: always in the same order, with the archive's first day (01/01/1980) as their
//! time, so that equal documents are equal files.

use std::io::{Cursor, Write};

use jiff::Timestamp;
use zip::{CompressionMethod, DateTime, ZipWriter, result::ZipError, write::SimpleFileOptions};

use super::{Element, Paragraph, Xml, styles};
use crate::text::clean;

/// Identifier of the header with the page number.
pub const HEADER: &str = "rId3";
/// Identifier of the header of first pages, which has none.
pub const FIRST_HEADER: &str = "rId4";

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
);

const CONTENT_TYPES: &str = concat!(
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>"#,
    r#"</Types>"#
);

const RELATIONSHIPS: &str = concat!(
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"</Relationships>"#
);

const DOCUMENT_RELATIONSHIPS: &str = concat!(
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>"#,
    r#"<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header2.xml"/>"#,
    r#"</Relationships>"#
);

/// Layout as Word 2013 and later have it; without this they open a file in compatibility mode.
const SETTINGS: &str = concat!(
    r#"<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>"#,
    r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
    r#"<w:themeFontLang w:val="vi-VN"/></w:settings>"#
);

/// What goes into the file.
pub struct Package {
    /// Title, for the properties.
    pub title: String,
    /// Author, for the properties.
    pub author: String,
    /// When it was made, for the properties.
    pub written: Option<Timestamp>,
    /// A remark on each page.
    pub mark: Option<String>,
    /// The body's markup.
    pub body: Xml,
}

impl Package {
    /// The file.
    pub fn bytes(&self) -> Result<Vec<u8>, ZipError> {
        let document = format!("<w:document {NAMESPACES}><w:body>{}</w:body></w:document>", self.body.0);
        let parts = [
            ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
            ("_rels/.rels", RELATIONSHIPS.to_owned()),
            ("docProps/core.xml", self.properties()),
            ("word/_rels/document.xml.rels", DOCUMENT_RELATIONSHIPS.to_owned()),
            ("word/document.xml", document),
            ("word/header1.xml", self.header(true)),
            ("word/header2.xml", self.header(false)),
            ("word/settings.xml", SETTINGS.to_owned()),
            ("word/styles.xml", styles::part()),
        ];
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            archive.start_file(name, options)?;
            archive.write_all(DECLARATION.as_bytes())?;
            archive.write_all(content.as_bytes())?;
        }
        Ok(archive.finish()?.into_inner())
    }

    fn properties(&self) -> String {
        let mut xml = Xml::default();
        xml.raw(concat!(
            r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
            r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>"#
        ));
        xml.words(&clean(&self.title));
        xml.raw("</dc:title><dc:creator>");
        xml.words(&clean(&self.author));
        xml.raw("</dc:creator>");
        if let Some(written) = self.written {
            let time = written.strftime("%Y-%m-%dT%H:%M:%SZ");
            xml.raw(&format!(r#"<dcterms:created xsi:type="dcterms:W3CDTF">{time}</dcterms:created>"#));
        }
        xml.raw("</cp:coreProperties>");
        xml.0
    }

    fn header(&self, numbered: bool) -> String {
        let mut xml = Xml::default();
        xml.raw(&format!("<w:hdr {NAMESPACES}>"));
        if numbered {
            xml.raw(&format!(
                r#"<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#,
                Element::PageNumber.look().id
            ));
        }
        if !numbered || self.mark.is_some() {
            let mark = self.mark.as_deref().unwrap_or_default();
            xml.paragraph(&Paragraph::of(Element::Mark, mark));
        }
        xml.raw("</w:hdr>");
        xml.0
    }
}
