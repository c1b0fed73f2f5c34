//! Part II: money.

use crate::reporting::model::{Source, Unit, show_amount};
use crate::reporting::money::Totals;

/// Money by year and source. An amount that nobody gave is said to be missing.
pub fn told(totals: &Totals) -> String {
    if totals.is_empty() {
        return "Chưa có số liệu kinh phí trong các báo cáo được tiếp nhận.".to_owned();
    }
    let mut said = Vec::new();
    let mut years: Vec<i64> = totals.sums.iter().map(|sum| sum.year).collect();
    years.dedup();
    for year in years {
        let of = totals.sums.iter().filter(|sum| sum.year == year);
        said.push(format!("Năm {year}:"));
        said.extend(
            of.map(|sum| format!("- {}: {}.", source_name(sum.source), both(sum.allotted, sum.disbursed))),
        );
    }
    let (allotted, disbursed) = totals.all();
    said.push(format!("Tổng cộng: {}.", both(allotted, disbursed)));
    let areas = &totals.areas;
    let tagged = [
        ("khu vực biên giới", areas.border_allotted, areas.border_disbursed),
        ("vùng đồng bào dân tộc thiểu số", areas.minority_allotted, areas.minority_disbursed),
        ("vùng khó khăn", areas.difficult_allotted, areas.difficult_disbursed),
    ];
    for (area, allotted, disbursed) in tagged {
        if allotted.is_some() || disbursed.is_some() {
            said.push(format!("Trong đó, {area}: {}.", both(allotted, disbursed)));
        }
    }
    said.push(format!(
        "Số liệu tổng hợp từ {} trên {} dòng báo cáo có số liệu kinh phí.",
        totals.reported, totals.lines
    ));
    said.join("\n")
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::Central => "Ngân sách trung ương",
        Source::Provincial => "Ngân sách tỉnh",
        Source::Commune => "Ngân sách xã",
        Source::Other => "Nguồn khác",
    }
}

fn both(allotted: Option<i64>, disbursed: Option<i64>) -> String {
    let show = |amount: Option<i64>| {
        let Some(dong) = amount else { return "chưa có số liệu".to_owned() };
        let (unit, name) =
            if dong % 1000 == 0 { (Unit::Million, "triệu đồng") } else { (Unit::Dong, "đồng") };
        format!("{} {name}", show_amount(dong, unit))
    };
    format!("được giao {}, đã giải ngân {}", show(allotted), show(disbursed))
}
