/* Type-ahead of the village picker: an ARIA 1.2 combobox over [data-picker] with data-suggest-url.
   A form with a hidden field "village" is sent with the code of the chosen one; any other goes to
   its page. data-found ("{n} …") and data-none are said to screen readers. */
const WAIT = 180;

function set(node, attributes) {
  Object.keys(attributes).forEach((name) => node.setAttribute(name, attributes[name]));
  return node;
}

function make(tag, attributes) {
  return set(document.createElement(tag), attributes);
}

document.querySelectorAll("[data-picker]").forEach((form, number) => {
  const input = form.querySelector("input[name=q], input[name=query]");
  const code = form.querySelector("input[type=hidden][name=village]");
  if (!input || !window.fetch) return;
  const id = `picker-${number}-`;
  const list = make("ul", { id, class: "picker__list", role: "listbox", "aria-label": input.labels[0].textContent.trim() });
  const status = make("p", { class: "visually-hidden", role: "status" });
  set(input, { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": id });
  input.parentElement.append(list);
  form.append(status);
  let timer, asked, chosen;

  function open(is) {
    list.hidden = !is;
    chosen = -1;
    input.setAttribute("aria-expanded", is);
    input.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const items = Array.from(list.children);
    chosen = (index + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", i === chosen));
    input.setAttribute("aria-activedescendant", items[chosen].id);
    items[chosen].scrollIntoView({ block: "nearest" });
  }

  function take(item) {
    if (!code) return location.assign(item.dataset.url);
    code.value = item.dataset.code;
    input.value = item.firstChild.textContent;
    form.submit();
  }

  function show(results) {
    list.textContent = "";
    results.forEach((result, i) => {
      const item = make("li", { id: id + i, role: "option", "data-code": result.code, "data-url": result.url });
      const where = make("small", {});
      where.textContent = result.township;
      item.append(result.name, where);
      list.append(item);
    });
    open(results.length > 0);
    const words = form.dataset[results.length ? "found" : "none"] || "";
    status.textContent = words.replace("{n}", results.length);
  }

  async function ask() {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    if (!text) return open(false);
    try {
      const answer = await fetch(`${form.dataset.suggestUrl}?q=${encodeURIComponent(text)}`);
      const found = await answer.json();
      if (text === asked && document.activeElement === input) show(found.results);
    } catch (error) {
      open(false);
    }
  }

  const keys = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen < 0 ? -1 : chosen - 1),
    Escape: () => open(false),
    Enter: () => take(list.children[chosen]),
  };
  input.addEventListener("input", () => {
    if (code) code.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const act = event.isComposing ? null : keys[event.key];
    if (act && event.key === "ArrowDown" && list.children.length && input.value.trim() === asked) list.hidden = false;
    if (!act || list.hidden || (event.key === "Enter" && chosen < 0)) return;
    input.setAttribute("aria-expanded", true);
    event.preventDefault();
    act();
  });
  input.addEventListener("blur", () => open(false));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) take(item);
  });
  open(false);
});
