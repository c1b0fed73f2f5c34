//! A mail server of one's own: speaks SMTP on a port of this machine and keeps what it is given.

use std::sync::{Arc, Mutex};

use base64::Engine as _;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// How the server behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mood {
    /// Takes everything.
    Well,
    /// Asks to come back later.
    Busy,
    /// Knows no such reader.
    Strange,
}

/// An e-mail as it arrived.
#[derive(Debug, Clone)]
pub struct Mail {
    pub from: String,
    pub to: Vec<String>,
    pub raw: String,
}

#[derive(Clone)]
pub struct Sink {
    pub port: u16,
    mood: Arc<Mutex<Mood>>,
    mails: Arc<Mutex<Vec<Mail>>>,
}

impl Sink {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sink = Self {
            port: listener.local_addr().unwrap().port(),
            mood: Arc::new(Mutex::new(Mood::Well)),
            mails: Arc::default(),
        };
        let server = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let one = server.clone();
                // a client that breaks off is no fault of the server
                tokio::spawn(async move { one.talk(stream).await.unwrap_or_default() });
            }
        });
        sink
    }

    pub fn be(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// What has arrived since the last look.
    pub fn arrived(&self) -> Vec<Mail> {
        std::mem::take(&mut self.mails.lock().unwrap())
    }

    async fn talk(&self, stream: TcpStream) -> std::io::Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 sink.example ESMTP\r\n").await?;
        let (mut from, mut to) = (String::new(), Vec::new());
        while let Some(line) = lines.next_line().await? {
            let mood = *self.mood.lock().unwrap();
            let verb = line.to_ascii_uppercase();
            let answer = match verb.split([' ', ':']).next().unwrap_or_default() {
                "EHLO" => "250-sink.example\r\n250-8BITMIME\r\n250 SIZE 10485760",
                "HELO" | "NOOP" => "250 OK",
                "RSET" => {
                    to.clear();
                    "250 OK"
                }
                "MAIL" if mood == Mood::Busy => "451 4.3.0 Try again later",
                "MAIL" => {
                    from = address(&line);
                    to.clear();
                    "250 OK"
                }
                "RCPT" if mood == Mood::Strange => "550 5.1.1 No such user",
                "RCPT" => {
                    to.push(address(&line));
                    "250 OK"
                }
                "DATA" => {
                    write.write_all(b"354 Go ahead\r\n").await?;
                    let mut raw = String::new();
                    while let Some(line) = lines.next_line().await? {
                        if line == "." {
                            break;
                        }
                        raw.push_str(line.strip_prefix('.').unwrap_or(&line));
                        raw.push_str("\r\n");
                    }
                    self.mails.lock().unwrap().push(Mail { from: from.clone(), to: to.clone(), raw });
                    "250 Kept"
                }
                "QUIT" => {
                    write.write_all(b"221 Bye\r\n").await?;
                    return Ok(());
                }
                _ => "500 What?",
            };
            write.write_all(answer.as_bytes()).await?;
            write.write_all(b"\r\n").await?;
        }
        Ok(())
    }
}

/// What stands between the angle brackets.
fn address(line: &str) -> String {
    line.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or("", |(a, _)| a).to_owned()
}

impl Mail {
    /// A header, unfolded and decoded (RFC 2047).
    pub fn header(&self, name: &str) -> String {
        let (head, _) = self.raw.split_once("\r\n\r\n").unwrap();
        let unfolded = head.replace("\r\n ", " ").replace("\r\n\t", " ");
        let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(&format!("{name}: ")));
        let mut out = String::new();
        let mut rest = line.unwrap_or_else(|| panic!("no {name} in\n{head}"));
        let mut coded = false;
        while let Some((before, word)) = rest.split_once("=?utf-8?b?") {
            if !(coded && before.trim().is_empty()) {
                out.push_str(before);
            }
            let (word, after) = word.split_once("?=").unwrap();
            let bytes = base64::engine::general_purpose::STANDARD.decode(word).unwrap();
            out.push_str(&String::from_utf8(bytes).unwrap());
            (rest, coded) = (after, true);
        }
        out + rest
    }

    /// The text, decoded from its transfer encoding.
    pub fn body(&self) -> String {
        let (_, body) = self.raw.split_once("\r\n\r\n").unwrap();
        let bytes = match self.header("Content-Transfer-Encoding").as_str() {
            "base64" => base64::engine::general_purpose::STANDARD.decode(body.replace("\r\n", "")).unwrap(),
            "quoted-printable" => unquoted(&body.replace("=\r\n", "")),
            _ => body.as_bytes().to_vec(),
        };
        String::from_utf8(bytes).unwrap().replace("\r\n", "\n")
    }
}

fn unquoted(text: &str) -> Vec<u8> {
    let (bytes, mut out, mut at) = (text.as_bytes(), Vec::new(), 0);
    while at < bytes.len() {
        if bytes[at] == b'=' {
            out.push(u8::from_str_radix(&text[at + 1..at + 3], 16).unwrap());
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    out
}
