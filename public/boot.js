// Starts the panel. The page names its three parts in <link> elements, each with the hash it must have; a
// development build has no hashes and starts the same way.

const script = document.getElementById("patchbay-module");
const wasm = document.getElementById("patchbay-wasm");
const style = document.getElementById("patchbay-style");

async function load({ href, dataset: { integrity } }) {
  // What the hash does not fit, the browser does not hand over, and it does not tell that from a lost connection.
  const response = await fetch(href, { integrity }).catch(() => undefined);
  if (response?.ok) return response;
  const cause = response ? `the server answered ${response.status}` : "it did not arrive, or is not the one that was built";
  throw new Error(`${new URL(href).pathname}: ${cause}`);
}

async function start() {
  const parts = [import(script.href), load(wasm), load(style).then((sheet) => sheet.text())];
  const [panel, module, styles] = await Promise.all(parts);
  await panel.default({ module_or_path: module });
  const host = document.getElementById("patchbay");
  // On the element, so that whoever has the element can take the panel out again.
  host.patchbay = panel.mount(host, true, styles);
}

function explain(error) {
  const message = document.createElement("p");
  message.className = "message";
  message.setAttribute("role", "alert");
  const cause = String(error?.message ?? error).replace(/\.$/, "");
  message.textContent = `The panel could not start: ${cause}. Reload the page; if it stays, tell whoever runs this page.`;
  // Once the panel has taken over, it speaks for itself.
  document.getElementById("loading")?.replaceWith(message);
}

start().then(() => document.getElementById("loading")?.remove(), explain);
