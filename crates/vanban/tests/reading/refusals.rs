//! What is not read, and what the person who brought it is told.

use vanban::{MAX_BYTES, ReadError};

fn refused(bytes: &[u8]) -> ReadError {
    vanban::read(bytes).unwrap_err()
}

#[test]
fn empty_binary_and_oversized_files_are_refused() {
    assert_eq!(refused(b""), ReadError::Empty);
    assert_eq!(refused("\u{FEFF} \r\n\t".as_bytes()), ReadError::Empty);
    assert_eq!(refused(&[0, 1, 2, 3]), ReadError::Binary);
    assert_eq!(refused(&vec![b'a'; MAX_BYTES + 1]), ReadError::TooLarge);
    assert_eq!(refused(b"\xD5\xE6\xD5 \xE9\xE8 \xF1\xD2\xC1\xCE"), ReadError::Encoding);
}

#[test]
fn other_formats_are_named_with_advice() {
    for (bytes, name) in
        [(&b"PK\x03\x04...."[..], "XLSX"), (b"\xD0\xCF\x11\xE0\xA1\xB1", "XLS"), (b"{\\rtf1 a", "RTF")]
    {
        let error = refused(bytes);
        assert!(error.to_string().contains(name) && error.to_string().contains("Hãy"), "{error}");
        assert!(
            error.english().contains(name) && error.english().contains("not read yet"),
            "{}",
            error.english()
        );
    }
}

#[test]
fn a_pdf_that_is_damaged_or_holds_only_pictures_is_refused() {
    assert_eq!(refused(b"%PDF-1.7 ..."), ReadError::Damaged("PDF"));
    assert_eq!(refused(include_bytes!("fixtures/ban-quet.pdf")), ReadError::Scan);
}

#[test]
fn a_state_secret_is_refused_and_a_plan_about_secrets_is_not() {
    let head =
        "ỦY BAN NHÂN DÂN\nTỈNH HẢI ĐĂNG\n\nTỐI MẬT\n\nKẾ HOẠCH\nBảo vệ kho\n\nI. NỘI DUNG\n1. Canh gác\n";
    assert_eq!(refused(head.as_bytes()), ReadError::StateSecret("TỐI MẬT".into()));
    assert_eq!(refused(head.replace("TỐI MẬT", "**MẬT**").as_bytes()), ReadError::StateSecret("MẬT".into()));
    let about =
        "KẾ HOẠCH\nBẢO VỆ BÍ MẬT NHÀ NƯỚC\n\nI. NỘI DUNG\n1. Văn bản Mật, Tối mật được quản lý riêng.\n";
    assert!(vanban::read(about.as_bytes()).is_ok());
}

#[test]
fn text_in_utf16_is_read_and_spans_count_in_the_decoded_text() {
    let text = "\u{FEFF}KẾ HOẠCH\n\nI. TỔ CHỨC THỰC HIỆN\n\n1. Sở Y tế\n\nChủ trì thực hiện.\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let document = vanban::read(&bytes).unwrap();
    assert_eq!(document.source.spans_in, vanban::model::SpansIn::Text);
    assert_eq!(document.duties[0].owners, ["Sở Y tế"]);
}
