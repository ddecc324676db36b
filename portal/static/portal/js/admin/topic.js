/* A link to a new page may name its topic: ?topic=KEY is chosen when the form opens. */
const wanted = new URLSearchParams(location.search).get("topic");
const field = document.querySelector("#id_topic");
if (wanted && field && !field.value) {
  field.value = wanted;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
