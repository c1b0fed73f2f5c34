//! One piece of guidance on using this system, for the demonstration: at a duty and beside fields of the report.

use anyhow::Context as _;

use super::people::Cast;
use super::plan::{Story, refused};
use super::reports::{Calendar, at};
use crate::accounts::rights::WriteGuidance;
use crate::guidance::model::State;
use crate::guidance::store::{self, Content};
use crate::web::App;

const STEPS: &str = "Mở “Việc của tôi”, chọn báo cáo của kỳ.\n\
Với từng nhiệm vụ, chọn tiến độ và nhập kết quả trong kỳ.\n\
- Nhập số liệu thành từng dòng: tên, giá trị, đơn vị; chưa có số liệu thì để trống giá trị, không nhập số 0.\n\
- Khó khăn, nguyên nhân, kiến nghị nhập ở phần mở rộng; kiến nghị được tách riêng và theo dõi đến khi có trả lời.\n\
- Đính kèm tài liệu kiểm chứng ở cuối mỗi nhiệm vụ.\n\
Lưu nháp khi chưa xong; chọn “Trình lãnh đạo duyệt” khi đã đủ.\n\
Lãnh đạo cơ quan duyệt, báo cáo rời cơ quan và được gửi đến Sở Khoa học và Công nghệ.\n\
Văn thư nhập số, ký hiệu, ngày văn bản và đính kèm bản ký.";

/// Writes it, publishes it, attaches it.
pub(super) async fn tell(app: &App, cast: &Cast, days: &Calendar, story: &Story) -> anyhow::Result<()> {
    let permit = cast.coordinator.permit::<WriteGuidance>(&()).map_err(refused)?;
    let when = at(days.begun);
    let content = Content {
        title: "Lập và gửi báo cáo định kỳ trên hệ thống".to_owned(),
        audience: "cán bộ lập báo cáo, lãnh đạo và văn thư các cơ quan".to_owned(),
        summary: "Cách lập báo cáo kỳ trên hệ thống này, từ lúc nhận việc đến khi báo cáo được tiếp nhận (nội dung minh họa).".to_owned(),
        basis: "Kế hoạch 182/KH-UBND, mục IV.1: “định kỳ đánh giá kết quả thực hiện, tổng hợp báo cáo UBND tỉnh theo yêu cầu”.".to_owned(),
        steps: STEPS.to_owned(),
        valid_from: Some(days.begun),
        fields: ["bao-cao.ket-qua", "bao-cao.so-lieu"].map(str::to_owned).to_vec(),
        ..Content::default()
    };
    let duty = story.duty("IV.1", 1)?;
    let mut tx = app.db.write().await?;
    let id = store::create(&mut tx, &permit, &content, when).await?;
    let done = store::set_state(&mut tx, &permit, id, 1, State::Published, when).await?
        && store::attach(&mut tx, &permit, id, duty, true, when).await?;
    anyhow::ensure!(done, "không công bố được hướng dẫn");
    tx.commit().await.context("hướng dẫn")?;
    Ok(())
}
