/* Leave at once: <button data-quick-leave> in the form that closes the case. The page goes dark before the
   server has answered, and the case's page is replaced in the history. Esc three times does the same. */
document.querySelectorAll("[data-quick-leave]").forEach((button) => {
  const form = button.form;
  let presses = 0;

  async function leave(event) {
    if (event) event.preventDefault();
    const body = new FormData(form);
    body.append(button.name, button.value);
    document.body.hidden = true;
    try {
      await fetch(form.action, { method: "POST", body, keepalive: true });
    } finally {
      location.replace("/");
    }
  }

  button.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    presses = event.key === "Escape" ? presses + 1 : 0;
    if (presses === 3) leave();
  });
});
