// Runs in the measured page before all else. From a press of the mouse it takes the time to the last repaint: the last of
// the message that the script has ended, the page's own state of rest, and Plotly's "plotly_afterplot" of any chart; and
// then the end of the next frame.
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

  // A run so short that the page never shows it as running changes no state that could be observed; the message does.
  const SCRIPT_FINISHED = 6;
  const saysFinished = (data) => {
    const bytes = new Uint8Array(data);
    let at = 0;
    const varint = () => {
      let value = 0;
      for (let factor = 1; ; factor *= 128) {
        const byte = bytes[at++];
        value += (byte & 127) * factor;
        if (byte < 128) return value;
      }
    };
    while (at < bytes.length) {
      const tag = varint();
      if (tag >> 3 === SCRIPT_FINISHED) return true;
      const value = varint();
      if ((tag & 7) === 2) at += value;
      else if ((tag & 7) !== 0) return false;
    }
    return false;
  };

  window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        probe.received = performance.now();
        probe.bytes += data.byteLength;
        if (saysFinished(data)) {
          probe.ended = performance.now();
          mark();
        }
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
