// One Plotly figure that stays in the page: drawn once, then changed in place.
const library = (source) =>
  (window.plotlyLibrary ??= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly)
    const script = document.createElement("script")
    script.src = source
    script.onload = () => resolve(window.Plotly)
    script.onerror = reject
    document.head.append(script)
  }))

const parts = (value) => (value == null ? null : [value].flat().slice(0, 6).map(String))

const ofLabel = (name) => {
  try {
    return parts(JSON.parse(name))
  } catch {
    return null
  }
}

// Where a map is let go after it was moved, Plotly reports a click too.
const isMove = ({ pressed }, event) =>
  Boolean(pressed && event?.clientX !== undefined) &&
  Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 4

const fullScreen = (Plotly, words) => ({
  name: "Full screen",
  title: words.full,
  icon: Plotly.Icons.zoombox,
  click: (plot) => (document.fullscreenElement ? document.exitFullscreen() : plot.parentElement.requestFullscreen()),
})

export default function ({ data, parentElement, setTriggerValue }) {
  const plot = parentElement.querySelector(".plot"), stage = plot.parentElement, bar = parentElement.querySelector(".player")
  plot.tell = (picked) => picked && setTriggerValue("picked", picked)
  plot.setAttribute("aria-label", data.alt)
  plot.about = data.about
  // Months of an axis are words too.
  const shown = `${data.language} ${data.figure}`
  if (plot.shown === shown) return
  plot.shown = shown
  plot.setAttribute("aria-busy", "true")
  const figure = JSON.parse(data.figure)
  const height = figure.layout.height
  const controls = takeControls(figure)
  plot.style.minHeight = `${height}px`
  library(data.library)
    .then(async (Plotly) => {
      if (plot.shown !== shown) return
      // The same buttons for good: new ones would be another configuration, for which Plotly draws anew and forgets the zoom.
      if (plot.language !== data.language) {
        plot.language = data.language
        if (data.locale) Plotly.register(data.locale)
        plot.buttons = [...pictureButtons(Plotly, data.words), fullScreen(Plotly, data.words)]
      }
      const config = { ...JSON.parse(data.config), locale: data.language, modeBarButtonsToAdd: plot.buttons }
      await Plotly.react(plot, { ...figure, config })
      if (plot.shown === shown) setControls(Plotly, plot, bar, figure, controls)
      if (plot.shown === shown) plot.setAttribute("aria-busy", "false")
      plot.fullHeight = height
      if (plot.heard) return
      plot.heard = true
      plot.addEventListener("pointerdown", (event) => (plot.pressed = [event.clientX, event.clientY]), true)
      plot.on("plotly_click", (event) => isMove(plot, event.event) || plot.tell(parts(event.points?.[0]?.customdata)))
      plot.on("plotly_clickannotation", (event) => plot.tell(ofLabel(event.annotation?.name)))
      let width = plot.clientWidth
      new ResizeObserver(() => {
        if (!plot.clientWidth || plot.clientWidth === width || !plot.isConnected) return
        width = plot.clientWidth
        Plotly.Plots.resize(plot)
      }).observe(plot)
      stage.addEventListener("fullscreenchange", () => {
        const isFull = document.fullscreenElement === stage
        stage.style.backgroundColor = isFull ? getComputedStyle(document.body).backgroundColor : ""
        Plotly.relayout(plot, { height: isFull ? window.innerHeight : plot.fullHeight })
      })
    })
    .catch(() => {
      plot.textContent = data.words.failed
    })
}
