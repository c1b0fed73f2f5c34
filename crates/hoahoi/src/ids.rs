//! Identifiers: UUIDv7 made by the program, one type for each kind of thing.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, sqlx::Type)]
        #[serde(transparent)]
        #[sqlx(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// A new identifier; later ones sort after earlier ones.
            #[must_use]
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self(uuid::Uuid::now_v7())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }

        impl From<$name> for $crate::db::Arg {
            fn from(id: $name) -> Self {
                $crate::db::Arg::from(id.0)
            }
        }

        impl $crate::db::Nullable for $name {
            const NULL: $crate::db::Arg = $crate::db::Arg::Id(None);
        }
    )+};
}

ids! {
    /// An organisation.
    OrgId,
    /// A person's account.
    AccountId,
    /// One signed-in session.
    SessionId,
    /// A picture or file of a record.
    MediaId,
    /// A document as read.
    DocumentId,
    /// A plan under execution.
    PlanId,
    /// A section of a plan.
    SectionId,
    /// A task (nhiệm vụ, giải pháp) of a plan's part III.
    TaskId,
    /// A duty (nhiệm vụ được giao).
    DutyId,
    /// A party to a duty.
    PartyId,
    /// A reporting regime (chế độ báo cáo).
    RegimeId,
    /// A reporting period (kỳ báo cáo).
    PeriodId,
    /// An obligation (nghĩa vụ báo cáo).
    ObligationId,
    /// A submission (báo cáo).
    SubmissionId,
    /// A line of a submission.
    LineId,
    /// A consolidated report (báo cáo tổng hợp).
    ConsolidatedId,
    /// A recommendation (kiến nghị) made in a report.
    RecommendationId,
    /// A procedure or piece of guidance (hướng dẫn).
    GuidanceId,
    /// A version of a submission: what was sent once.
    VersionId,
    /// A record (mục thông tin) of the public database.
    RecordId,
    /// Records brought in from a spreadsheet at once.
    ImportId,
    /// A message to a body about what it owes.
    NoticeId,
    /// One e-mail of such a message.
    DeliveryId,
    /// A calendar behind a secret address.
    FeedId,
    /// A request to extend a duty's deadline (đề nghị gia hạn).
    ExtensionId,
    /// A direction of the leadership (ý kiến chỉ đạo).
    DirectionId,
    /// An indicator (chỉ tiêu) with its target.
    IndicatorId,
    /// What one agency reported of an indicator in one period.
    ObservationId,
    /// A message from outside (góp ý, đề xuất).
    FeedbackId,
    /// A draft open for comment (lấy ý kiến).
    ConsultationId,
    /// A stored file.
    FileId,
}
