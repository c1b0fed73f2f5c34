//! The plan that the system is made for.

use crate::{PORTAL, PRINT, codes, read};
use serde_json::json;
use vanban::model::{Change, Layout, MarkKind, Role};
use vanban::{Origin, text_of};

#[test]
fn the_tree_is_the_printed_one() {
    let plan = read(PRINT);
    let sections = plan.all_sections();
    assert_eq!(sections.len(), 34);
    assert_eq!(sections.iter().map(|section| section.paragraphs.len()).sum::<usize>(), 66);
    assert_eq!((plan.preamble.len(), plan.closing.paragraphs.len()), (1, 2));
    assert_eq!(plan.tasks.len(), 32);
    assert!(plan.noise.is_empty());
}

#[test]
fn paths_roles_and_owners_stay_as_they_are() {
    let plan = read(PRINT);
    let sections: Vec<_> = plan
        .all_sections()
        .iter()
        .map(|section| json!([section.path, section.heading, section.paragraphs.len()]))
        .collect();
    let duties: Vec<_> = plan
        .duties
        .iter()
        .map(|duty| {
            json!([duty.section, duty.role, duty.owners, duty.coordinators, duty.recurrence, duty.layout])
        })
        .collect();
    insta::assert_json_snapshot!(json!({ "document": plan.header, "sections": sections, "duties": duties }));
}

#[test]
fn twenty_seven_duties_have_parties_and_roles() {
    let plan = read(PRINT);
    let count = |role| plan.duties.iter().filter(|duty| duty.role == role).count();
    assert_eq!(plan.duties.len(), 27);
    assert_eq!(
        [count(Role::Lead), count(Role::Responsible), count(Role::Coordinate), count(Role::Requested)],
        [9, 14, 3, 1]
    );
    assert!(plan.duties.iter().all(|duty| duty.deadline.is_none() && !duty.owners.is_empty()));
    assert_eq!(plan.duties.iter().filter(|duty| duty.layout == Layout::Inline).count(), 2);
}

#[test]
fn marks_show_party_role_and_coordinators_in_the_source() {
    let plan = read(PRINT);
    let duty = plan.duties.iter().find(|duty| duty.section.as_deref() == Some("IV.9")).unwrap();
    let marked: Vec<_> = duty.marks.iter().map(|mark| (mark.kind, text_of(PRINT, mark.span))).collect();
    assert_eq!(
        marked,
        [
            (MarkKind::Owner, "Sở Tài chính".to_owned()),
            (MarkKind::Role, "Phối hợp".to_owned()),
            (MarkKind::Coordinator, "Sở Khoa học và Công nghệ".to_owned()),
            (MarkKind::Coordinator, "các cơ quan, đơn vị liên quan".to_owned()),
        ]
    );
}

#[test]
fn the_front_is_asked_and_not_ordered() {
    let plan = read(PRINT);
    let duty = plan.duties.iter().find(|duty| duty.role == Role::Requested).unwrap();
    assert_eq!(duty.owners, ["Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "các tổ chức chính trị - xã hội tỉnh"]);
}

#[test]
fn the_one_target_has_figure_unit_and_year_but_no_baseline() {
    let plan = read(PRINT);
    let [target] = plan.targets.as_slice() else { panic!("one target") };
    assert!(target.measure.starts_with("Số lượng doanh nghiệp, hợp tác xã"));
    assert_eq!((target.value, target.unit.as_deref(), target.change), (50.0, Some("%"), Change::Increase));
    assert_eq!(target.by.as_deref(), Some("2030"));
    assert!(codes(&plan).contains(&"target-no-baseline"));
}

#[test]
fn references_give_the_chain_and_resolve_later_uses() {
    let plan = read(PRINT);
    let programme = plan.references.iter().find(|found| found.number == "88-CTr/TU").unwrap();
    let resolution = plan.references.iter().find(|found| found.number == "36-NQ/TW").unwrap();
    assert_eq!(plan.references.len(), 2);
    assert_eq!(plan.header.basis, ["88-CTr/TU"]);
    assert_eq!(programme.basis, ["36-NQ/TW"]);
    assert_eq!(resolution.issuer.as_deref(), Some("Bộ Chính trị"));
    assert_eq!(resolution.date.unwrap().to_string(), "2023-01-30");
    assert_eq!(resolution.short_name.as_deref(), Some("Nghị quyết số 36-NQ/TW"));
    assert_eq!(programme.issuer.as_deref(), Some("Ban Thường vụ Tỉnh ủy"));
    assert_eq!(programme.date.unwrap().to_string(), "2023-06-19");
    assert_eq!((programme.uses.len(), resolution.uses.len()), (7, 6));
    assert!(resolution.uses.iter().all(|&span| text_of(PRINT, span).contains("36-NQ/TW")));
}

#[test]
fn both_copies_give_equal_trees_where_both_have_text() {
    let (print, portal) = (read(PRINT), read(PORTAL));
    let tree = |plan: &vanban::Document| -> Vec<(String, Option<String>, Vec<String>)> {
        let texts =
            |section: &&vanban::model::Section| section.paragraphs.iter().map(|p| p.text.clone()).collect();
        plan.all_sections().iter().map(|s| (s.path.clone(), s.heading.clone(), texts(s))).collect()
    };
    let (print_tree, portal_tree) = (tree(&print), tree(&portal));
    let shared = portal_tree.len() - 1;
    assert_eq!(print_tree[..shared], portal_tree[..shared]);
    // The last section of the portal's copy is cut before its fifth paragraph.
    let (whole, cut) = (&print_tree[shared], &portal_tree[shared]);
    assert_eq!((&whole.0, &whole.1, &whole.2[..4]), (&cut.0, &cut.1, &cut.2[..]));
    assert_eq!(print.preamble[0].text, portal.preamble[0].text);
}

#[test]
fn the_portal_copy_gives_the_head_that_the_print_copy_lost() {
    let (print, portal) = (read(PRINT), read(PORTAL));
    let merged = vanban::merge_header(&print, &portal);
    let header = &merged.header;
    assert_eq!(header.number.as_deref(), Some("182/KH-UBND"));
    assert_eq!(header.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh Lạng Sơn"));
    assert_eq!(header.place.as_deref(), Some("Lạng Sơn"));
    assert_eq!(header.date.unwrap().to_string(), "2023-09-06");
    assert_eq!(header.recipients.len(), 10);
    let from = |field: &str| merged.origin[field];
    assert_eq!([from("number"), from("issuer"), from("date")], [Origin::Other; 3]);
    assert_eq!([from("title"), from("signers"), from("recipients")], [Origin::Body; 3]);
    assert_eq!(text_of(PORTAL, header.spans["number"]), "Số: 182/KH-UBND");
    assert!(header.title.as_ref().unwrap().starts_with("Thực hiện Chương trình hành động số 88-CTr/TU"));
}

#[test]
fn the_portal_copy_says_where_it_is_cut_and_what_is_chrome() {
    let portal = read(PORTAL);
    assert!(codes(&portal).contains(&"text-cut"));
    let metadata = portal.noise.iter().filter(|noise| noise.reason == "portal-metadata").count();
    assert_eq!(metadata, 7);
}

#[test]
fn the_json_reads_back_as_the_same_document() {
    let plan = read(PRINT);
    let json = vanban::emit::json(&plan).unwrap();
    let mut back: vanban::Document = serde_json::from_str(&json).unwrap();
    back.source_text = plan.source_text.clone();
    assert_eq!(back, plan);
    assert!(json.starts_with("{\n  \"document\": {\n    \"type\": \"KH\""));
}
