//! The accounts of the demonstration. Their names say what they are for; none is a real person's.

use anyhow::Context as _;

use crate::accounts::access::Viewer;
use crate::accounts::model::{Grant, Role, SignedIn};
use crate::accounts::{passwords, store};
use crate::ids::{AccountId, OrgId, SessionId};
use crate::organisations::Directory;
use crate::web::App;

/// The password of every demonstration account.
pub const PASSWORD: &str = "hoa-hoi-182-kh";

/// An account of the demonstration.
#[derive(Debug)]
pub struct Person {
    /// Log-in name.
    pub login: &'static str,
    /// Name to show.
    pub name: &'static str,
    /// What to try with it.
    pub what: &'static str,
    /// The organisation, by its slug.
    pub org: &'static str,
    /// Roles held there.
    pub roles: &'static [Role],
}

/// Every account that can sign in.
pub const PEOPLE: &[Person] = &[
    Person {
        login: "dieuphoi",
        name: "Cán bộ điều phối",
        what: "Sở KH&CN: nhập, xác nhận kế hoạch; tiếp nhận báo cáo",
        org: "so-khcn",
        roles: &[Role::Coordinator, Role::Officer],
    },
    Person {
        login: "khcn.lanhdao",
        name: "Lãnh đạo Sở KH&CN",
        what: "Sở KH&CN: duyệt báo cáo của Sở",
        org: "so-khcn",
        roles: &[Role::Head],
    },
    Person {
        login: "nnmt.canbo",
        name: "Cán bộ Sở NN&MT",
        what: "Sở Nông nghiệp và Môi trường: viết báo cáo, mục thông tin",
        org: "so-nnmt",
        roles: &[Role::Officer],
    },
    Person {
        login: "nnmt.lanhdao",
        name: "Lãnh đạo Sở NN&MT",
        what: "Sở Nông nghiệp và Môi trường: duyệt báo cáo",
        org: "so-nnmt",
        roles: &[Role::Head],
    },
    Person {
        login: "congthuong.canbo",
        name: "Cán bộ Sở Công Thương",
        what: "Sở Công Thương: báo cáo đang viết dở",
        org: "so-cong-thuong",
        roles: &[Role::Officer],
    },
    Person {
        login: "duyet",
        name: "Người duyệt thông tin",
        what: "Sở KH&CN: duyệt mục thông tin trước khi công bố",
        org: "so-khcn",
        roles: &[Role::Reviewer],
    },
    Person {
        login: "lanhdao",
        name: "Lãnh đạo UBND tỉnh",
        what: "xem tổng quan",
        org: "ubnd-tinh",
        roles: &[Role::Leadership],
    },
    Person {
        login: "vanphong",
        name: "Văn phòng UBND tỉnh",
        what: "xem tổng quan, ghi quyết định công bố",
        org: "van-phong-ubnd-tinh",
        roles: &[Role::Office],
    },
    Person {
        login: "quantri",
        name: "Quản trị hệ thống",
        what: "tài khoản, vai trò",
        org: "so-khcn",
        roles: &[Role::Administrator],
    },
    Person {
        login: "kiemtoan",
        name: "Kiểm toán nhật ký",
        what: "nhật ký thay đổi",
        org: "so-khcn",
        roles: &[Role::Auditor],
    },
];

/// Who acts in the story.
pub(super) struct Cast {
    /// The coordinator at Sở KH&CN.
    pub(super) coordinator: Viewer,
    /// Leads the People's Committee.
    pub(super) leadership: Viewer,
    /// Stands for officers and heads of every agency; its account cannot sign in.
    pub(super) agencies: Viewer,
    /// Reviews records before they are published.
    pub(super) reviewer: Viewer,
}

/// Makes the accounts.
pub(super) async fn create(app: &App) -> anyhow::Result<Cast> {
    let directory = app.directory();
    let now = app.clock.now();
    // one digest for all: hashing ten times would only cost the visitor's time
    let digest = passwords::hash(app, PASSWORD.to_owned()).await?;
    let mut tx = app.db.write().await?;
    let (mut coordinator, mut reviewer, mut leadership) = (None, None, None);
    for person in PEOPLE {
        let org = id(&directory, person.org)?;
        let new = store::NewAccount {
            login: person.login,
            name: person.name,
            password_hash: Some(&digest),
            must_change: false,
        };
        let account = store::insert(&mut tx, &new, now).await?;
        for role in person.roles {
            store::grant(&mut tx, account, org, *role, now).await?;
        }
        if person.roles.contains(&Role::Coordinator) {
            coordinator = Some(viewer(account, person.name, &directory, &[org], person.roles));
        }
        if person.roles.contains(&Role::Leadership) {
            leadership = Some(viewer(account, person.name, &directory, &[org], person.roles));
        }
        if person.roles.contains(&Role::Reviewer) {
            reviewer = Some(viewer(account, person.name, &directory, &[org], person.roles));
        }
    }
    let stand_in = store::NewAccount {
        login: "minh-hoa",
        name: "Dữ liệu minh họa",
        password_hash: None,
        must_change: false,
    };
    let account = store::insert(&mut tx, &stand_in, now).await?;
    tx.commit().await?;
    let all: Vec<OrgId> = directory.organisations().iter().map(|org| org.id).collect();
    Ok(Cast {
        coordinator: coordinator.context("không có cán bộ điều phối")?,
        leadership: leadership.context("không có lãnh đạo")?,
        reviewer: reviewer.context("không có người duyệt")?,
        agencies: viewer(account, stand_in.name, &directory, &all, &[Role::Officer, Role::Head]),
    })
}

fn id(directory: &Directory, slug: &str) -> anyhow::Result<OrgId> {
    Ok(directory.by_slug(slug).with_context(|| format!("không có cơ quan {slug}"))?.id)
}

fn viewer(account: AccountId, name: &str, directory: &Directory, orgs: &[OrgId], roles: &[Role]) -> Viewer {
    let grants = orgs.iter().flat_map(|org| {
        let org_name = directory.get(*org).map(|o| o.name.clone()).unwrap_or_default();
        roles.iter().map(move |role| Grant { org_id: *org, org_name: org_name.clone(), role: *role })
    });
    Viewer::person(
        SignedIn {
            account_id: account,
            session_id: SessionId::new(),
            login: String::new(),
            name: name.to_owned(),
            grants: grants.collect(),
            totp_on: false,
            totp_passed: true,
            must_change: false,
        },
        false,
    )
}
