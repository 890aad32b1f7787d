//! The private key of a Snowflake connection, really read: PEM, PKCS#8, RSA, 2048 bits or more.

use pkcs1::RsaPrivateKeyRef;
use pkcs8::der::{Decode, SecretDocument};
use pkcs8::{ObjectIdentifier, PrivateKeyInfoRef};

/// <https://www.rfc-editor.org/rfc/rfc8017#appendix-C>
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

const SHORTEST: usize = 2048;

/// What is wrong with a key, if anything is. Assumption: blanks around it are not.
pub(super) fn check(pem: &str) -> Result<(), String> {
    let pem = pem.trim();
    if pem.is_empty() {
        return Err("privateKey is empty".to_owned());
    }
    let invalid = |what: &str| format!("privateKey is not a valid private key: {what}");
    let (label, document) = SecretDocument::from_pem(pem).map_err(|_| invalid("it cannot be read as PEM"))?;
    match label {
        "PRIVATE KEY" => {}
        "ENCRYPTED PRIVATE KEY" => return Err(invalid("it is encrypted")),
        _ => return Err(invalid("it is not in PKCS#8 format")),
    }
    let info =
        PrivateKeyInfoRef::from_der(document.as_bytes()).map_err(|_| invalid("it cannot be decoded"))?;
    if info.algorithm.oid != RSA {
        return Err(invalid("it is not an RSA key"));
    }
    let key = RsaPrivateKeyRef::from_der(info.private_key.as_bytes())
        .map_err(|_| invalid("it cannot be decoded"))?;
    let bits = bits(key.modulus.as_bytes());
    if bits < SHORTEST {
        return Err(format!("privateKey must have at least {SHORTEST} bits, not {bits}"));
    }
    Ok(())
}

/// How many bits a number has that does not begin with a zero byte.
fn bits(number: &[u8]) -> usize {
    number.first().map_or(0, |first| number.len() * 8 - first.leading_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use super::super::testing::GOOD_KEY;
    use super::*;

    #[test]
    fn a_key_of_2048_bits_is_long_enough() {
        assert_eq!(check(GOOD_KEY), Ok(()));
        assert_eq!(check(&format!("\n{GOOD_KEY}\n\n")), Ok(()));
        assert_eq!(check(&GOOD_KEY.replace('\n', "\r\n")), Ok(()));
    }

    #[test]
    fn what_is_no_such_key_is_refused_and_told_why() {
        let cut = GOOD_KEY.lines().filter(|line| !line.contains("END")).collect::<Vec<_>>().join("\n");
        let broken = GOOD_KEY.replacen("MII", "MIA", 1);
        for (key, said) in [
            (" \n", "privateKey is empty"),
            ("secret", "privateKey is not a valid private key: it cannot be read as PEM"),
            (&cut, "privateKey is not a valid private key: it cannot be read as PEM"),
            (&broken, "privateKey is not a valid private key: it cannot be read as PEM"),
            (
                include_str!("keys/pkcs1.pem"),
                "privateKey is not a valid private key: it is not in PKCS#8 format",
            ),
            (include_str!("keys/encrypted.pem"), "privateKey is not a valid private key: it is encrypted"),
            (include_str!("keys/ec.pem"), "privateKey is not a valid private key: it is not an RSA key"),
            (include_str!("keys/rsa-1024.pem"), "privateKey must have at least 2048 bits, not 1024"),
        ] {
            assert_eq!(check(key), Err(said.to_owned()));
        }
    }
}
