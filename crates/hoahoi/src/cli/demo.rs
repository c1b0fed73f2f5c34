//! `hoahoi demo`: everything at once on an embedded database, for this machine alone.

use std::io::Write as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};

use crate::clock::Clock;
use crate::config::Config;
use crate::{demo, server};

/// What marks a folder as a demonstration: only such a folder is ever emptied.
const MARK: &str = "DU-LIEU-MINH-HOA.txt";
const MARK_TEXT: &str =
    "Thư mục này do lệnh hoahoi demo tạo ra; mọi dữ liệu bên trong là dữ liệu minh họa.\n";

/// Everything at once on an embedded database, with demonstration data, for this machine alone.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Port on the loopback address.
    #[arg(long, default_value_t = 8182)]
    port: u16,
    /// Start anew, with fresh demonstration data.
    #[arg(long)]
    fresh: bool,
    /// Folder of the demonstration data.
    #[arg(long, default_value = "./hoahoi-demo")]
    data: PathBuf,
    /// Requests that one address may send to open data in a minute; 0 for any number.
    #[arg(long = "requests-per-minute", default_value_t = 600)]
    requests_per_minute: u32,
    /// Refused unless it is a loopback address: demonstration passwords are known to everyone.
    #[arg(long, hide = true)]
    bind: Option<IpAddr>,
}

/// Runs it until Ctrl-C.
///
/// # Errors
/// In one line: what stands in the way. Nothing is destroyed.
pub async fn run(args: Args) -> anyhow::Result<ExitCode> {
    let ip = args.bind.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
    if !ip.is_loopback() {
        bail!(
            "bản trình diễn chỉ chạy trên địa chỉ nội bộ (127.0.0.1), không chạy trên {ip}; để chạy thật dùng: hoahoi serve"
        );
    }
    let listener = server::listen(SocketAddr::new(ip, args.port)).await?;
    prepare(&args.data, args.fresh)?;
    let config = Config {
        require_totp: false,
        demo: true,
        requests_per_minute: args.requests_per_minute,
        ..Config::local(args.data.clone(), args.port)
    };
    let app = server::open(config, None, Clock::system()).await?;
    demo::ensure(&app).await.context("không dựng được dữ liệu minh họa")?;
    print(&format!("http://{}", listener.local_addr()?), &args.data)?;
    server::run(app, listener).await?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the folder, or empties it when asked; a folder that is not a demonstration is left alone.
fn prepare(folder: &Path, fresh: bool) -> anyhow::Result<()> {
    let mark = folder.join(MARK);
    let is_empty = std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty && !mark.exists() {
        bail!(
            "thư mục {} không phải do hoahoi demo tạo ra nên không dùng; đề nghị chọn thư mục khác bằng --data",
            folder.display()
        );
    }
    let unwritable = || format!("không ghi được vào thư mục {}", folder.display());
    if fresh && !is_empty {
        for name in ["hoahoi.db", "hoahoi.db-wal", "hoahoi.db-shm"] {
            let file = folder.join(name);
            if file.exists() {
                std::fs::remove_file(&file).with_context(unwritable)?;
            }
        }
        if folder.join("files").exists() {
            std::fs::remove_dir_all(folder.join("files")).with_context(unwritable)?;
        }
    }
    std::fs::create_dir_all(folder).with_context(unwritable)?;
    std::fs::write(&mark, MARK_TEXT).with_context(unwritable)?;
    Ok(())
}

fn print(address: &str, folder: &Path) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\nHoa Hồi, bản trình diễn (DỮ LIỆU MINH HỌA)\n")?;
    writeln!(out, "  {address}\n")?;
    writeln!(out, "Tài khoản (mật khẩu chung: {}):", demo::PASSWORD)?;
    for person in demo::PEOPLE {
        writeln!(out, "  {:<20} {}", person.login, person.what)?;
    }
    writeln!(out, "\nDữ liệu: {}. Ctrl-C để dừng; --fresh để dựng lại từ đầu.", folder.display())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("luan-van.docx"), "quan trọng").unwrap();
        let refused = prepare(folder.path(), true).unwrap_err();
        assert!(refused.to_string().contains("không phải do hoahoi demo tạo ra"));
        assert!(folder.path().join("luan-van.docx").exists());
    }

    #[test]
    fn starting_anew_removes_only_the_demonstration() {
        let folder = tempfile::tempdir().unwrap();
        prepare(folder.path(), false).unwrap();
        std::fs::write(folder.path().join("hoahoi.db"), "cũ").unwrap();
        std::fs::write(folder.path().join("ghi-chu.txt"), "của tôi").unwrap();
        prepare(folder.path(), true).unwrap();
        assert!(!folder.path().join("hoahoi.db").exists());
        assert!(folder.path().join("ghi-chu.txt").exists());
    }
}
