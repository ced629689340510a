"use strict";
(() => {
  const PRINTED = 660; // pixels that fit between the margins of A4
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const figures = [...document.querySelectorAll("[data-drawing]")].map((place) => {
    const drawing = JSON.parse(document.getElementById(place.dataset.drawing).textContent);
    return { place, ...drawing };
  });

  function shaded(figure, dark) {
    const drawing = structuredClone(figure.light);
    for (const [way, value] of dark ? figure.dark : []) {
      const last = way[way.length - 1];
      way.slice(0, -1).reduce((inner, step) => inner[step], drawing)[last] = value;
    }
    return drawing;
  }

  function draw(figure, dark, size) {
    const { data, layout } = shaded(figure, dark);
    return Plotly.react(figure.place, data, { ...layout, ...size }, figure.config);
  }

  function drawAll() {
    for (const figure of figures) draw(figure, isDark.matches, { autosize: true });
  }

  const opened = [];

  function prepareForPaper() {
    for (const closed of document.querySelectorAll("details:not([open])")) {
      closed.open = true;
      opened.push(closed);
    }
    for (const figure of figures) draw(figure, false, { autosize: false, width: PRINTED });
  }

  function returnToScreen() {
    for (const details of opened.splice(0)) details.open = false;
    drawAll();
  }

  async function load(library) {
    const packed = Uint8Array.from(atob(library.textContent), (sign) => sign.charCodeAt(0));
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const script = document.createElement("script");
    script.textContent = await new Response(unpacked).text();
    document.head.append(script);
  }

  // A browser too old to unpack the library leaves the words that stand in each figure's place.
  load(document.getElementById("library")).then(() => {
    for (const { place } of figures) place.replaceChildren();
    drawAll();
    isDark.addEventListener("change", drawAll);
    addEventListener("beforeprint", prepareForPaper);
    addEventListener("afterprint", returnToScreen);
  });
})();
