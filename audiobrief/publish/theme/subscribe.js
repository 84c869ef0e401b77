// Buttons that hand the feed to an app for podcasts; without this script its plain link is there.
document.addEventListener("DOMContentLoaded", () => {
  const link = $("feed") ?? document.querySelector(".subscribe a");
  if (!link || !["http:", "https:"].includes(new URL(link.href).protocol)) return;
  const { host, pathname, search, href } = new URL(link.href), bare = host + pathname + search;
  const APPS = [
    ["Apple Podcasts", "podcast://" + bare],
    ["Overcast", "overcast://x-callback-url/add?url=" + encodeURIComponent(href)],
    ["Pocket Casts", "pktc://subscribe/" + bare],
    ["AntennaPod", "antennapod-subscribe://" + bare],
  ];
  const panel = Object.assign(document.createElement("div"), { id: "apps", className: "panel", popover: "auto" });
  panel.lang = $("status").lang;
  panel.dir = "ltr";
  panel.append(Object.assign(document.createElement("h2"), { textContent: t("Subscribe") }));
  for (const [name, address] of APPS) panel.append(Object.assign(document.createElement("a"), { textContent: name, href: address }));
  const copy = Object.assign(document.createElement("button"), { type: "button", textContent: t("Copy the address") });
  copy.addEventListener("click", async () => {
    panel.hidePopover();
    say(await copyText(href) ? t("Link copied") : t("This browser gives no access to its clipboard here."));
  });
  panel.append(copy);
  const open = Object.assign(document.createElement("button"), { type: "button", className: "opens-apps", textContent: t("Subscribe") });
  open.lang = panel.lang;
  open.setAttribute("popovertarget", "apps");
  link.before(open);
  document.querySelector("main").append(panel);
});
