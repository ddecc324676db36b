/* Type-ahead for the village picker: [data-picker] with data-suggest-url. Without it the form searches.
   A form with a hidden field "village" is sent with the code of the chosen one; any other goes to its page. */
const WAIT = 180;

function option(form, result, index) {
  const item = document.createElement("li");
  item.id = `${form.pickerId}-${index}`;
  item.setAttribute("role", "option");
  item.dataset.url = result.url;
  item.dataset.code = result.code;
  item.append(result.name);
  const where = document.createElement("small");
  where.textContent = result.township;
  item.append(where);
  return item;
}

function setUp(form, number) {
  const input = form.querySelector("input[name=q], input[name=query]");
  const code = form.querySelector("input[type=hidden][name=village]");
  if (!input || !window.fetch) return;
  form.pickerId = `picker-${number}`;
  const list = document.createElement("ul");
  list.className = "picker__list";
  list.id = `${form.pickerId}-list`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels && input.labels[0] ? input.labels[0].textContent.trim() : input.placeholder);
  input.parentElement.append(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";
  let timer = 0;
  let asked = "";
  let chosen = -1;

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const items = Array.from(list.children);
    chosen = (index + items.length) % items.length;
    items.forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
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
    results.forEach((result, i) => list.append(option(form, result, i)));
    if (!results.length) return close();
    chosen = -1;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  }

  async function ask() {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    if (!text) return close();
    try {
      const answer = await fetch(`${form.dataset.suggestUrl}?q=${encodeURIComponent(text)}`);
      const found = await answer.json();
      if (text === asked && document.activeElement === input) show(found.results);
    } catch (error) {
      close();
    }
  }

  input.addEventListener("input", () => {
    if (code) code.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? -1 : chosen - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("li");
    if (item) take(item);
  });
}

document.querySelectorAll("[data-picker]").forEach(setUp);
