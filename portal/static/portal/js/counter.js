/* How many characters are left: a .field[data-counter=LIMIT] around a textarea. */
document.querySelectorAll("[data-counter]").forEach((field) => {
  const area = field.querySelector("textarea");
  const note = field.querySelector(".field__count");
  if (!area || !note) return;
  const limit = Number(field.dataset.counter);
  area.removeAttribute("maxlength"); /* a pasted text is kept whole; the server says what is too long */
  function count() {
    const left = limit - area.value.length;
    const words = left < 0 ? note.dataset.over : note.dataset.left;
    note.textContent = words.replace("{n}", Math.abs(left));
    note.hidden = left > limit / 2;
  }
  area.addEventListener("input", count);
  count();
});
