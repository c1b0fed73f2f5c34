//! Drafts open for comment in the demonstration: one that is open, with a comment that waits; one that was concluded, with
//! the table of what became of its comments. Both drafts are the demonstration's own.

use super::people::Cast;
use super::plan::{Story, refused};
use super::reports::{Calendar, at};
use crate::accounts::rights::{HoldConsultation, SettleFeedback, SpeakForBody};
use crate::db::{Day, Tx};
use crate::feedback::consultation::model::Verdict;
use crate::feedback::consultation::parts::paragraphs;
use crate::feedback::consultation::store::{self as drafts, Content};
use crate::feedback::model::{Consent, Kind};
use crate::feedback::slip::Slip;
use crate::feedback::store::{self, New, Outcome, Seen, Speaker};
use crate::ids::ConsultationId;
use crate::organisations::id_of;
use crate::web::App;

/// The draft that is open.
const ORDERS: &str = "Điều 1. Phạm vi\n\
Hướng dẫn này nêu cách gửi, tiếp nhận và trả lời đề xuất đặt hàng nhiệm vụ khoa học và công nghệ.\n\
Điều 2. Gửi đề xuất\n\
1. Đề xuất nêu nhu cầu, sản phẩm dự kiến, nơi áp dụng và đơn vị sử dụng kết quả.\n\
2. Đề xuất gửi trực tuyến hoặc trực tiếp tại cơ quan đầu mối.\n\
Điều 3. Trả lời đề xuất\n\
1. Cơ quan đầu mối trả lời từng đề xuất, nêu rõ:\n\
a) đề xuất được đưa vào danh mục hay không;\n\
b) lý do đối với đề xuất chưa được đưa vào danh mục.\n\
2. Danh mục đề xuất được chọn công khai trên trang thông tin của cơ quan đầu mối.";

/// The draft that was concluded.
const RECORDS: &str = "1. Mục thông tin về giống nêu nguồn gốc, đặc điểm, nơi trồng hoặc nơi nuôi.\n\
2. Cơ quan quản lý mục thông tin cập nhật khi có thay đổi.\n\
3. Tọa độ nơi phân bố của giống quý hiếm không công khai.";

/// A comment and its answer.
struct Said {
    text: &'static str,
    paragraph: Option<i64>,
    body: Option<&'static str>,
    consent: Consent,
    verdict: Verdict,
    answer: &'static str,
}

const SAID: [Said; 3] = [
    Said {
        text: "Đề nghị bổ sung tên gọi địa phương của giống để người dân dễ tìm (nội dung minh họa).",
        paragraph: Some(1),
        body: None,
        consent: Consent::Unnamed,
        verdict: Verdict::Accepted,
        answer: "Tiếp thu, bổ sung “tên gọi khác” vào mục thông tin (nội dung minh họa).",
    },
    Said {
        text: "Đề nghị quy định cập nhật hằng tháng (nội dung minh họa).",
        paragraph: Some(2),
        body: Some("Một hợp tác xã (minh họa)"),
        consent: Consent::Named,
        verdict: Verdict::Partly,
        answer: "Tiếp thu việc nêu thời hạn; chọn cập nhật theo quý để phù hợp với kỳ thu hoạch (nội dung minh họa).",
    },
    Said {
        text: "Đề nghị công khai đầy đủ tọa độ (nội dung minh họa).",
        paragraph: Some(3),
        body: None,
        consent: Consent::None,
        verdict: Verdict::NotAccepted,
        answer: "Giữ như dự thảo để bảo vệ nguồn gen; cơ quan quản lý cung cấp khi có yêu cầu chính đáng (nội dung minh họa).",
    },
];

/// Opens two drafts for comment; answers and concludes the earlier one.
pub(super) async fn tell(app: &App, cast: &Cast, days: &Calendar, story: &Story) -> anyhow::Result<()> {
    let mut tx = app.db.write().await?;
    let content = Content {
        title: "Dự thảo yêu cầu đối với mục thông tin giống cây trồng, vật nuôi (minh họa)".to_owned(),
        intro: "Đề nghị góp ý về những gì một mục thông tin cần nêu. Toàn bộ nội dung là minh họa.".to_owned(),
        asked: "Tổ chức, cá nhân; đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh, các tổ chức chính trị - xã hội tỉnh góp ý"
            .to_owned(),
        text: RECORDS.to_owned(),
        from_on: days.away(-30),
        to_on: days.away(-15),
        plan: Some(story.plan),
        duty: None,
    };
    let past = open(&mut tx, cast, &content, days.away(-30)).await?;
    for said in &SAID {
        answer(&mut tx, cast, past, said, days).await?;
    }
    official(&mut tx, cast, past, days).await?;
    let permit = cast.coordinator.permit::<HoldConsultation>(&()).map_err(refused)?;
    let ended = drafts::conclude(&mut tx, &permit, past, 2, at(days.away(-8))).await?;
    anyhow::ensure!(ended == drafts::Outcome::Done, "không kết thúc được lấy ý kiến");

    let content = Content {
        title: "Dự thảo Hướng dẫn gửi và trả lời đề xuất đặt hàng nhiệm vụ khoa học và công nghệ (minh họa)"
            .to_owned(),
        intro:
            "Đề nghị tập trung góp ý về cách gửi và nội dung trả lời đề xuất. Toàn bộ nội dung là minh họa."
                .to_owned(),
        text: ORDERS.to_owned(),
        from_on: days.away(-4),
        to_on: days.away(10),
        duty: Some(story.duty("IV.1", 1)?),
        ..content
    };
    let now = open(&mut tx, cast, &content, days.away(-4)).await?;
    let comment =
        comment(now, ORDERS, Some(7), "Đề nghị nêu rõ thời hạn trả lời đề xuất (nội dung minh họa).");
    let when = at(days.away(-1));
    store::receive(&mut tx, &comment, &Slip::new(when).code(), when).await?;
    tx.commit().await?;
    Ok(())
}

/// Prepares and announces a draft.
async fn open(tx: &mut Tx, cast: &Cast, content: &Content, day: Day) -> anyhow::Result<ConsultationId> {
    let permit = cast.coordinator.permit::<HoldConsultation>(&()).map_err(refused)?;
    let id = ConsultationId::new();
    let done = drafts::create(tx, &permit, id, id_of("so-khcn"), content, at(day)).await?
        && drafts::announce(tx, &permit, id, 1, at(day)).await?;
    anyhow::ensure!(done, "không công bố được dự thảo");
    Ok(id)
}

fn comment(draft: ConsultationId, text: &str, paragraph: Option<i64>, words: &str) -> New {
    let part = paragraphs(text).into_iter().find(|one| Some(one.number) == paragraph);
    New {
        kind: Kind::Comment,
        text: words.to_owned(),
        name: None,
        body: None,
        contact: None,
        consent: Consent::Unnamed,
        record: None,
        plan: None,
        consultation: Some(draft),
        paragraph,
        part: part.and_then(|one| one.place),
        speaker: None,
        org: id_of("so-khcn"),
        suspected: false,
    }
}

/// Takes a comment in and answers it.
async fn answer(
    tx: &mut Tx,
    cast: &Cast,
    draft: ConsultationId,
    said: &Said,
    days: &Calendar,
) -> anyhow::Result<()> {
    let new = New {
        body: said.body.map(str::to_owned),
        consent: said.consent,
        ..comment(draft, RECORDS, said.paragraph, said.text)
    };
    settle(tx, cast, &new, (said.verdict, said.answer), days).await
}

/// A body of the Front speaks from its own account, about the whole.
async fn official(tx: &mut Tx, cast: &Cast, draft: ConsultationId, days: &Calendar) -> anyhow::Result<()> {
    let front = id_of("mttq-tinh");
    let permit = cast.agencies.permit::<SpeakForBody>(&front).map_err(refused)?;
    let words =
        "Cơ bản nhất trí với dự thảo; đề nghị nêu cách người dân gửi thông tin bổ sung (nội dung minh họa).";
    let new = New {
        body: Some("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lạng Sơn".to_owned()),
        speaker: Some(Speaker::of(&permit, front)),
        ..comment(draft, RECORDS, None, words)
    };
    let answer = "Tiếp thu, bổ sung đường dẫn “Góp ý về mục này” ở từng mục thông tin (nội dung minh họa).";
    settle(tx, cast, &new, (Verdict::Accepted, answer), days).await
}

async fn settle(
    tx: &mut Tx,
    cast: &Cast,
    new: &New,
    (verdict, words): (Verdict, &str),
    days: &Calendar,
) -> anyhow::Result<()> {
    let permit = cast.coordinator.permit::<SettleFeedback>(&new.org).map_err(refused)?;
    let when = at(days.away(-20));
    let id = store::receive(tx, new, &Slip::new(when).code(), when).await?;
    let id = id.ok_or_else(|| anyhow::anyhow!("không nhận được góp ý dự thảo"))?;
    let seen = Seen { id, org: new.org, rev: 1 };
    let done = store::answer(tx, &permit, seen, words, Some(verdict), at(days.away(-10))).await?;
    anyhow::ensure!(done == Outcome::Done, "không trả lời được góp ý dự thảo");
    Ok(())
}
