(() => {
  const portal = new URL(document.currentScript.src).origin;
  const frames = () => [...document.querySelectorAll("iframe")];
  addEventListener("message", ({ origin, source, data }) => {
    const height = data?.coupDeMain;
    if (origin !== portal || !(height > 0 && height < 30000)) return;
    const frame = frames().find((one) => one.contentWindow === source);
    if (!frame) return;
    frame.style.height = `${Math.ceil(height)}px`;
    if (data.next && frame.getBoundingClientRect().top < 0) frame.scrollIntoView();
  });
  for (const frame of frames()) {
    if (frame.src.startsWith(`${portal}/`)) frame.contentWindow.postMessage({ coupDeMain: "height" }, "*");
  }
})();
