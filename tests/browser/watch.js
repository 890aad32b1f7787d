// Records what no page of the panel may do: break its content security policy, write an error to the console, throw,
// or leave a rejection unhandled. The harness makes it the first script of the page, as an external file, which the
// policy allows.
//
// The record is the window's name: it outlives reloads in every engine, and is no storage that the panel could use.
(() => {
  const keep = (kind, text) => {
    window.name += `${JSON.stringify({ kind, text })}\n`;
  };

  const readable = (value) => {
    if (value instanceof Error) return `${value.name}: ${value.message}`;
    try {
      return typeof value === "object" ? JSON.stringify(value) : String(value);
    } catch {
      return String(value);
    }
  };

  addEventListener("securitypolicyviolation", (event) => {
    const place = event.sourceFile ? ` (${event.sourceFile}:${event.lineNumber})` : "";
    keep("content security policy", `${event.effectiveDirective} refused ${event.blockedURI || "inline"}${place}`);
  });
  addEventListener(
    "error",
    (event) => {
      if (event.target === window) keep("error", `${event.message} (${event.filename}:${event.lineno})`);
      else keep("error", `could not load ${event.target.src ?? event.target.href ?? event.target.localName}`);
    },
    true, // A resource that fails to load does not bubble.
  );
  addEventListener("unhandledrejection", (event) => keep("unhandled rejection", readable(event.reason)));

  for (const level of ["error", "warn", "info", "log", "debug"]) {
    const original = console[level];
    console[level] = (...values) => {
      keep(`console.${level}`, values.map(readable).join(" "));
      original.apply(console, values);
    };
  }
  const { assert } = console;
  console.assert = (holds, ...values) => {
    if (!holds) keep("console.error", `assertion failed: ${values.map(readable).join(" ")}`);
    assert.call(console, holds, ...values);
  };
})();
