// Links to the episode, with and without a time, and the code that embeds its player.

// `here` is the window whose address bar shows the page.
function addSharing({ audio, episode, here }) {
  function linkTo(hash) {
    const link = new URL(location.href);
    link.search = "";
    link.hash = hash;
    return link;
  }

  async function copy(text, done, otherwise) {
    if (await copyText(text)) say(done);
    else otherwise();
  }

  function copyAt(hash, done) {
    const link = linkTo(hash);
    return copy(link.href, done, () => {
      here.history.replaceState(null, "", link.hash || location.pathname);
      say(t("The link is in the address bar"));
    });
  }

  function copyEmbed() {
    const frame = document.createElement("iframe");
    const link = linkTo("");
    link.search = "embed";
    Object.assign(frame, { src: link.href, title: t("Listen: {title}", { title: episode.title }), height: "160" });
    frame.setAttribute("width", "100%");
    frame.setAttribute("frameborder", "0");
    return copy(frame.outerHTML, t("Code copied"), () => say(t("This browser gives no access to its clipboard here.")));
  }

  for (const button of document.querySelectorAll("[data-do=share]")) button.hidden = !navigator.share;
  for (const button of document.querySelectorAll("[data-do=copy-embed]")) button.hidden = !location.protocol.startsWith("http");
  return {
    share: () => navigator.share({ title: episode.title, url: linkTo("").href }).catch(() => {}),
    copy: () => copyAt("", t("Link copied")),
    "copy-time": () => copyAt("t=" + Math.floor(audio.currentTime), t("Link at {time} copied", { time: clock(audio.currentTime) })),
    "copy-embed": copyEmbed,
  };
}
