// What happens in the page between a cause and what is painted. Runs in the page before the panel does.

window.probe = (() => {
  /** What took how long, under the name that was set before it began. */
  const times = {};
  let name;

  /** Calls back when the next frame has been painted: a message sent while it is prepared arrives behind it. */
  const painted = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(performance.now());
      channel.port2.postMessage(null);
    });

  const measure = (event) => {
    if (!name) return;
    const [under, begun] = [name, event.timeStamp];
    painted((now) => (times[under] ??= []).push(now - begun));
  };
  // Before anything of the panel hears of it.
  for (const cause of ["input", "click", "hashchange"]) addEventListener(cause, measure, { capture: true });

  /** How long the main thread was taken at once, where that was more than 50 ms. */
  const blocked = [];
  new PerformanceObserver((list) => blocked.push(...list.getEntries().map((entry) => entry.duration))).observe({
    type: "longtask",
    buffered: true,
  });

  /** Scrolls from top to bottom and back for some seconds, and says how far the frames were apart. */
  const scroll = (element, seconds) =>
    new Promise((done) => {
      const frames = [];
      const begun = performance.now();
      let last = begun;
      const step = (now) => {
        frames.push(now - last);
        last = now;
        const turn = ((now - begun) / 1000 / seconds) * 2;
        if (turn >= 2) return done(frames.slice(1));
        element.scrollTop = (element.scrollHeight - element.clientHeight) * (turn < 1 ? turn : 2 - turn);
        requestAnimationFrame(step);
      };
      requestAnimationFrame(step);
    });

  return { times, blocked, scroll, under: (what) => (name = what) };
})();
