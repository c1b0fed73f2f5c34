//! The page frame: errors, language, headers, requests from other sites.

use crate::story;
use crate::support::Site;

story!(an_unknown_address_is_answered_politely, |site: Site| async move {
    let mut anyone = site.anyone();
    let page = anyone.get("/khong-co-trang-nay").await;
    assert_eq!(page.status, 404);
    page.shows("Không tìm thấy trang này");
    assert!(page.header("content-security-policy").contains("default-src 'none'"));
    assert_eq!(page.header("x-content-type-options"), "nosniff");
});

story!(the_language_is_switched_and_kept, |site: Site| async move {
    let mut anyone = site.anyone();
    let switched = anyone.get("/ngon-ngu/en?ve=%2Fkhong-co").await;
    assert_eq!(switched.status, 303);
    assert_eq!(switched.header("location"), "/khong-co");
    anyone.get("/khong-co").await.shows("This page was not found");
});

story!(a_form_posted_from_another_site_is_refused, |site: Site| async move {
    let mut anyone = site.anyone();
    anyone.set_header("sec-fetch-site", "cross-site");
    let refused = anyone.post("/dang-xuat", &[]).await;
    assert_eq!(refused.status, 403);
});
