use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;
use viet::{canonical, capital, fold, nfc, shorten, slug, sort_key, syllables, uncapital};

/// Any text, with Vietnamese letters, marks and spaces far more often than chance would give.
fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-zđĐăâêôơưàảãáạằểỗýỵÀẠ \u{0301}\u{0323}\u{00A0}0-9/&-]{0,24}", any::<String>(),]
}

#[test]
fn two_habits_of_placing_the_tone_are_one_word() {
    for (a, b) in [
        ("Cộng hòa", "cộng hoà"),
        ("Thúy", "thuý"),
        ("khỏe", "khoẻ"),
        ("hòan thành", "hoàn thành"),
        ("Quý", "qúy"),
        ("gìa", "già"),
        ("thủơ", "thuở"),
        ("Hữu Lũng", "hữu  lũng"),
        ("ÐÌNH LẬP", "đình lập"),
        ("Chi\u{00A0}Lăng\u{200B}", "chi lăng"),
    ] {
        assert_eq!(canonical(a), canonical(b), "{a} | {b}");
    }
}

#[test]
fn words_that_differ_stay_different() {
    for (a, b) in
        [("đột", "dột"), ("hoa", "hòa"), ("mua", "múa"), ("ky", "kỳ"), ("giá", "già"), ("quý", "quỳ")]
    {
        assert_ne!(canonical(a), canonical(b), "{a} | {b}");
    }
}

#[test]
fn ordinary_words_keep_their_tone_where_it_is() {
    let plain = "của mùa nghĩa hòa quyết định nghiệp toàn giữa giếng gìn thuở khuỷu ngoèo quả quốc tuần người \
                 yếu loại xoáy tỉnh ủy phường xã thủy sản hóa sinh học café";
    assert_eq!(canonical(plain), plain.split_whitespace().collect::<Vec<_>>().join(" "));
}

#[test]
fn folding_gives_what_is_typed_without_marks() {
    assert_eq!(fold("Sở Nông nghiệp và Phát triển nông thôn"), "so nong nghiep va phat trien nong thon");
    assert_eq!(fold("Đình Lập, ĐỒNG ĐĂNG"), "dinh lap, dong dang");
    assert_eq!(fold("quýt"), fold("quyt"));
}

#[test]
fn a_slug_is_one_word_of_ascii() {
    for (text, expected) in
        [("Điều 2.1.a", "dieu-2-1-a"), ("27/KH-UBND", "27-kh-ubnd"), (" – Sở  Y tế; ", "so-y-te"), ("…", "")]
    {
        assert_eq!(slug(text), expected, "{text}");
    }
}

#[test]
fn a_line_begins_with_a_capital_and_a_long_text_ends_after_a_whole_word() {
    assert_eq!((capital("đặc khu").as_str(), capital("").as_str()), ("Đặc khu", ""));
    assert_eq!((uncapital("Đặc khu").as_str(), uncapital("").as_str()), ("đặc khu", ""));
    assert_eq!(shorten("Lập vườn ươm", 12), "Lập vườn ươm");
    assert_eq!(shorten("Lập vườn ươm", 11), "Lập vườn…");
    assert_eq!(shorten("Lậpvườnươm", 3), "Lập…");
}

#[test]
fn document_numbers_stay_one_term() {
    assert_eq!(
        syllables("Kế hoạch 182/KH-UBND, 36-NQ/TW; 30/2020/NĐ-CP và 93/2025/QH15."),
        ["Kế", "hoạch", "182/KH-UBND", "36-NQ/TW", "30/2020/NĐ-CP", "và", "93/2025/QH15"]
    );
    assert_eq!(syllables("ngày 06/9/2023 (2021-2025)"), ["ngày", "06", "9", "2023", "2021", "2025"]);
    assert_eq!(syllables("LĐ-TB&XH"), ["LĐ", "TB", "XH"]);
    assert_eq!(syllables(" - "), Vec::<&str>::new());
}

fn sorted(names: &[&str]) -> Vec<String> {
    let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    names.sort_by_key(|name| sort_key(name));
    names
}

#[test]
fn names_come_in_alphabetical_order() {
    assert_eq!(sorted(&["Đà", "Dương", "Dak", "Ân", "Ăn", "An"]), ["An", "Ăn", "Ân", "Dak", "Dương", "Đà"]);
    assert_eq!(sorted(&["mạ", "má", "mã", "mả", "mà", "ma"]), ["ma", "mà", "mả", "mã", "má", "mạ"]);
    assert_eq!(sorted(&["Bà Ba", "Ba Ba", "Bá", "Ba"]), ["Ba", "Bá", "Ba Ba", "Bà Ba"]);
    assert_eq!(sorted(&["Tổ 10", "Tổ 2", "Tổ 02b"]), ["Tổ 2", "Tổ 02b", "Tổ 10"]);
    assert_eq!(sorted(&["Ưng", "Uông", "Ước", "U"]), ["U", "Uông", "Ưng", "Ước"]);
}

proptest! {
    #[test]
    fn normal_forms_are_final(text in any_text()) {
        prop_assert_eq!(canonical(&canonical(&text)), canonical(&text));
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
        prop_assert_eq!(fold(&canonical(&text)), fold(&text));
    }

    #[test]
    fn decomposed_input_equals_composed_input(text in any_text()) {
        let (nfd, nfc_text) = (text.nfd().collect::<String>(), nfc(&text));
        prop_assert_eq!(nfc(&nfd), nfc_text.clone());
        prop_assert_eq!(canonical(&nfd), canonical(&nfc_text));
        prop_assert_eq!(fold(&nfd), fold(&nfc_text));
        prop_assert_eq!(sort_key(&nfd), sort_key(&nfc_text));
    }

    #[test]
    fn syllables_are_slices_in_order_and_lose_no_letter(text in any_text()) {
        let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        prop_assert_eq!(letters(&syllables(&text).concat()), letters(&text));
    }

    #[test]
    fn sort_keys_are_portable_and_agree_with_equality(a in any_text(), b in any_text()) {
        prop_assert!(sort_key(&a).bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)));
        if canonical(&a) == canonical(&b) {
            prop_assert_eq!(sort_key(&a), sort_key(&b));
        }
    }

    #[test]
    fn a_prefix_of_letters_sorts_first(a in "[a-zăâđêôơư]{1,8}", tail in "[a-zăâđêôơư ]{0,4}[a-z]") {
        prop_assert!(sort_key(&a) < sort_key(&(a.clone() + &tail)));
    }
}
