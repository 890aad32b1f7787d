//! One style sheet out of many: each `@import` of `style/panel.css` becomes the sheet that it names.
//!
//! A shadow root takes its styles as one text, in which `@import` means nothing:
//! <https://drafts.csswg.org/cssom/#dom-cssstylesheet-replacesync>.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::sign::{read, text, write};
use crate::paths;

const SHEETS: &str = "panel.css";

/// Writes the whole sheet over the list of sheets that Trunk has put into `folder`.
pub(super) fn gather(folder: &Path) -> Result<()> {
    let style = paths::root().join("style");
    let list = text(SHEETS, read(&style.join(SHEETS))?)?;
    let whole = whole(&list, |name| text(name, read(&style.join(name))?))?;
    write(&folder.join(SHEETS), whole.as_bytes())
}

/// The list with each sheet in place of its line; what else stands in the list is for people.
fn whole(list: &str, sheet: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut whole = String::new();
    for line in list.lines().filter(|line| line.starts_with('@')) {
        let named = line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";"));
        let name =
            named.with_context(|| format!("{SHEETS} says `{line}`: only `@import \"…\";` is understood"))?;
        let sheet = sheet(name)?;
        if sheet.contains("@import") {
            bail!("{name} imports another sheet: name that one in {SHEETS}");
        }
        whole.push_str(&sheet);
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_stands_in_place_of_its_line() {
        let list = "/* In order. */\n\n@import \"../a.css\";\n@import \"b.css\";\n";
        assert_eq!(whole(list, |name| Ok(format!("/{name}/"))).unwrap(), "/../a.css//b.css/");
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(whole("@import url(a.css);", |_| Ok(String::new())).is_err());
        assert!(whole("@import \"a.css\";", |_| Ok("@import \"b.css\";".to_owned())).is_err());
    }
}
