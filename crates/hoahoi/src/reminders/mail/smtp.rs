//! The mail server, reached through lettre; called from here only.

use std::time::Duration;

use anyhow::Context as _;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};

use crate::config::MailSettings;
use crate::db::Millis;

/// A mail server that does not answer is given up after this.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The way out for e-mail. Cheap to clone.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// An e-mail to be sent.
#[derive(Debug, Clone)]
pub struct Email<'a> {
    /// Address of the reader.
    pub to: &'a str,
    /// Subject.
    pub subject: &'a str,
    /// Plain text.
    pub body: &'a str,
    /// Stays the same however often it is tried, so that a mail server or program drops a second copy.
    pub id: &'a str,
    /// When it was written.
    pub at: Millis,
}

/// Why an e-mail did not go.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It never will: the address or the message is refused.
    #[error("{0}")]
    Refused(String),
    /// It may later: the server is away, busy or does not know us yet.
    #[error("{0}")]
    NotNow(String),
}

/// Says that no person wrote this and no absence should answer it (RFC 3834).
#[derive(Debug, Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }
    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }
    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}

impl Mailer {
    /// Reads the settings; nothing is sent yet.
    ///
    /// # Errors
    /// In one line, when the URL or the sender cannot be read.
    pub fn new(settings: &MailSettings) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&settings.url)
            .context("không đọc được địa chỉ máy chủ thư (--smtp-url)")?
            .timeout(Some(TIMEOUT))
            .build();
        let from = settings.from.parse().context("không đọc được địa chỉ người gửi (--mail-from)")?;
        Ok(Self { transport, from })
    }

    /// Hands an e-mail to the mail server.
    ///
    /// # Errors
    /// Why it was not taken: for good, or for now.
    pub async fn send(&self, email: &Email<'_>) -> Result<(), Failure> {
        let message = self.write(email).map_err(|e| Failure::Refused(e.to_string()))?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(Failure::Refused(error.to_string())),
            Err(error) => Err(Failure::NotNow(error.to_string())),
        }
    }

    fn write(&self, email: &Email<'_>) -> anyhow::Result<Message> {
        let host = self.from.email.domain();
        let millis = u64::try_from(email.at.0).unwrap_or_default();
        let date = std::time::UNIX_EPOCH + Duration::from_millis(millis);
        let builder: MessageBuilder = Message::builder()
            .from(self.from.clone())
            .to(email.to.parse()?)
            .subject(email.subject)
            .date(date)
            .message_id(Some(format!("<{}@{host}>", email.id)))
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN);
        Ok(builder.body(email.body.to_owned())?)
    }
}
