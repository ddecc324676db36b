/* Read a text aloud on this phone: [data-read-aloud] with a hidden <button data-read-aloud-button
   data-stop="…"> in it. Some browsers have no voice; then the button stays hidden. Nothing is sent anywhere. */
const voice = window.speechSynthesis;

function sentences(text) {
  return text.match(/[^。！？；\n]+[。！？；]?/g) || [];
}

document.querySelectorAll("[data-read-aloud]").forEach((source) => {
  const button = source.querySelector("[data-read-aloud-button]");
  if (!button || !voice || !window.SpeechSynthesisUtterance) return;
  const words = button.textContent;
  let reading = false;

  function stop() {
    reading = false;
    voice.cancel();
    button.textContent = words;
  }

  function start() {
    const parts = sentences(source.innerText.replace(words, ""));
    reading = parts.length > 0;
    button.textContent = button.dataset.stop || words;
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
