/* Read a text aloud on this phone: <button data-read-aloud="#id" data-stop="…" hidden>.
   Some browsers have no voice; then the button stays hidden. Nothing is sent anywhere. */
const voice = window.speechSynthesis;

function sentences(text) {
  return text.match(/[^。！？；\n]+[。！？；]?/g) || [];
}

document.querySelectorAll("[data-read-aloud]").forEach((button) => {
  const source = document.querySelector(button.dataset.readAloud);
  const label = button.querySelector("[data-label]") || button;
  if (!voice || !window.SpeechSynthesisUtterance || !source) return;
  const words = label.textContent;
  let reading = false;

  function stop() {
    reading = false;
    voice.cancel();
    label.textContent = words;
    button.setAttribute("aria-pressed", "false");
  }

  function start() {
    const parts = sentences(source.innerText);
    reading = parts.length > 0;
    label.textContent = button.dataset.stop;
    button.setAttribute("aria-pressed", "true");
    parts.forEach((part, i) => {
      const speech = new SpeechSynthesisUtterance(part);
      speech.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
      speech.rate = 0.9;
      if (i === parts.length - 1) speech.onend = stop;
      voice.speak(speech);
    });
  }

  button.hidden = false;
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => (reading ? stop() : start()));
  window.addEventListener("pagehide", stop);
});
