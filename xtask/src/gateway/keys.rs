//! The keys file: `source-id=key`, one a line; empty lines and those that begin with `#` say nothing.
//!
//! No message here quotes what a line says: it may be a key.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

pub(super) type Keys = BTreeMap<String, String>;

pub(super) fn read(file: &Path) -> Result<Keys> {
    refuse_if_shared(file)?;
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    parse(&text).with_context(|| file.display().to_string())
}

fn parse(text: &str) -> Result<Keys> {
    let mut keys = Keys::new();
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((id, key)) = line.split_once('=').map(|(id, key)| (id.trim(), key.trim())) else {
            bail!("line {number} is not `source-id=key`");
        };
        if id.is_empty() || key.is_empty() {
            bail!("line {number} lacks the {}", if id.is_empty() { "source's id" } else { "key" });
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            bail!("line {number}: a key is made of visible ASCII characters, and this one is not");
        }
        if keys.insert(id.to_owned(), key.to_owned()).is_some() {
            bail!("line {number} gives a source its second key");
        }
    }
    Ok(keys)
}

#[cfg(unix)]
fn refuse_if_shared(file: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let data = fs::metadata(file).with_context(|| format!("cannot read {}", file.display()))?;
    if data.permissions().mode() & 0o077 != 0 {
        let file = file.display();
        bail!("others on this machine may read {file}. `chmod 600 {file}` makes it yours alone.");
    }
    Ok(())
}

#[cfg(not(unix))]
fn refuse_if_shared(_: &Path) -> Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_comments_and_spaces() {
        let keys = parse("# mine\n\npica-live = sk_live_1=2 \r\nother=k\n").unwrap();
        assert_eq!(keys.get("pica-live").map(String::as_str), Some("sk_live_1=2"));
        assert_eq!(keys.len(), 2);
    }

    #[test]
    fn what_is_wrong_is_named_by_its_line_and_never_quoted() {
        for (text, sentence) in [
            ("sk_live_secret", "line 1 is not `source-id=key`"),
            ("# x\n=sk_live_secret", "line 2 lacks the source's id"),
            ("pica=", "line 1 lacks the key"),
            ("pica=a\npica=sk_live_secret", "line 2 gives a source its second key"),
            ("pica=sk_live secret", "line 1: a key is made of visible ASCII characters, and this one is not"),
        ] {
            assert_eq!(parse(text).unwrap_err().to_string(), sentence);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let file = std::env::temp_dir().join(format!("patchbay-keys-{}", std::process::id()));
        fs::write(&file, "pica=k-1234").unwrap();
        for (mode, refused) in [(0o600, false), (0o640, true), (0o604, true), (0o400, false)] {
            fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
            let result = read(&file);
            assert_eq!(result.is_err(), refused, "{mode:o}");
            if let Err(error) = result {
                assert!(error.to_string().contains("chmod 600") && !error.to_string().contains("k-1234"));
            }
        }
        fs::remove_file(&file).ok();
    }
}
