// Runs in the measured page before all else. From a click it takes the time to the last repaint: the last of "the script
// has ended" and Plotly's own "plotly_afterplot" of any chart, and then the end of the next frame.
(() => {
  const probe = { armed: false, start: null, sent: null, received: null, ended: null, painted: null, drawn: 0, bytes: 0, last: 0 };
  window.benchProbe = probe;

  const frame = new MessageChannel();
  frame.port1.onmessage = () => { probe.painted = performance.now(); };
  const mark = () => {
    probe.last = performance.now();
    // A message posted from within a frame is handled after that frame has been rendered.
    requestAnimationFrame(() => frame.port2.postMessage(null));
  };

  window.addEventListener("pointerdown", (event) => {
    if (!probe.armed) return;
    Object.assign(probe, { armed: false, start: event.timeStamp, sent: null, received: null, ended: null, painted: null, drawn: 0, bytes: 0 });
  }, true);

  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        probe.received = performance.now();
        probe.bytes += data.byteLength ?? data.size ?? data.length;
      });
    }

    send(data) {
      if (probe.start !== null && probe.sent === null) probe.sent = performance.now();
      super.send(data);
    }
  };

  const heard = new WeakSet();
  const look = () => {
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
      if (!chart.on || heard.has(chart)) continue;
      heard.add(chart);
      chart.on("plotly_afterplot", () => { probe.drawn += 1; mark(); });
      mark();
    }
  };
  let state = "";
  const watch = () => {
    look();
    const now = document.querySelector("[data-test-script-state]")?.getAttribute("data-test-script-state") ?? "";
    if (now !== state) {
      state = now;
      probe.state = now;
      if (now === "notRunning") probe.ended = performance.now();
      mark();
    }
  };
  new MutationObserver(watch).observe(document, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state", "class"],
  });

  // Resolves once the script has ended and nothing was drawn for `quiet` milliseconds.
  probe.settled = (quiet, longest) => new Promise((resolve, reject) => {
    const begun = performance.now();
    const timer = setInterval(() => {
      const now = performance.now();
      if (probe.ended !== null && probe.painted !== null && probe.state === "notRunning" && now - probe.last >= quiet) {
        clearInterval(timer);
        const { start, sent, received, ended, painted, drawn, bytes } = probe;
        resolve({ start, sent, received, ended, painted, drawn, bytes });
      } else if (now - begun > longest) {
        clearInterval(timer);
        reject(new Error(`not settled: ${JSON.stringify(probe)}`));
      }
    }, 25);
  });
})();
