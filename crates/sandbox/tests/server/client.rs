//! A client so simple that it can neither repeat a request nor hide how a connection ended.

use patchbay_sandbox::Sandbox;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    /// `None` if nothing came.
    pub(crate) status: Option<u16>,
    /// Everything, as it came.
    pub(crate) raw: String,
    pub(crate) body: String,
    headers: Vec<(String, String)>,
}

/// One connection.
pub(crate) struct Client(TcpStream);

/// Reads, on a connection of its own.
pub(crate) async fn ask(sandbox: &Sandbox, target: &str, headers: &[(&str, &str)]) -> Reply {
    send(sandbox, "GET", target, headers, "").await
}

/// Sends a request on a connection of its own, and reads until that is closed.
pub(crate) async fn send(
    sandbox: &Sandbox,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Reply {
    let mut client = Client::connect(sandbox).await;
    client.write(method, target, &[headers, &[("connection", "close")]].concat(), body).await;
    Reply::of(client.rest().await)
}

impl Client {
    pub(crate) async fn connect(sandbox: &Sandbox) -> Self {
        let address = sandbox.origin();
        let address = address.strip_prefix("http://").expect("an address");
        Self(TcpStream::connect(address).await.expect("a connection"))
    }

    /// Reads, and leaves the connection open.
    pub(crate) async fn ask(&mut self, target: &str, headers: &[(&str, &str)]) -> Reply {
        self.write("GET", target, headers, "").await;
        let mut raw = Vec::new();
        loop {
            let reply = Reply::of(String::from_utf8_lossy(&raw).into_owned());
            let length = reply.header("content-length").and_then(|length| length.parse().ok());
            if length.is_some_and(|length: usize| reply.body.len() >= length) {
                return reply;
            }
            let read = self.0.read_buf(&mut raw).await.expect("more of the answer");
            assert!(read > 0, "the answer broke off: {reply:?}");
        }
    }

    /// All that comes until the connection is closed, gently or not.
    pub(crate) async fn rest(&mut self) -> String {
        let mut raw = Vec::new();
        // A reset is an end too.
        let _ = self.0.read_to_end(&mut raw).await;
        String::from_utf8(raw).expect("text")
    }

    async fn write(&mut self, method: &str, target: &str, headers: &[(&str, &str)], body: &str) {
        let headers: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let length = body.len();
        let request = format!(
            "{method} {target} HTTP/1.1\r\nhost: sandbox\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
        );
        self.0.write_all(request.as_bytes()).await.expect("a request leaves");
    }
}

impl Reply {
    fn of(raw: String) -> Self {
        let (head, body) = raw.split_once("\r\n\r\n").unwrap_or((&raw, ""));
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok());
        let header =
            |line: &str| line.split_once(": ").map(|(name, value)| (name.to_owned(), value.to_owned()));
        let (headers, body) = (lines.filter_map(header).collect(), body.to_owned());
        Self { status, headers, body, raw }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.raw))
    }
}
