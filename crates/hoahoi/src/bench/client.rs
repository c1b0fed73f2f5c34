//! The least that a browser does: one connection, kept open.

use std::net::SocketAddr;

use anyhow::{Context as _, ensure};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream};
use tokio::net::TcpStream;

/// A connection with a signed-in session.
pub struct Client {
    stream: BufStream<TcpStream>,
    cookie: String,
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// When the server cannot be reached.
    pub async fn connect(address: SocketAddr, token: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await.context("không kết nối được")?;
        stream.set_nodelay(true)?;
        let cookie = format!("{}={token}", crate::accounts::sessions::COOKIE);
        Ok(Self { stream: BufStream::new(stream), cookie })
    }

    /// Fetches a page and returns its bytes.
    ///
    /// # Errors
    /// When the answer is not 200.
    pub async fn get(&mut self, path: &str) -> anyhow::Result<Vec<u8>> {
        let (status, body) = self.send("GET", path, "").await?;
        ensure!(status == 200, "GET {path}: {status}");
        Ok(body)
    }

    /// Sends a form whose answer leads on to another page.
    ///
    /// # Errors
    /// When the answer is not 303.
    pub async fn post(&mut self, path: &str, form: &str) -> anyhow::Result<()> {
        let (status, _) = self.send("POST", path, form).await?;
        ensure!(status == 303, "POST {path}: {status}");
        Ok(())
    }

    async fn send(&mut self, method: &str, path: &str, form: &str) -> anyhow::Result<(u16, Vec<u8>)> {
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: hoahoi.bench\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            self.cookie,
            form.len()
        );
        self.stream.write_all(head.as_bytes()).await?;
        self.stream.flush().await?;
        let status = self.line().await?;
        let status: u16 = status.split(' ').nth(1).unwrap_or_default().parse().context("không phải HTTP")?;
        let (mut length, mut chunked) = (0, false);
        loop {
            let line = self.line().await?.to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            chunked |= line.starts_with("transfer-encoding:") && line.contains("chunked");
        }
        let body = if chunked { self.chunks().await? } else { self.exactly(length).await? };
        Ok((status, body))
    }

    async fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        Ok(line.trim_end().to_owned())
    }

    async fn exactly(&mut self, length: usize) -> anyhow::Result<Vec<u8>> {
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        Ok(body)
    }

    async fn chunks(&mut self) -> anyhow::Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let size = usize::from_str_radix(&self.line().await?, 16).context("không phải HTTP")?;
            body.extend(self.exactly(size).await?);
            self.line().await?;
            if size == 0 {
                return Ok(body);
            }
        }
    }
}
