// Plotly alone in a page: draws the figures of one view, then those of the next, and times the change as probe.js does.
(() => {
  const config = { displaylogo: false, responsive: false };

  window.benchBare = {
    async show(figures) {
      document.body.replaceChildren();
      this.places = figures.map(({ width, height }) => {
        const place = document.createElement("div");
        Object.assign(place.style, { width: `${width}px`, height: `${height}px` });
        document.body.append(place);
        return place;
      });
      await Promise.all(figures.map(({ data, layout }, at) => Plotly.newPlot(this.places[at], data, layout, config)));
    },

    // `figures` has null for a figure that stays as it is. Resolves to milliseconds.
    async change(figures) {
      const start = performance.now();
      await Promise.all(figures.map((figure, at) => figure && new Promise((resolve) => {
        this.places[at].once("plotly_afterplot", resolve);
        Plotly.react(this.places[at], figure.data, figure.layout, config);
      })));
      return new Promise((resolve) => {
        const frame = new MessageChannel();
        frame.port1.onmessage = () => resolve(performance.now() - start);
        requestAnimationFrame(() => frame.port2.postMessage(null));
      });
    },
  };
})();
