//! The panel as a guest in somebody else's page.

use serde_json::json;

use super::user::*;
use crate::locator::Find;
use crate::page::Page;
use crate::stage::Setup;

/// Mounts another panel, as a portal would.
const MOUNT: &str = "
const element = document.createElement('div');
element.id = 'second';
document.body.append(element);
const at = (id) => document.getElementById(id).href;
return Promise.all([import(at('patchbay-module')), fetch(at('patchbay-style')).then((sheet) => sheet.text())])
  .then(([{ mount }, styles]) => {
    element.patchbay = mount(element, false, styles);
    return 'mounted';
  });";

async fn mount_another(page: &Page) -> Page {
    assert_eq!(page.script(MOUNT, vec![]).await, "mounted");
    let second = page.hosted_by("#second");
    is_loaded(&second).await;
    second
}

on_chromium!(two_panels_in_one_page_share_nothing, Setup::gateway(fleet_of(60)));
async fn two_panels_in_one_page_share_nothing(page: Page) {
    known(&page);
    open_list(&page, "/").await;
    let second = mount_another(&page).await;

    second.searchbox("Search connections").fill("acme").await;
    rows_are(&second, &[ACME]).await;
    range_is(&page, "1–20 of 60").await;
    page.button("Next page").click().await;
    range_is(&page, "21–40 of 60").await;
    rows_are(&second, &[ACME]).await;

    second.script("document.getElementById('second').patchbay.unmount()", vec![]).await;
    page.button("Next page").click().await;
    range_is(&page, "41–60 of 60").await;
}

on_chromium!(a_guest_leaves_the_address_and_the_title_of_the_page_alone, Setup::gateway(fleet_of(60)));
async fn a_guest_leaves_the_address_and_the_title_of_the_page_alone(page: Page) {
    known(&page);
    open_list(&page, "/").await;
    page.script("document.title = 'Portal'; history.replaceState(null, '', '#own-anchor')", vec![]).await;
    let second = mount_another(&page).await;
    let before = page.script("return history.length", vec![]).await;

    second.button("Next page").click().await;
    second.button("Previous page").click().await;
    second.link(ACME).click().await;
    second.complementary("Connection").heading(ACME).has_focus().await;
    second.complementary("Connection").button("Edit tags").click().await;
    second.dialog("Edit tags").button("Cancel").click().await;
    second.link("Sources").click().await;
    second.heading("Sources").is_shown().await;

    let now = "return [location.hash, document.title, history.length]";
    assert_eq!(page.script(now, vec![]).await, json!(["#own-anchor", "Portal", before]));
}

/// Counts listeners that are left, style sheets that are left and requests that nobody awaits any more.
const COUNT: &str = "
const left = new Map();
const name = (target) => target === window ? 'window' : target === document ? 'document' : null;
for (const [method, by] of [['addEventListener', 1], ['removeEventListener', -1]]) {
  const original = EventTarget.prototype[method];
  EventTarget.prototype[method] = function (type, listener, options) {
    const target = name(this ?? window);
    if (target) {
      const capture = typeof options === 'object' ? !!options?.capture : !!options;
      const key = `${target} ${type} ${capture}`;
      left.set(key, (left.get(key) ?? 0) + by);
    }
    return original.call(this ?? window, type, listener, options);
  };
}
window.pending = 0;
const original = window.fetch;
window.fetch = (...asked) => {
  window.pending += 1;
  return original(...asked).finally(() => { window.pending -= 1; });
};
window.left = () => [...left].filter(([, count]) => count !== 0);
window.sheets = () => document.styleSheets.length + document.adoptedStyleSheets.length;
";

const FIFTY_TIMES: &str = "
const element = document.createElement('div');
element.id = 'second';
document.body.append(element);
const filled = () => element.shadowRoot.querySelector('tbody th[scope=row]');
const turn = () => new Promise((done) => setTimeout(done));
const styles = document.getElementById('patchbay').shadowRoot.adoptedStyleSheets[0].cssRules;
const text = [...styles].map((rule) => rule.cssText).join('');
return import(document.getElementById('patchbay-module').href).then(async ({ mount }) => {
  for (let time = 0; time < 50; time += 1) {
    const panel = mount(element, false, text);
    // Some are taken out at once, some while they read, some when they are filled.
    if (time % 3 === 1) await turn();
    if (time % 10 === 0) while (!filled()) await turn();
    panel.unmount();
  }
  return [element.shadowRoot.childNodes.length, element.shadowRoot.adoptedStyleSheets.length];
});";

on_chromium!(a_panel_that_was_taken_out_leaves_nothing_behind, Setup::gateway(fleet_of(30)));
async fn a_panel_that_was_taken_out_leaves_nothing_behind(page: Page) {
    open_list(&page, "/").await;
    page.script(COUNT, vec![]).await;
    let sheets = page.script("return sheets()", vec![]).await;

    assert_eq!(page.script(FIFTY_TIMES, vec![]).await, json!([0, 0]));
    page.holds("no request is pending", "return pending === 0").await;
    assert_eq!(page.script("return left()", vec![]).await, json!([]), "listeners");
    assert_eq!(page.script("return sheets()", vec![]).await, sheets);
    // The first one goes on.
    page.button("Next page").click().await;
    range_is(&page, "21–30 of 30").await;
}

on_chromium!(an_element_takes_one_panel_at_a_time, Setup::gateway(fleet_of(30)));
async fn an_element_takes_one_panel_at_a_time(page: Page) {
    open_list(&page, "/").await;
    let mount = "return import(document.getElementById('patchbay-module').href).then(({ mount }) =>
        mount(document.getElementById('patchbay'), true, '')).then(() => 'mounted', String)";
    assert_eq!(page.script(mount, vec![]).await, "This element has a panel in it already.");
    range_is(&page, "1–20 of 30").await;

    page.script("document.getElementById('patchbay').patchbay.unmount()", vec![]).await;
    assert_eq!(page.script(mount, vec![]).await, "mounted");
    range_is(&page, "1–20 of 30").await;
}

const HOSTILE: &str = "
* { color: rgb(255, 0, 0) !important; font-size: 40px !important; text-transform: uppercase !important; }
button, table, input { display: none !important; }
";

/// How each element of the panel looks, in one line each.
const LOOKS: &str = "
return [...document.getElementById('patchbay').shadowRoot.querySelectorAll('*')].map((element) => {
  const { color, display, fontSize, textTransform } = getComputedStyle(element);
  return `${element.localName} ${color} ${display} ${fontSize} ${textTransform}`;
});";

on_chromium!(the_styles_of_the_page_do_not_reach_into_the_panel, Setup::gateway(fleet_of(30)));
async fn the_styles_of_the_page_do_not_reach_into_the_panel(page: Page) {
    page.stage().place("hostile.css", HOSTILE);
    open_list(&page, "/").await;
    let before = page.script(LOOKS, vec![]).await;

    let link = "return new Promise((done) => {
        const link = document.createElement('link');
        Object.assign(link, { rel: 'stylesheet', href: './hostile.css', onload: done });
        document.head.append(link);
    }).then(() => getComputedStyle(document.body).fontSize)";
    assert_eq!(page.script(link, vec![]).await, "40px");
    let after = page.script(LOOKS, vec![]).await;
    let (before, after) = (before.as_array().expect("a list"), after.as_array().expect("a list"));
    let changed: Vec<_> =
        before.iter().zip(after).filter(|(before, after)| before != after).take(5).collect();
    assert!(changed.is_empty(), "{changed:#?}");
}
