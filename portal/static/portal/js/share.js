/* Share the page, or copy its address: <button data-share data-copied="…" hidden>. */
function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
  return Promise.resolve();
}

document.querySelectorAll("[data-share]").forEach((button) => {
  const address = location.origin + location.pathname;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      if (navigator.share) await navigator.share({ title: document.title, url: address });
      else {
        await copy(address);
        button.textContent = button.dataset.copied;
      }
    } catch (error) {
      button.focus(); /* the person closed the sheet: nothing to say */
    }
  });
});
