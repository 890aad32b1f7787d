// What the panel says to people and to machines: every element by its role and accessible name, inside the
// panel's open shadow root.
//
// WebDriver has endpoints for both (`computedrole`, `computedlabel`), but each costs a round trip per element, and
// the engines disagree where it matters: WebKit gives cells and row headers no name at all and calls a <select> a
// button, Firefox gives a password field no role. So the names are computed here, alike everywhere, after the parts
// of https://www.w3.org/TR/accname-1.2/ and https://www.w3.org/TR/html-aam-1.0/ that the panel uses; a test holds
// the result against each engine's own where it has one.
//
// Sent as the body of a WebDriver script: `arguments` are the name of one function at the end, the selector of the
// panel's host element, and that function's own.

const [verb, hostSelector, ...rest] = arguments;

const squeeze = (text) => (text ?? "").replace(/\s+/g, " ").trim();

// ---- Where to look ---------------------------------------------------------------------------------------------

/** The panel's shadow root; before the panel is mounted, its host element. */
function scope() {
  const host = document.querySelector(hostSelector);
  return host?.shadowRoot ?? host;
}

function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** An open modal dialog makes all else inert; of several, the one with the focus is on top. */
function topModal(root) {
  const open = [...root.querySelectorAll("dialog:modal")];
  return open.findLast((dialog) => dialog.contains(root.activeElement)) ?? open.at(-1);
}

const rendered = (element) =>
  element.checkVisibility({ visibilityProperty: true }) || closedOption(element) || boxless(element);

/** With `display: contents` an element has no box of its own, and yet what it contains is shown. */
function boxless(element) {
  return getComputedStyle(element).display === "contents" && (!element.parentElement || rendered(element.parentElement));
}

/** Options of a closed <select> have no box of their own, and yet they are what it offers. */
function closedOption(element) {
  const select = element.localName === "option" ? element.closest("select") : null;
  return !!select && select.checkVisibility({ visibilityProperty: true });
}

/** Whether assistive technology is told of it. */
const exposed = (element) => rendered(element) && !element.closest("[aria-hidden=true], [inert]");

// ---- Roles -----------------------------------------------------------------------------------------------------

const INPUT_ROLES = {
  button: "button", checkbox: "checkbox", email: "textbox", file: "button", image: "button", number: "spinbutton", password: "textbox",
  radio: "radio", range: "slider", reset: "button", search: "searchbox", submit: "button", tel: "textbox",
  text: "textbox", url: "textbox",
};

const ELEMENT_ROLES = {
  article: "article", aside: "complementary", button: "button", caption: "caption", datalist: "listbox", dd: "definition",
  details: "group", dialog: "dialog", dt: "term", fieldset: "group", figure: "figure", h1: "heading", h2: "heading",
  h3: "heading", h4: "heading", h5: "heading", h6: "heading", hr: "separator", li: "listitem", main: "main",
  menu: "list", meter: "meter", nav: "navigation", ol: "list", optgroup: "group", option: "option", output: "status",
  p: "paragraph", progress: "progressbar", search: "search", summary: "button", table: "table", tbody: "rowgroup",
  td: "cell", textarea: "textbox", tfoot: "rowgroup", thead: "rowgroup", tr: "row", ul: "list",
};

function roleOf(element) {
  const given = element.getAttribute("role")?.trim().split(/\s+/)[0];
  if (given) return given === "none" ? "presentation" : given;
  const tag = element.localName;
  switch (tag) {
    case "a":
    case "area":
      return element.hasAttribute("href") ? "link" : "generic";
    case "form":
    case "section":
      return element.matches("[aria-label], [aria-labelledby]") ? (tag === "form" ? "form" : "region") : "generic";
    case "header":
    case "footer":
      if (element.closest("article, aside, dialog, main, nav, section, [role=region]")) return "generic";
      return tag === "header" ? "banner" : "contentinfo";
    case "img":
      return element.getAttribute("alt") === "" ? "presentation" : "img";
    case "input":
      if (element.type === "hidden") return "presentation";
      return element.hasAttribute("list") ? "combobox" : (INPUT_ROLES[element.type] ?? "textbox");
    case "select":
      return element.multiple || element.size > 1 ? "listbox" : "combobox";
    case "td":
      return element.closest("[role=grid], [role=treegrid]") ? "gridcell" : "cell";
    case "th":
      if (element.scope === "row" || element.scope === "rowgroup") return "rowheader";
      if (element.scope === "col" || element.scope === "colgroup" || element.closest("thead")) return "columnheader";
      return element.parentElement?.querySelector("td") ? "rowheader" : "columnheader";
    default:
      return ELEMENT_ROLES[tag] ?? "generic";
  }
}

// ---- Names -----------------------------------------------------------------------------------------------------

const NAMED_BY_CONTENT = new Set([
  "button", "cell", "checkbox", "columnheader", "gridcell", "heading", "link", "menuitem", "menuitemcheckbox",
  "menuitemradio", "option", "radio", "row", "rowheader", "switch", "tab", "tooltip", "treeitem",
]);

const INLINE = /^(inline|contents|none|)$/;

function byIds(element, attribute) {
  const ids = element.getAttribute(attribute)?.trim().split(/\s+/) ?? [];
  return ids.map((id) => (id ? element.getRootNode().getElementById(id) : null)).filter(Boolean);
}

/** What an element adds to a name made of content. `asked` elements count even if hidden: a label may refer to one. */
function contentOf(element, asked = false) {
  let text = "";
  const nodes = element.localName === "slot" ? element.assignedNodes({ flatten: true }) : element.childNodes;
  for (const node of nodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.data;
    if (node.nodeType === Node.ELEMENT_NODE && (asked || exposed(node))) {
      const part = partOf(node, asked);
      text += INLINE.test(getComputedStyle(node).display) ? part : ` ${part} `;
    }
  }
  return text;
}

function partOf(element, asked) {
  const label = squeeze(element.getAttribute("aria-label"));
  if (label) return label;
  switch (roleOf(element)) {
    case "img":
      return nameOf(element);
    case "combobox":
    case "listbox":
      return element.localName === "select" ? [...element.selectedOptions].map((o) => o.label).join(" ") : element.value ?? "";
    case "searchbox":
    case "spinbutton":
    case "textbox":
      return element.type === "password" ? "" : (element.value ?? element.textContent);
    default:
      return contentOf(element, asked);
  }
}

function labelsOf(element) {
  return [...(element.labels ?? [])].map((label) => {
    // A label may hold the control that it names; that control's own value is no part of the name.
    const copies = [...label.childNodes].filter((node) => node !== element);
    return squeeze(
      copies
        .map((node) => (node.nodeType === Node.TEXT_NODE ? node.data : node.contains?.(element) ? "" : node.localName ? partOf(node, true) : ""))
        .join(""),
    );
  });
}

function nativeNameOf(element) {
  const child = (tag) => [...element.children].find((each) => each.localName === tag);
  switch (element.localName) {
    case "input":
      if (/^(button|submit|reset)$/.test(element.type)) return element.value;
      return labelsOf(element).join(" ");
    case "button":
    case "meter":
    case "output":
    case "progress":
    case "select":
    case "textarea":
      return labelsOf(element).join(" ");
    case "fieldset":
      return child("legend") ? contentOf(child("legend")) : "";
    case "figure":
      return child("figcaption") ? contentOf(child("figcaption")) : "";
    case "img":
    case "area":
      return element.alt;
    case "optgroup":
      return element.label;
    case "svg":
      return child("title")?.textContent;
    case "table":
      return element.caption ? contentOf(element.caption) : "";
    case "option":
      return element.label;
    default:
      return "";
  }
}

function nameOf(element) {
  const role = roleOf(element);
  const attempts = [
    () => byIds(element, "aria-labelledby").map((each) => partOf(each, true)).join(" "),
    () => element.getAttribute("aria-label"),
    () => nativeNameOf(element),
    // A row is called by its header: people say "the row of Nordwind billing", not all of its cells.
    () => (role === "row" ? rowHeaderOf(element) : ""),
    () => (NAMED_BY_CONTENT.has(role) ? contentOf(element) : ""),
    () => element.getAttribute("title"),
    () => element.getAttribute("placeholder"),
  ];
  for (const attempt of attempts) {
    const name = squeeze(attempt());
    if (name) return name;
  }
  return "";
}

function rowHeaderOf(row) {
  const header = [...row.children].find((cell) => roleOf(cell) === "rowheader");
  return header ? nameOf(header) : "";
}

/** The name of the column that a cell stands in. */
function columnOf(cell) {
  const headers = cell.closest("table")?.querySelector("thead tr:last-of-type")?.children ?? [];
  return headers[cell.cellIndex] ? nameOf(headers[cell.cellIndex]) : "";
}

function descriptionOf(element) {
  const described = squeeze(byIds(element, "aria-describedby").map((each) => partOf(each, true)).join(" "));
  return described || squeeze(element.getAttribute("aria-description"));
}

// ---- What is asked ---------------------------------------------------------------------------------------------

function matches(element, query) {
  if (roleOf(element) !== query.role || !exposed(element)) return false;
  if (query.column != null) return columnOf(element) === query.column;
  if (query.is != null) return nameOf(element) === query.is;
  if (query.has != null) return nameOf(element).includes(query.has);
  return true;
}

/** All elements at the end of a path of queries, each inside the one before, in the order of the document. */
function find(path) {
  const root = scope();
  if (!root) return [];
  const modal = topModal(root);
  let found = new Set([root]);
  path.forEach((query, step) => {
    const next = new Set();
    for (const within of found) {
      for (const element of within.querySelectorAll("*")) {
        if (step === 0 && modal && !modal.contains(element)) continue;
        if (matches(element, query)) next.add(element);
      }
    }
    found = next;
  });
  return [...found];
}

function facts(element) {
  return {
    element,
    role: roleOf(element),
    name: nameOf(element),
    description: descriptionOf(element),
    text: squeeze(element.innerText),
    value: "value" in element && element.localName !== "button" ? String(element.value) : null,
    checked: element.getAttribute("aria-checked") ?? ("checked" in element ? String(element.checked) : null),
    disabled: element.matches(":disabled") || element.getAttribute("aria-disabled") === "true",
    focused: element === focused(),
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  };
}

const STATES = ["expanded", "selected", "pressed", "invalid", "busy", "current", "sort"];

function statesOf(element) {
  const states = STATES.filter((state) => element.hasAttribute(`aria-${state}`)).map(
    (state) => `${state}=${element.getAttribute(`aria-${state}`)}`,
  );
  if (element.matches(":disabled, [aria-disabled=true]")) states.push("disabled");
  if (element.checked || element.getAttribute("aria-checked") === "true") states.push("checked");
  if (element === focused()) states.push("focused");
  if (/^(textbox|searchbox|combobox|spinbutton)$/.test(roleOf(element)) && "value" in element) {
    states.push(element.type === "password" ? `${element.value.length} characters` : `value=${JSON.stringify(element.value)}`);
  }
  const description = descriptionOf(element);
  if (description) states.push(`description=${JSON.stringify(description)}`);
  return states;
}

const SILENT = new Set(["generic", "presentation", "rowgroup", "paragraph", "caption"]);
const LEAVES = new Set(["button", "cell", "columnheader", "combobox", "heading", "link", "option", "progressbar"]);

/** The panel as assistive technology is told of it: one line per element, children indented. */
function outline() {
  const root = scope();
  if (!root) return `There is no ${hostSelector} in this page:\n${squeeze(document.body?.innerText)}`;
  const lines = [];
  const walk = (node, depth) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = squeeze(node.data);
      if (text) lines.push(`${"  ".repeat(depth)}${text}`);
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE || /^(style|script|template)$/.test(node.localName)) return;
    if (!exposed(node)) return;
    const role = roleOf(node);
    const silent = SILENT.has(role);
    const states = silent ? [] : statesOf(node);
    if (!silent) {
      const name = nameOf(node);
      const label = name ? ` ${JSON.stringify(name)}` : "";
      lines.push(`${"  ".repeat(depth)}- ${role}${label}${states.length ? ` [${states.join(", ")}]` : ""}`);
      const interesting = node.querySelector("a[href], button, input, select, [role], [tabindex]");
      if (LEAVES.has(role) && !interesting) return;
    }
    for (const child of node.childNodes) walk(child, silent ? depth : depth + 1);
  };
  for (const child of root.childNodes) walk(child, 0);
  return lines.join("\n");
}

/** Where a text is kept: everything a script, an extension or the next person at this machine could read. */
async function placesOf(secret) {
  const inBase64 = btoa(String.fromCharCode(...new TextEncoder().encode(secret))).replace(/=+$/, "");
  const needles = [secret, encodeURIComponent(secret), inBase64, JSON.stringify(secret).slice(1, -1)];
  const root = scope();
  const fields = [...(root?.querySelectorAll("input, textarea, select") ?? [])];
  const databases = (await indexedDB.databases?.()) ?? [];
  const caches = "caches" in window ? await window.caches.keys().catch(() => []) : [];
  const places = {
    "the address": location.href,
    "the history": JSON.stringify(history.state),
    "the title": document.title,
    "localStorage": JSON.stringify({ ...localStorage }),
    "sessionStorage": JSON.stringify({ ...sessionStorage }),
    "a cookie": document.cookie,
    "the names of databases": JSON.stringify(databases),
    "the names of caches": JSON.stringify(caches),
    "the addresses of requests": JSON.stringify(performance.getEntries().map((entry) => entry.name)),
    "the document": document.documentElement.outerHTML,
    "the panel": root?.innerHTML ?? "",
    "a field": JSON.stringify(fields.map((field) => field.value)),
    // The watch keeps every console call and error there.
    "the console": window.name,
  };
  return Object.keys(places).filter((place) => needles.some((needle) => places[place]?.includes(needle)));
}

/** Where in the window its middle is, once it is in view. */
function middleOf(element) {
  element.scrollIntoView({ block: "center", behavior: "instant" });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x: x + width / 2, y: y + height / 2 };
}

const verbs = {
  find: (path) => find(path).map(facts),
  focused: () => (focused() ? facts(focused()) : null),
  options: (select) => [...select.options].map((option) => ({ option, label: squeeze(option.label) })),
  outline,
  // Whether a click in the middle of an element would reach it.
  onTop: (element) => {
    const { x, y } = middleOf(element);
    return element.contains(element.getRootNode().elementFromPoint(x, y));
  },
  middle: middleOf,
  placesOf,
  // Every frame another one, for a while.
  repaint: () => {
    const { style } = document.documentElement;
    let left = 100;
    const next = () => {
      style.opacity = left % 2 ? "0.999" : "";
      if (left-- > 0) setTimeout(next, 20);
    };
    next();
  },
  // As a click or Tab would, with the caret at the end; a field for a day has none.
  focus: (element) => {
    element.focus();
    if (/^(text|search|url|tel|password)$/.test(element.type)) element.setSelectionRange(-1, -1);
  },
  select: (field) => {
    field.focus();
    field.select();
  },
  text: () => squeeze([...(scope()?.children ?? [])].filter(rendered).map((element) => element.innerText).join("\n")),
};

return verbs[verb](...rest);
