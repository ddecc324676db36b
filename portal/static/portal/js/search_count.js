/* Counts a page of results once it is seen, and each result that is opened: [data-ticket][data-count-url]
   with links [data-place]. The ticket is what the page showed; nothing about the reader is sent. */
const results = document.querySelector("[data-ticket]");
if (results && navigator.sendBeacon) {
  const tell = (place) => {
    const body = new URLSearchParams({ ticket: results.dataset.ticket, place });
    navigator.sendBeacon(results.dataset.countUrl, body);
  };
  const seen = () => {
    if (document.hidden) return;
    document.removeEventListener("visibilitychange", seen);
    tell("");
  };
  document.addEventListener("visibilitychange", seen);
  seen();
  results.addEventListener("click", (event) => {
    const link = event.target.closest("[data-place]");
    if (link) tell(link.dataset.place);
  });
}
