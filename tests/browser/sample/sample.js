// A page with a little of everything that the harness must find, and everything it must complain of.

const root = document.querySelector("#patchbay").attachShadow({ mode: "open" });

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  :host { display: block; color-scheme: light dark; font: 16px sans-serif; color: light-dark(#111, #eee);
    background: light-dark(#fff, #111); padding: 8px; }
  button, input, select, a { display: inline-block; min-width: 24px; min-height: 24px; }
  .gone { display: none; }
  .pale-when-dark { color: light-dark(#111, #333); }
`);
root.adoptedStyleSheets = [sheet];

root.innerHTML = `
  <h1>Sample</h1>
  <p class="gone">Not to be seen <button>Edit tags</button></p>
  <label for="search">Search connections</label> <input id="search" type="search">
  <section aria-label="Pica live">
    <div role="alert">The key was refused</div>
    <label for="key">API key for Pica live</label> <input id="key" type="password" autocomplete="off">
    <button>Use key</button> <button disabled>Forget key</button>
  </section>
  <div role="group" aria-label="Filters">
    <button id="state" aria-expanded="false">State</button>
    <div role="listbox" aria-label="States" hidden><div role="option" aria-selected="true">Failed</div></div>
  </div>
  <table>
    <caption>Connections</caption>
    <thead>
      <tr><td><input type="checkbox" aria-label="Select all on this page"></td>
        <th aria-sort="ascending"><button>Name</button></th><th>State</th><th>Tags</th></tr>
    </thead>
    <tbody>
      <tr><td><input type="checkbox" aria-label="Select Nordwind billing"></td>
        <th scope="row"><a href="#/c/pica/nordwind">Nordwind <b>billing</b></a></th><td>Failed</td><td>eu, gold</td></tr>
      <tr><td><input type="checkbox" aria-label="Select Contoso"></td>
        <th scope="row"><a href="#/c/pica/contoso">Contoso</a></th><td>Operational</td><td></td></tr>
    </tbody>
  </table>
  <nav aria-label="Pagination">
    <label>Rows per page <select><option>20</option><option>50</option></select></label>
    <button>Next page</button>
  </nav>
  <aside aria-label="Connection"><h2>Nordwind billing</h2> <button id="edit">Edit tags</button></aside>
  <div role="status">2 connections</div>
  <dialog aria-labelledby="title">
    <h2 id="title">Edit tags</h2>
    <label>Tags <input role="combobox" aria-expanded="false" aria-controls="tags" aria-describedby="why"></label>
    <p id="why"></p>
    <div id="tags" role="listbox" aria-label="Known tags"><div role="option">gold</div></div>
    <button id="save">Save</button> <button id="cancel">Cancel</button>
  </dialog>
`;

const one = (selector) => root.querySelector(selector);
const say = (text) => (one("[role=status]").textContent = text);

one("#state").onclick = () => {
  const open = one("#state").getAttribute("aria-expanded") === "true";
  one("#state").setAttribute("aria-expanded", String(!open));
  one("#state").nextElementSibling.hidden = open;
};
one("select").onchange = () => say(`${one("select").value} rows per page`);
one("#search").oninput = () => say(`Looking for ${one("#search").value}`);
one("#edit").onclick = () => one("dialog").showModal();
one("#cancel").onclick = () => one("dialog").close();
one("#save").onclick = () => {
  const tags = one("[role=combobox]");
  const refused = tags.value.includes("!");
  tags.setAttribute("aria-invalid", String(refused));
  one("#why").textContent = refused ? "No exclamation marks" : "";
  if (refused) return;
  // As an answer would: not at once.
  setTimeout(() => {
    one("dialog").close();
    say(`Saved ${tags.value}`);
  }, 50);
};

addEventListener("online", () => say("Online"));
addEventListener("offline", () => say("Offline"));

// What a page may not do, for the address that asks for it.
const misdeeds = {
  "#inline-style": () => {
    const text = document.createElement("p");
    text.setAttribute("style", "color: red");
    root.append(text);
  },
  "#console-error": () => console.error("all is lost"),
  "#error": () => setTimeout(() => { throw new Error("thrown away"); }),
  "#rejection": () => void Promise.reject(new Error("turned down")),
  "#forbidden-request": () => fetch("https://elsewhere.example/").catch(() => {}),
  "#refused-request": () => fetch("/no-such-thing").catch(() => {}),
  "#nameless-button": () => root.append(document.createElement("button")),
  "#pale-when-dark": () => {
    const text = document.createElement("p");
    text.className = "pale-when-dark";
    text.textContent = "Hard to read at night";
    root.append(text);
  },
  "#another-panel": () => {
    document.querySelector("#elsewhere").attachShadow({ mode: "open" }).innerHTML = "<button>Another</button>";
  },
};
misdeeds[location.hash]?.();
