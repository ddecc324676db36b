/* Read a text aloud on this phone: <button data-read-aloud="#id" data-stop="…" hidden> with its words in
   [data-label]. Some browsers have no voice; then the button stays hidden. Nothing is sent anywhere. */
const voice = window.speechSynthesis;

function sentences(text) {
  return text.match(/[^。！？；\n]+[。！？；]?/g) || [];
}

document.querySelectorAll("button[data-read-aloud]").forEach((button) => {
  const source = document.querySelector(button.dataset.readAloud);
  const label = button.querySelector("[data-label]") || button;
  if (!voice || !window.SpeechSynthesisUtterance || !source) return;
  const words = label.textContent;
  let reading = false;

  function stop() {
    reading = false;
    voice.cancel();
    label.textContent = words;
  }

  function start() {
    const text = source.innerText.replace(button.parentElement.innerText, "");
    const parts = sentences(text);
    reading = parts.length > 0;
    label.textContent = button.dataset.stop;
    parts.forEach((part, i) => {
      const speech = new SpeechSynthesisUtterance(part);
      speech.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
      speech.rate = 0.9;
      if (i === parts.length - 1) speech.onend = stop;
      voice.speak(speech);
    });
  }

  button.hidden = false;
  button.addEventListener("click", () => (reading ? stop() : start()));
  window.addEventListener("pagehide", () => voice.cancel());
});
