// The page that sets up a phone: copies an address.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const address = document.getElementById("adding"), copy = document.getElementById("copy");
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    address.select();
    try {
      await navigator.clipboard.writeText(address.value);
    } catch {
      document.execCommand("copy"); // the clipboard asks for https, and this page may have none
    }
    copy.textContent = "Copied";
  });
});
