//! An HTTP client of a few lines that costs next to nothing: what is measured is the server.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    time::{Duration, Instant},
};

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// One connection, kept open.
pub struct Client {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
    /// Sent with every request, once a server has set one.
    cookie: Option<String>,
}

/// What was answered.
pub struct Answer {
    pub status: u16,
    pub body: String,
    /// Where it sends one, if anywhere.
    pub location: Option<String>,
    /// From the request's first byte to the answer's last.
    pub time: Duration,
}

impl Client {
    pub fn connect(address: SocketAddr) -> Outcome<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { address, stream: BufReader::with_capacity(1 << 16, stream), cookie: None })
    }

    /// As a browser asks, compression included; the body is read but not kept.
    pub fn get(&mut self, path: &str) -> Outcome<Answer> {
        self.send("GET", path, "accept-encoding: br, gzip\r\n", "")
    }

    /// The same with more headers, each ended by CR LF.
    pub fn get_with(&mut self, path: &str, headers: &str) -> Outcome<Answer> {
        self.send("GET", path, &format!("accept-encoding: br, gzip\r\n{headers}"), "")
    }

    /// Uncompressed, to be read.
    pub fn read(&mut self, path: &str) -> Outcome<Answer> {
        self.send("GET", path, "", "")
    }

    /// A form, as a browser posts it.
    pub fn post(&mut self, path: &str, form: &str) -> Outcome<Answer> {
        self.send("POST", path, "content-type: application/x-www-form-urlencoded\r\n", form)
    }

    /// As somebody else from now on.
    pub fn forget_cookie(&mut self) {
        self.cookie = None;
    }

    fn send(&mut self, method: &str, path: &str, headers: &str, body: &str) -> Outcome<Answer> {
        let length = body.len();
        let host = self.address;
        let cookie = self.cookie.as_ref().map(|cookie| format!("cookie: {cookie}\r\n")).unwrap_or_default();
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {host}\r\n{headers}{cookie}content-length: {length}\r\n\r\n{body}"
        );
        let started = Instant::now();
        self.stream.get_mut().write_all(request.as_bytes())?;
        let status = self.line()?.split(' ').nth(1).ok_or("no status")?.parse()?;
        let (mut size, mut chunked, mut location) = (0, false, None);
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "set-cookie" => self.cookie = value.split(';').next().map(|cookie| cookie.trim().to_owned()),
                "location" => location = Some(value.trim().to_owned()),
                "content-length" => size = value.trim().parse()?,
                "transfer-encoding" => chunked = value.contains("chunked"),
                _ => {}
            }
        }
        let mut body = Vec::new();
        if chunked {
            loop {
                let size = usize::from_str_radix(self.line()?.trim(), 16)?;
                self.take(size, &mut body)?;
                self.line()?;
                if size == 0 {
                    break;
                }
            }
        } else {
            self.take(size, &mut body)?;
        }
        let time = started.elapsed();
        Ok(Answer { status, body: String::from_utf8_lossy(&body).into_owned(), location, time })
    }

    fn line(&mut self) -> Outcome<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err("the server hung up".into());
        }
        Ok(line.trim_end().to_owned())
    }

    fn take(&mut self, size: usize, into: &mut Vec<u8>) -> Outcome<()> {
        let before = into.len();
        into.resize(before + size, 0);
        self.stream.read_exact(&mut into[before..])?;
        Ok(())
    }
}
