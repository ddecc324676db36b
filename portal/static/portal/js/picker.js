/* Type-ahead of the village picker and the search box: an ARIA 1.2 combobox over [data-picker] with
   data-suggest-url. A form with a hidden field "village" is sent with the code of the chosen one;
   any other goes to its page. data-found ("{n} …") and data-none are said to screen readers.
   While pinyin is being turned into characters the keys belong to the input method: nothing is
   asked before it has ended. Without a network there are no suggestions, and no complaint. */
const WAIT = 180;
const CARET_KEYS = ["ArrowLeft", "ArrowRight", "Home", "End"];

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
  if (!input || !window.fetch || !window.AbortController) return;
  const id = `picker-${number}-`;
  const list = make("ul", { id, class: "picker__list", role: "listbox", "aria-label": input.labels[0].textContent.trim() });
  const status = make("p", { class: "visually-hidden", role: "status" });
  set(input, { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": id });
  input.parentElement.append(list);
  form.append(status);
  let timer, asked, request, isComposing;
  let chosen = -1;

  function mark(index) {
    chosen = index;
    Array.from(list.children).forEach((item, i) => item.setAttribute("aria-selected", i === chosen));
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[chosen].id);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  }

  function open(is) {
    list.hidden = !is;
    input.setAttribute("aria-expanded", is);
    mark(-1);
  }

  function clear() {
    list.textContent = status.textContent = "";
    open(false);
  }

  function choose(index) {
    const count = list.children.length;
    mark((index + count) % count);
  }

  function take(item) {
    open(false); // who comes back finds the page as it was
    if (!code) return location.assign(item.dataset.url);
    code.value = item.dataset.code;
    input.value = item.firstChild.textContent;
    form.submit();
  }

  function show(results) {
    list.textContent = "";
    results.forEach((result, i) => {
      const item = make("li", { id: id + i, role: "option", "data-code": result.code, "data-url": result.url });
      const beside = make("small", {});
      beside.textContent = result.beside || result.township;
      item.append(result.name, " ", beside);
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
    if (request) request.abort();
    request = new AbortController();
    if (!text) return clear();
    try {
      const address = `${form.dataset.suggestUrl}?q=${encodeURIComponent(text)}`;
      const answer = await fetch(address, { signal: request.signal });
      const found = await answer.json();
      if (text === asked && !isComposing && document.activeElement === input) show(found.results);
    } catch (error) {
      if (text !== asked) return;
      asked = null;
      clear();
    }
  }

  function askSoon() {
    clearTimeout(timer);
    if (!isComposing) timer = setTimeout(ask, WAIT);
  }

  const keys = {
    ArrowDown: () => choose(chosen + 1),
    ArrowUp: () => choose(chosen < 0 ? -1 : chosen - 1),
    Escape: () => open(false),
    Enter: () => take(list.children[chosen]),
  };
  input.addEventListener("input", () => {
    if (code) code.value = "";
    askSoon();
  });
  input.addEventListener("compositionstart", () => {
    isComposing = true;
    asked = null;
    clearTimeout(timer);
    open(false);
  });
  input.addEventListener("compositionend", () => {
    isComposing = false;
    askSoon();
  });
  input.addEventListener("keydown", (event) => {
    if (CARET_KEYS.includes(event.key)) mark(-1);
    const act = isComposing || event.keyCode === 229 ? null : keys[event.key]; // 229: Safari's last one
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
