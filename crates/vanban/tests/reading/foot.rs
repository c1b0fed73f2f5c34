//! Habits of the foot: recipients and signatures.

use crate::read;
use vanban::Document;

fn plan(foot: &str) -> Document {
    read(&format!(
        "KẾ HOẠCH\n\nTRỒNG HỒI\n\nI. PHÂN CÔNG\n\n1. Sở Y tế\n\nTrồng hồi quanh trạm.\n\n|\n{foot}\n|\n**CHỦ TỊCH**\nLê Thị Mẫu\n|\n"
    ))
}

#[test]
fn emphasis_around_nothing_does_not_hide_the_recipients() {
    let plan = plan("* *\n*Nơi nhận:*\n- Như trên;\n- Lưu: VT.");
    assert_eq!(plan.header.recipients, ["Như trên", "Lưu: VT"]);
    assert_eq!(plan.header.signers[0].name.as_deref(), Some("Lê Thị Mẫu"));
}

#[test]
fn the_mark_of_who_typed_it_is_no_recipient() {
    for mark in ["HoaHồi/KH/20.11.2027", "LTM_12B"] {
        let plan = plan(&format!("Nơi nhận:\n- Như trên;\n- Lưu: VT, KT.\n{mark}"));
        assert_eq!(plan.header.recipients, ["Như trên", "Lưu: VT, KT"]);
        assert_eq!(plan.header.signers.len(), 1);
    }
    let open = plan("Nơi nhận:\n- Như trên;\n- Lưu: VT,\nKT2.");
    assert_eq!(open.header.recipients, ["Như trên", "Lưu: VT, KT2"]);
}

#[test]
fn parts_of_a_recipient_that_begin_on_its_line_stay_with_it() {
    let shared = plan("Nơi nhận:\n- Như trên;\n- VPUB: + CVP;\n+ Trạm hồi (đưa tin);\n- Lưu: VT.");
    assert_eq!(shared.header.recipients, ["Như trên", "VPUB: + CVP; + Trạm hồi (đưa tin)", "Lưu: VT"]);
    let apart = plan("Nơi nhận:\n- Như trên;\n- VPUB:\n+ CVP;\n+ Lưu: VT.");
    assert_eq!(apart.header.recipients, ["Như trên", "VPUB:", "CVP", "Lưu: VT"]);
}

#[test]
fn a_signature_beside_the_recipients_is_told_from_them() {
    let plan = read(
        "KẾ HOẠCH\nTRỒNG HỒI\n\nI. PHÂN CÔNG\n1. Sở Y tế\nTrồng hồi quanh trạm.\n\nNơi nhận:                 TM. ỦY BAN NHÂN DÂN\n- Như trên;                    KT. CHỦ TỊCH\n- TT. Tỉnh ủy, TT. HĐND tỉnh;\n                              PHÓ CHỦ TỊCH\n- Các sở, ban, ngành;           Lê Thị Mẫu\n- Lưu: VT, KT.\n",
    );
    crate::soundness::assert_sound(&plan);
    let recipients = ["Như trên", "TT. Tỉnh ủy, TT. HĐND tỉnh", "Các sở, ban, ngành", "Lưu: VT, KT"];
    assert_eq!(plan.header.recipients, recipients);
    let signer = &plan.header.signers[0];
    assert_eq!(signer.authority.as_deref(), Some("TM. ỦY BAN NHÂN DÂN"));
    assert_eq!(signer.capacity.as_deref(), Some("KT. CHỦ TỊCH"));
    assert_eq!(signer.position.as_deref(), Some("PHÓ CHỦ TỊCH"));
    assert_eq!(signer.name.as_deref(), Some("Lê Thị Mẫu"));
    assert_eq!(plan.header.signers.len(), 1);
    assert_eq!(plan.duties.len(), 1);
}
