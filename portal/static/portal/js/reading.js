/* Ten seconds in view count as one reading: [data-reading=ADDRESS]. Nothing about the reader is sent. */
const read = document.querySelector("[data-reading]");
if (read && navigator.sendBeacon) {
  let seconds = 0;
  const clock = setInterval(() => {
    if (document.hidden) return;
    seconds += 1;
    if (seconds < 10) return;
    clearInterval(clock);
    navigator.sendBeacon(read.dataset.reading);
  }, 1000);
}
