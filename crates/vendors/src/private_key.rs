//! A key for Snowflake: is what was typed, pasted or dropped a whole RSA key of enough bits, in the one form that is
//! taken? Whoever has another key is told what it is and how to make the right one of it.
//!
//! The text is PEM (<https://www.rfc-editor.org/rfc/rfc7468>), the key in it PKCS#8
//! (<https://www.rfc-editor.org/rfc/rfc5208#section-5>) around PKCS#1
//! (<https://www.rfc-editor.org/rfc/rfc8017#appendix-A.1.2>), both in DER, of which no more is read here than lengths:
//! <https://letsencrypt.org/docs/a-warm-welcome-to-asn1-and-der/>.

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use zeroize::Zeroizing;

use crate::words::{Sentence, private_key as words};

/// What Omni asks for at least: <https://docs.omni.co/api/connections/update-connection>.
const LEAST_BITS: usize = 2048;

/// 1.2.840.113549.1.1.1, as DER writes it: <https://www.rfc-editor.org/rfc/rfc8017#appendix-C>.
const RSA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];

const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const OBJECT_ID: u8 = 0x06;
const SEQUENCE: u8 = 0x30;

/// Checks that this is an RSA key of 2048 bits or more, in PKCS#8 and PEM, without a passphrase.
///
/// # Errors
/// What is wrong with it, and what to do.
pub fn check(pem: &str) -> Result<(), &'static Sentence> {
    let body = body(pem)?;
    let der = BASE64.decode(body.as_bytes()).map(Zeroizing::new).map_err(|_| &words::GARBLED)?;
    let key = pkcs8(&der)?;
    let bits = pkcs1(key).ok_or(&words::GARBLED)?;
    if bits < LEAST_BITS { Err(&words::WEAK) } else { Ok(()) }
}

/// The base64 between the first line and the last, without its line ends.
fn body(pem: &str) -> Result<Zeroizing<String>, &'static Sentence> {
    let mut lines = pem.lines().map(str::trim).skip_while(|line| !line.starts_with("-----BEGIN "));
    let Some(first) = lines.next() else { return Err(without_begin(pem)) };
    let label = first.strip_prefix("-----BEGIN ").and_then(|rest| rest.strip_suffix("-----"));
    // Where all stands in one line, the first ends with the last one's label.
    let label = label.filter(|label| !label.contains('-')).ok_or(&words::FLAT)?;
    let several = lines.clone().any(|line| line.starts_with("-----BEGIN "));
    kind(label, several)?;
    let mut body = Zeroizing::new(String::with_capacity(pem.len()));
    for line in lines {
        if line.starts_with("-----END ") {
            return if line == "-----END PRIVATE KEY-----" { Ok(body) } else { Err(&words::CUT) };
        }
        body.push_str(line);
    }
    Err(&words::CUT)
}

fn without_begin(pem: &str) -> &'static Sentence {
    if pem.trim_start().starts_with("ssh-") { &words::PUBLIC } else { &words::NOT_PEM }
}

/// What stands behind a label: <https://www.rfc-editor.org/rfc/rfc7468#section-4>; the older ones are OpenSSL's:
/// <https://docs.openssl.org/3.0/man7/ossl_store-file/>.
fn kind(label: &str, several: bool) -> Result<(), &'static Sentence> {
    let of = |part| label.contains(part);
    Err(match label {
        // OpenSSL writes the curve before such a key.
        _ if label.starts_with("EC ") || label.starts_with("DSA ") => &words::NOT_RSA,
        _ if several => &words::SEVERAL,
        "PRIVATE KEY" => return Ok(()),
        "RSA PRIVATE KEY" => &words::PKCS1,
        "ENCRYPTED PRIVATE KEY" => &words::ENCRYPTED,
        "OPENSSH PRIVATE KEY" => &words::FOR_SSH,
        _ if of("PUBLIC KEY") || of("CERTIFICATE") => &words::PUBLIC,
        _ => &words::NOT_PEM,
    })
}

/// The key itself, if it is one of RSA.
fn pkcs8(der: &[u8]) -> Result<&[u8], &'static Sentence> {
    let mut info = Der::whole(der).ok_or(&words::GARBLED)?;
    let version = info.next(INTEGER);
    let algorithm = info.next(SEQUENCE).and_then(|algorithm| Der(algorithm).next(OBJECT_ID));
    let (Some(_), Some(algorithm), Some(key)) = (version, algorithm, info.next(OCTETS)) else {
        return Err(&words::GARBLED);
    };
    if algorithm == RSA { Ok(key) } else { Err(&words::NOT_RSA) }
}

/// How many bits an RSA key has; nothing where something about it is wrong.
fn pkcs1(der: &[u8]) -> Option<usize> {
    let mut key = Der::whole(der)?;
    let version = key.next(INTEGER)?;
    let [modulus, _, _, first, second, _, _, _] = key.integers()?;
    // Keys of more than two primes have another version, and further primes behind.
    let is_product = version != [0] || rest(modulus) == rest(first) * rest(second) % PRIME;
    let bits = modulus.len() * 8 - modulus.first()?.leading_zeros() as usize;
    is_product.then_some(bits)
}

/// The greatest prime of 32 bits.
const PRIME: u64 = 4_294_967_291;

/// What is left of a number by [`PRIME`]: enough to tell whether a modulus is the product of its primes, and so
/// whether a sign in the middle of a key was lost or changed.
fn rest(number: &[u8]) -> u64 {
    number.iter().fold(0, |rest, byte| (rest << 8 | u64::from(*byte)) % PRIME)
}

/// What is still to be read.
struct Der<'a>(&'a [u8]);

impl<'a> Der<'a> {
    /// The inside of a sequence behind which nothing stands.
    fn whole(der: &'a [u8]) -> Option<Self> {
        let mut der = Self(der);
        let inside = der.next(SEQUENCE)?;
        der.0.is_empty().then_some(Self(inside))
    }

    /// What is inside the next value, if it is of this type.
    fn next(&mut self, tag: u8) -> Option<&'a [u8]> {
        let (found, rest) = self.0.split_first()?;
        let (length, rest) = length(rest)?;
        let (inside, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        (*found == tag).then_some(inside)
    }

    /// That many positive numbers, without the zeros before them.
    fn integers<const N: usize>(&mut self) -> Option<[&'a [u8]; N]> {
        let mut numbers = [self.0; N];
        for number in &mut numbers {
            *number = self.next(INTEGER)?;
            while let Some((0, rest)) = number.split_first() {
                *number = rest;
            }
            number.first()?;
        }
        Some(numbers)
    }
}

/// A length and what follows it: one byte, or as many as that byte says.
fn length(der: &[u8]) -> Option<(usize, &[u8])> {
    let (first, rest) = der.split_first()?;
    if *first < 0x80 {
        return Some((usize::from(*first), rest));
    }
    let (bytes, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
    // Three bytes are 16 MB.
    let length = bytes.iter().fold(0, |length, byte| length << 8 | usize::from(*byte));
    (1..=3).contains(&bytes.len()).then_some((length, rest))
}

#[cfg(test)]
mod tests;
