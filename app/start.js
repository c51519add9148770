// Wakes the islands of a page once the browser has nothing better to do: loads the WebAssembly, then calls,
// for each <leptos-island data-component=ID>, the function ID that the `#[island]` macro exports.
// A file of its own, so that the content security policy needs no inline script.

// What an island was given as children belongs to the page around it: an island left a callback for that on its
// <leptos-children>, to be called before each island inside them.
async function wake(node, islands, children) {
  let inner = children;
  if (node.localName === "leptos-island") {
    const island = islands[node.dataset.component];
    children?.();
    if (island) await island(node);
    else console.warn(`no island ${node.dataset.component}`);
  } else if (node.localName === "leptos-children") {
    inner = node.$$on_hydrate;
  }
  for (const child of [...node.children]) await wake(child, islands, inner);
}

async function start() {
  const islands = await import("./coup-de-main.js");
  await islands.default();
  islands.hydrate();
  await wake(document.body, islands);
  document.documentElement.dataset.live = "";
}

// A link that leads away leads there by itself; that it was followed is said beside it.
function followed(event) {
  const link = event.target.closest?.("a[data-followed]");
  if (link && event.button < 2) navigator.sendBeacon(link.dataset.followed);
}
addEventListener("click", followed);
addEventListener("auxclick", followed);

if (window.requestIdleCallback) requestIdleCallback(start, { timeout: 1000 });
else setTimeout(start);
