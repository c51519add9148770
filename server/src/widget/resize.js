(() => {
  // By their path: a script that was bundled or made a module doesn't know where it came from.
  const frames = () =>
    [...document.querySelectorAll("iframe")].filter(({ src }) => /^https?:[^?#]*\/widget\//.test(src));
  addEventListener("message", ({ origin, source, data }) => {
    const height = data?.coupDeMain;
    if (!(height > 0 && height < 30000)) return;
    const frame = frames().find((one) => one.contentWindow === source && new URL(one.src).origin === origin);
    if (!frame) return;
    frame.style.height = `${Math.ceil(height)}px`;
    if (data.next && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });
  for (const frame of frames()) frame.contentWindow.postMessage({ coupDeMain: "height" }, "*");
})();
