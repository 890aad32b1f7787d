// Hands what a platform has added to the address of this page to the panel that waits for it, and to nobody else.

// Before anything else: from here on it is in no history, no referrer and no bookmark.
const query = location.search;
history.replaceState(null, "", location.href.replace(/[?#].*/, ""));

const TOOK = "The panel has what it needs and goes on by itself. You can close this page.";
const NOBODY =
  "No panel in this browser waits for this any more: it was closed or reloaded, or waits for another page. Open the " +
  "connection in the panel to see how it stands, and begin again there if need be. You can close this page.";
const NOTHING = "There is nothing to hand over. Platforms lead here once you signed in there; you can close this page.";

// A panel answers at once. What comes later, from a panel that the browser had put to sleep, still counts.
const PATIENCE = 3000;

const ready = new Promise((done) => document.addEventListener("DOMContentLoaded", done));

function say(text) {
  return ready.then(() => {
    const sentence = document.createElement("p");
    sentence.textContent = text;
    document.getElementById("said").replaceChildren(sentence);
  });
}

// `[id, query]` to all panels of this origin, `[id, true]` from the one whose question it answers. The same is said in
// src/browser/returns.rs.
function handOver() {
  const id = Math.random();
  const channel = new BroadcastChannel("patchbay-oauth");
  const late = setTimeout(() => say(NOBODY), PATIENCE);
  channel.onmessage = ({ data }) => {
    if (data?.[0] !== id || data[1] !== true) return;
    clearTimeout(late);
    channel.close();
    // A browser closes only what a page has opened: https://html.spec.whatwg.org/#script-closable
    say(TOOK).then(() => window.close());
  };
  channel.postMessage([id, query]);
}

if (query) handOver();
else say(NOTHING);
