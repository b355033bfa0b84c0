// Plays the frames of a figure with native controls: those that Plotly draws cannot be reached by keyboard. The steps and
// the pace are those of the figure's own slider and button, whose place they take.
const MOST_LABELS = 12
const STILL = { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } }

const spoken = (html) => new DOMParser().parseFromString((html ?? "").replaceAll("<br>", ", "), "text/html").body.textContent

/* Names a button; `sign` alone, or with `sign` before the name, is what it shows. */
const called = (made, words, sign, isShown = true) => {
  made.textContent = isShown ? sign + words : sign
  made.title = words
  made.setAttribute("aria-label", words)
}

const button = (bar, onPress) => {
  const made = document.createElement("button")
  made.type = "button"
  made.addEventListener("click", onPress)
  bar.append(made)
  return made
}

const withControls = (bar) => {
  const player = { bar, at: 0, steps: [], words: {} }
  const move = (at) => {
    pause()
    player.show(at)
  }
  const pause = () => {
    clearTimeout(player.timer)
    player.timer = null
    called(player.play, player.words.play, "▶ ")
  }
  const next = async () => {
    const last = player.steps.length - 1
    if (!player.timer || player.at >= last || !bar.isConnected) return pause()
    await player.show(player.at + 1)
    if (player.timer) player.timer = setTimeout(next, player.pace())
  }
  const toggle = () => {
    if (player.timer) return pause()
    called(player.play, player.words.pause, "❚❚ ")
    // From the end it starts anew.
    const start = player.at >= player.steps.length - 1 ? 0 : player.at + 1
    player.timer = setTimeout(next, player.pace())
    player.show(start)
  }
  bar.setAttribute("role", "group")
  player.pause = pause
  player.play = button(bar, toggle)
  player.back = button(bar, () => move(player.at - 1))
  player.forth = button(bar, () => move(player.at + 1))
  const track = document.createElement("div")
  player.range = document.createElement("input")
  Object.assign(player.range, { type: "range", min: 0, step: 1 })
  player.range.addEventListener("input", () => move(Number(player.range.value)))
  player.labels = document.createElement("div")
  player.labels.setAttribute("aria-hidden", "true")
  track.append(player.range, player.labels)
  bar.append(track)
  return player
}

/* The words of the figure, in the reader's language. */
const writeWords = (player) => {
  player.bar.setAttribute("aria-label", player.words.player)
  player.range.setAttribute("aria-label", player.words.month)
  called(player.back, player.words.back, "◀", false)
  called(player.forth, player.words.forth, "▶▏", false)
}

const writeLabels = (player) => {
  const every = Math.ceil(player.steps.length / MOST_LABELS)
  player.labels.replaceChildren(
    ...player.steps.flatMap((step, at) => {
      if (at % every) return []
      const label = document.createElement("span")
      label.textContent = step.label
      label.style.left = `${(100 * at) / (player.steps.length - 1)}%`
      return [label]
    }),
  )
}

/* Takes Plotly's own controls out of the figure; returns what they do, or null for a figure that has none. */
const takeControls = (figure) => {
  const [slider] = figure.layout.sliders ?? []
  const [menu] = figure.layout.updatemenus ?? []
  delete figure.layout.sliders
  delete figure.layout.updatemenus
  if (!slider || !menu) return null
  return { steps: slider.steps, pace: menu.buttons[0].args[1].frame.duration, words: figure.layout.meta }
}

/* Puts the controls under the figure as it is now drawn, at the month that they showed before, if it still has it. */
const setControls = (Plotly, plot, bar, figure, controls) => {
  bar.hidden = !controls
  if (!controls) return bar.player?.pause()
  const player = (bar.player ??= withControls(bar))
  const before = player.steps[player.at]?.args[0][0]
  const wasLast = player.at === player.steps.length - 1
  player.words = controls.words
  writeWords(player)
  player.pause()
  player.steps = controls.steps
  // Nothing glides; for a reader who asked for less motion each picture stands twice as long.
  player.pace = () => controls.pace * (matchMedia("(prefers-reduced-motion: reduce)").matches ? 2 : 1)
  const last = controls.steps.length - 1
  const told = (at) => spoken(figure.frames[at]?.layout?.annotations?.[0]?.text)
  const set = (at) => {
    player.at = at
    player.range.max = last
    player.range.value = at
    player.range.setAttribute("aria-valuetext", told(at))
    player.back.disabled = at === 0
    player.forth.disabled = at === last
  }
  player.show = (at) => {
    set(Math.min(Math.max(at, 0), last))
    return Plotly.animate(plot, controls.steps[player.at].args[0], STILL).catch(() => {})
  }
  writeLabels(player)
  const kept = wasLast ? -1 : controls.steps.findIndex((step) => step.args[0][0] === before)
  set(last)
  if (kept >= 0) player.show(kept)
}
