//! Whom the press may call in the demonstration: an office that says of itself that it is made up.

use anyhow::Context as _;

use super::people::Cast;
use crate::accounts::rights::KeepPressDesk;
use crate::press::model::Contact;
use crate::press::store;
use crate::web::App;

/// Enters the contact as the coordinator.
pub(super) async fn tell(app: &App, cast: &Cast) -> anyhow::Result<()> {
    let permit = cast.coordinator.permit::<KeepPressDesk>(&()).map_err(super::unheld)?;
    let contact = Contact {
        rev: 0,
        office: "Văn phòng Sở Khoa học và Công nghệ (minh họa)".to_owned(),
        speaker: String::new(),
        phone: String::new(),
        email: "bao-chi@minh-hoa.example".to_owned(),
        hours: "Giờ hành chính các ngày làm việc (minh họa)".to_owned(),
        updated_at: app.clock.now(),
    };
    let mut tx = app.db.write().await?;
    store::save(&mut tx, &permit, 0, &contact).await?.then_some(()).context("đã có liên hệ")?;
    Ok(tx.commit().await?)
}
