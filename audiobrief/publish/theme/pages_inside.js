// Shows the page of an episode inside the library, which goes on playing: one document plays from the
// first press to the last. The address bar, the title and "back" are those of the page, which stands
// alone when it is loaded by its address. Without scripts and from files, links open the page itself:
// browsers let no script read a file's page in a frame.

// `rowAt` gives the row of a page's address, `soundOf` what sounds of a folder; `closed` is called
// after a page was left.
function showPagesInside({ rowAt, soundOf, closed }) {
  const frames = new Map(); // folder -> its page; that of the current episode keeps its sleep timer
  const start = location.href.replace(/#.*/, ""), main = document.querySelector("main");
  let shown = null, opener = null;

  function open(row) {
    if (shown === frames.get(row.f) && shown) return;
    for (const [folder, frame] of frames) {
      frame.hidden = true;
      if (folder === row.f || soundOf(folder).isCurrent) continue;
      frame.remove();
      frames.delete(folder);
    }
    root.classList.remove("over");
    shown = frames.get(row.f) ?? load(row);
    shown.hidden = false;
    if (shown.dataset.loaded) settle(shown);
  }

  function load(row) {
    const frame = Object.assign(document.createElement("iframe"), { className: "page", title: row.t, src: at(row.h) });
    frame.dataset.f = row.f;
    frame.addEventListener("load", () => {
      // a page that its server lets nobody frame, or that is no longer an episode's, is loaded by itself
      let isPage = false;
      try { isPage = Boolean(frame.contentDocument.getElementById("episode")); } catch { /* it is of another site */ }
      if (!isPage) return location.reload();
      frame.dataset.loaded = "yes";
      if (frame === shown) settle(frame);
    });
    frames.set(row.f, frame);
    document.body.append(frame);
    return frame;
  }

  function settle(frame) {
    root.classList.add("reading");
    main.inert = true;
    frame.contentWindow.focus();
    update();
  }

  function close() {
    if (!shown) return;
    shown.hidden = true;
    shown = null;
    main.inert = false;
    root.classList.remove("reading", "over");
    lookAsChosen();
    opener?.focus({ preventScroll: true });
    closed();
  }

  // Where another episode sounds, its bar lies over that of the page.
  function update() {
    if (!shown?.dataset.loaded) return;
    const { isCurrent } = soundOf(shown.dataset.f);
    const isBeside = !isCurrent && !$("player").hidden && (root.classList.contains("over") || root.classList.contains("playing"));
    root.classList.toggle("over", isBeside);
    shown.contentDocument.documentElement.classList.toggle("beside", isBeside);
    document.title = shown.contentDocument.title;
  }

  function followAddress() {
    const row = rowAt(location.href.replace(/#.*/, ""));
    if (row) open(row); else close();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest(".episode h2 a, #now");
    const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || !location.protocol.startsWith("http")) return;
    const row = rowAt(link.href.replace(/#.*/, ""));
    if (!row) return;
    event.preventDefault();
    if (!shown) opener = link;
    history.pushState(null, "", link.href);
    open(row);
  });
  addEventListener("popstate", followAddress);
  // the browser's menu prints the library around the page, which is cut at its frame's edge
  addEventListener("beforeprint", () => {
    if (shown) shown.style.height = shown.contentDocument.documentElement.scrollHeight + "px";
  });
  addEventListener("afterprint", () => { if (shown) shown.style.height = ""; });

  return {
    update,
    isOpen: () => Boolean(shown),
    leave() {
      history.pushState(null, "", start);
      close();
    },
  };
}
