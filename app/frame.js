// In a widget's page: tells the page around the frame how tall it is, whenever that changes, and whoever asks.
// Nothing but the height is ever told, so it may be told to any page. A classic script, unlike start.js: modules
// aren't loaded in a frame that was given an origin of its own (<iframe sandbox="allow-scripts">).
(() => {
  if (parent === self) return;
  const { body } = document;
  const came = document.referrer.startsWith(`${location.origin}/`);
  // WordPress shows pasted links in such a frame, with a secret by which the frame may ask for its height and for
  // links to be opened around it.
  const secret = /secret=(\w+)/.exec(location.hash)?.[1];
  const tell = (message) => parent.postMessage(message, "*");
  let height = 0;

  const say = (next) => {
    height = body.getBoundingClientRect().height;
    tell({ coupDeMain: height, next });
    if (secret) tell({ message: "height", value: Math.ceil(height), secret });
  };
  say(came);
  new ResizeObserver(() => {
    if (body.getBoundingClientRect().height !== height) say(false);
  }).observe(body);
  addEventListener("message", ({ source, data }) => {
    if (source === parent && data?.coupDeMain === "height") say(false);
  });

  // A frame from elsewhere doesn't get the focus by itself, but after a form of its own it has it already.
  document.querySelector("[autofocus]")?.focus();

  if (secret) {
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (!link || self.origin !== "null") return;
      event.preventDefault();
      const { origin, pathname } = new URL(link.href);
      tell({ message: "link", value: origin + pathname.replace("/widget/", "/"), secret });
    });
  }
})();
