/* Save the slip [data-slip] of the page as a picture: <button data-save-slip hidden>.
   It is drawn on the phone; the code goes nowhere. */
const WIDTH = 720;
const MARGIN = 48;

function lines(slip) {
  const rows = [{ text: document.querySelector(".site-mark__name").textContent.trim(), big: false }];
  slip.querySelectorAll("p:not(.seal), dt").forEach((node) => {
    const value = node.tagName === "DT" ? `：${node.nextElementSibling.innerText}` : "";
    rows.push({ text: node.innerText.trim() + value, big: node.classList.contains("slip__code") });
  });
  return rows;
}

function folded(pen, text, width) {
  const rows = [""];
  Array.from(text).forEach((character) => {
    const last = rows.length - 1;
    if (pen.measureText(rows[last] + character).width > width) rows.push(character);
    else rows[last] += character;
  });
  return rows;
}

function draw(slip) {
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d");
  const font = (big) => (big ? "bold 46px monospace" : "30px sans-serif");
  const rows = [];
  lines(slip).forEach((line) => {
    pen.font = font(line.big);
    folded(pen, line.text, WIDTH - 2 * MARGIN).forEach((text) => rows.push({ text, big: line.big }));
  });
  const height = rows.reduce((sum, row) => sum + (row.big ? 84 : 50), 2 * MARGIN);
  canvas.width = WIDTH;
  canvas.height = height;
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, WIDTH, height);
  pen.strokeStyle = pen.fillStyle = "#1b1f24";
  pen.strokeRect(16, 16, WIDTH - 32, height - 32);
  let y = MARGIN;
  rows.forEach((row) => {
    pen.font = font(row.big);
    y += row.big ? 84 : 50;
    pen.fillText(row.text, MARGIN, y - (row.big ? 24 : 12));
  });
  return canvas;
}

document.querySelectorAll("[data-save-slip]").forEach((button) => {
  const slip = document.querySelector("[data-slip]");
  if (!slip || !window.HTMLCanvasElement) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = draw(slip).toDataURL("image/png");
    link.download = `${document.title}.png`;
    link.click();
  });
});
