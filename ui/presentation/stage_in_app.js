
const plotly = (source) =>
  (window.plotlyLibrary ??= new Promise((resolve, reject) => {
    if (window.Plotly) return resolve(window.Plotly)
    const script = document.createElement("script")
    script.src = source
    script.onload = () => resolve(window.Plotly)
    script.onerror = reject
    document.head.append(script)
  }))

export default function ({ data, parentElement, setTriggerValue }) {
  const root = document.getElementById("root")
  const held = window.clusterxchangeStage
  if (held?.shown === data.talk) return held.cleanUp
  const at = held?.at()
  held?.remove()
  const talk = JSON.parse(data.talk)
  // What lies under the stage is out of reach while it stands.
  root.inert = true
  const close = () => {
    root.inert = false
    window.clusterxchangeStage = null
    setTriggerValue("closed", data.begun)
  }
  const stage = openStage(document.body, talk, {
    plotly: plotly(data.library),
    theme: Object.keys(talk.themes)[0],
    style: [...document.querySelectorAll("style")].map((one) => one.textContent).find((text) => text.includes(".stage-notes")),
    at,
    close,
    move: () => setTriggerValue("moved", Date.now()),
    open: (scene) => window.open(`./${scene.link}`, "_blank"),
  })
  stage.shown = data.talk
  stage.cleanUp = () => {
    if (window.clusterxchangeStage !== stage) return
    root.inert = false
    window.clusterxchangeStage = null
    stage.remove()
  }
  window.clusterxchangeStage = stage
  stage.tellNewer(window.clusterxchangeNewer ?? "")
  return stage.cleanUp
}
