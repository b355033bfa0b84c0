// The stage: shows the scenes of a talk one at a time, driven by keys. Needs Plotly, and nothing of a server.
// All texts are put in place as text, never as markup; the words of the stage itself come with the talk.
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "]
const BEFORE = ["ArrowLeft", "ArrowUp", "PageUp"]
const TONES = { ground: "ground", text: "text", muted_text: "muted", grid: "grid", blue: "blue", accent: "accent" }

const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value)
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value)
  element.append(...children.filter((child) => child))
  return element
}

const counted = (count, words) => String(count).replace(/\B(?=(\d{3})+$)/g, words.thousands)

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)

// Rows that have no room are reached by scrolling; the line below the table says which ones are seen.
const tableOf = (table, name, isTold) =>
  make("div", { class: "stage-listing" },
    make("div", { class: "stage-table", tabindex: 0, role: "region", "aria-label": name },
      make("table", {},
        !isTold && make("caption", {}, name),
        make("thead", {}, make("tr", {}, ...table.labels.map((label, at) =>
          make("th", { scope: "col", class: table.is_number[at] && "number" }, label)))),
        make("tbody", {}, ...table.cells.map((row) =>
          make("tr", {}, ...row.map((cell, at) => make("td", { class: table.is_number[at] ? "number" : /^\S{1,12}$/.test(cell) && "short" }, cell))))))),
    make("p", { class: "stage-more", "data-total": table.total, hidden: true }))

const fitRows = (listing, words) => {
  const [region, told] = listing.children
  const rows = [...region.querySelectorAll("tbody tr")], total = Number(told.dataset.total)
  region.style.maxHeight = ""
  if (rows.length >= total && region.scrollHeight <= region.clientHeight + 1) return
  told.hidden = false
  told.textContent = "\u00a0"
  const scale = region.getBoundingClientRect().height / region.offsetHeight || 1
  const edges = (element) => {
    const box = element.getBoundingClientRect(), top = region.getBoundingClientRect().top
    return [(box.top - top) / scale, (box.bottom - top) / scale]
  }
  // No row is cut through its middle.
  const whole = rows.filter((row) => edges(row)[1] <= region.clientHeight + 1).at(-1)
  if (whole && rows.at(-1) !== whole) {
    region.style.maxHeight = `${edges(whole)[1] + region.offsetHeight - region.clientHeight}px`
  }
  const tell = () => {
    const head = edges(region.querySelector("thead th"))[1]
    const seen = rows.flatMap((row, at) => {
      const [top, bottom] = edges(row)
      return top >= head - 4 && bottom <= region.clientHeight + 4 ? [at + 1] : []
    })
    const [first, last] = [seen[0] ?? 1, seen.at(-1) ?? 1]
    told.textContent = filled(first === 1 ? words.first_rows : words.rows,
      { first: counted(first, words), last: counted(last, words), total: counted(total, words) })
  }
  region.onscroll = tell
  tell()
}

// A value that is wider than its tile takes smaller type, and where that would be too small, a second line.
const fitValue = (value) => {
  const share = value.clientWidth / value.scrollWidth
  if (!value.clientWidth || share >= 1) return
  value.style.fontSize = `${Math.max(21 * share - 0.5, 15)}px`
  if (21 * share < 15.5) value.style.whiteSpace = "normal"
}

function openStage(root, talk, settings) {
  const kept = (name, value) => {
    try {
      if (value === undefined) return window.sessionStorage.getItem(name)
      window.sessionStorage.setItem(name, value)
    } catch {
      return null
    }
  }
  const themes = Object.keys(talk.themes)
  const prefersDark = window.matchMedia("(prefers-color-scheme: dark)").matches
  let theme = settings.theme ?? (prefersDark && talk.themes.dark ? "dark" : themes[0])
  let at = 0, showsTables = false, drawn = 0, notes = null, newer = "", library = null
  const started = Date.now(), words = talk.words

  const button = (name, keys, act) =>
    make("button", { type: "button", title: `${name} (${words.key_names[keys] ?? keys})`, "aria-keyshortcuts": keys, onclick: act }, name)
  const headline = make("h1", { class: "stage-headline", tabindex: -1 })
  const sentence = make("p", { class: "stage-sentence" })
  const facts = make("dl", { class: "stage-facts" })
  const body = make("div", { class: "stage-body" })
  const source = make("span", { class: "stage-source" })
  const place = make("span", { class: "stage-place" })
  const progress = make("progress", { max: talk.scenes.length, "aria-label": words.scenes_shown })
  const canvas = make("section", { class: "stage-canvas", "aria-roledescription": words.scene },
    make("header", {}, headline, sentence), facts, body,
    make("footer", {}, source, place), progress)
  const said = make("p", { class: "stage-said", role: "status" })
  const sign = make("button", { type: "button", class: "stage-newer", hidden: true, onclick: () => settings.move?.() })
  const tools = make("nav", { class: "stage-tools", "aria-label": words.presentation },
    button(words.before, "PageUp", () => show(at - 1)), button(words.next, "PageDown", () => show(at + 1)),
    button(words.scenes, "L", () => toggle(list)), button(words.tables, "T", () => tables()),
    button(words.notes, "N", () => openNotes()), themes.length > 1 && button(words.theme, "D", () => paint()),
    button(words.blank, "B", () => blank()), button(words.full, "F", () => full()),
    button(words.keys, "?", () => toggle(help)), settings.close && button(words.back, "Escape", () => leave()), sign)
  const list = make("div", { class: "stage-panel", role: "dialog", "aria-label": words.list_of_scenes, hidden: true },
    make("ol", {}, ...talk.scenes.map((scene, number) =>
      make("li", {}, make("button", { type: "button", onclick: () => (toggle(list, false), show(number)) }, scene.headline)))))
  const help = make("div", { class: "stage-panel", role: "dialog", "aria-label": words.keys, tabindex: -1, hidden: true },
    make("dl", {}, ...words.keys_help.flatMap(([keys, what]) => [make("dt", {}, keys), make("dd", {}, what)])))
  const curtain = make("div", { class: "stage-blank", role: "img", "aria-label": words.blank_screen, hidden: true })
  const frame = make("div", { class: "stage", lang: talk.language, "data-testid": "stage" }, canvas, tools, said, list, help, curtain)
  root.append(frame)

  const fit = () => {
    // A design of fixed width, enlarged to the window: type grows with the screen.
    const scale = Math.min(frame.clientWidth / talk.width, frame.clientHeight / talk.height)
    if (!scale) return
    canvas.style.width = `${talk.width}px`
    canvas.style.height = `${Math.min(frame.clientHeight / scale, talk.height * 1.25)}px`
    canvas.style.transform = `scale(${scale})`
    canvas.style.left = `${(frame.clientWidth - talk.width * scale) / 2}px`
  }

  const figureOf = (chart) => {
    const figure = structuredClone(chart.figures[theme] ?? chart.figures[themes[0]])
    for (const trace of figure.data) if (talk.shapes?.[trace.geojson]) trace.geojson = talk.shapes[trace.geojson]
    return figure
  }

  const drawChart = async (chart, plot, number) => {
    const figure = figureOf(chart)
    const Plotly = await library
    if (talk.locale) Plotly.register(talk.locale)
    if (number !== drawn) return
    figure.layout.height = Math.max(plot.clientHeight, 120)
    figure.layout.width = plot.clientWidth
    // Without the button by which Plotly offers to send a chart to its own cloud.
    figure.config = { displaylogo: false, showSendToCloud: false, modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d"] }
    figure.config.toImageButtonOptions = { scale: 2, filename: `clusterxchange_${chart.name}` }
    if (talk.locale) figure.config.locale = talk.locale.name
    await Plotly.newPlot(plot, figure)
    plot.setAttribute("aria-busy", "false")
  }

  const chartBox = (scene, chart, number, jobs) => {
    const many = scene.charts.length > 1
    if (showsTables)
      return make("div", { class: "stage-chart" }, tableOf(chart.table, chart.finding, chart.finding === scene.headline), make("p", { class: "stage-note" }, chart.note))
    const plot = make("div", { class: "stage-plot", role: "figure", "data-testid": "figure", "data-chart": chart.name,
      "aria-label": chart.alt, "aria-busy": "true" })
    jobs.push(() => drawChart(chart, plot, number))
    // Several figures share the height as on their page; their notes stand with their tables.
    const box = make("div", { class: "stage-chart" }, many && chart.finding !== scene.headline && make("h2", {}, chart.finding),
      plot, !many && chart.note && make("p", { class: "stage-note" }, chart.note))
    box.style.flexGrow = many ? chart.figures[themes[0]].layout.height : 1
    return box
  }

  const counts = () => ({ at: at + 1, total: talk.scenes.length })

  const show = (to, focuses = true) => {
    at = Math.min(Math.max(to, 0), talk.scenes.length - 1)
    const scene = talk.scenes[at], number = ++drawn, jobs = []
    if (!scene) return
    for (const plot of body.querySelectorAll(".stage-plot")) window.Plotly?.purge(plot)
    headline.textContent = scene.headline
    sentence.replaceChildren(...scene.marks.map((mark) => make("strong", { class: "stage-mark" }, mark)), scene.sentence)
    facts.hidden = !scene.facts.length
    facts.replaceChildren(...scene.facts.map(([label, value, context]) =>
      make("div", {}, make("dt", {}, label), make("dd", {}, value), make("dd", { class: "stage-context" }, context))))
    const boxes = scene.columns.map((column) =>
      make("div", { class: "stage-column" }, ...column.map((one) => chartBox(scene, scene.charts[one], number, jobs))))
    if (scene.table) boxes.push(make("div", { class: "stage-column" }, tableOf(scene.table, scene.headline, true)))
    body.replaceChildren(...boxes)
    facts.querySelectorAll("dd:not(.stage-context)").forEach(fitValue)
    const fitAll = () => number === drawn && body.querySelectorAll(".stage-listing").forEach((one) => fitRows(one, words))
    fitAll()
    // Lines of a typeface that comes later are higher or lower.
    document.fonts.ready.then(fitAll)
    source.textContent = scene.source
    place.textContent = `${at + 1} / ${talk.scenes.length}`
    progress.value = at + 1
    canvas.setAttribute("aria-label", filled(words.scene_at, counts()))
    said.textContent = filled(words.said_scene, { ...counts(), headline: scene.headline })
    list.querySelectorAll("button").forEach((one, here) => one.setAttribute("aria-current", here === at))
    kept("stage-at", at)
    if (focuses) headline.focus({ preventScroll: true })
    frame.dataset.at = at
    tellNotes()
    for (const job of jobs) job().catch(() => (body.dataset.failed = "true"))
  }

  const toggle = (panel, open = panel.hidden) => {
    for (const other of [list, help]) other.hidden = true
    panel.hidden = !open
    if (open) (panel.querySelector('[aria-current="true"]') ?? panel.querySelector("button") ?? panel).focus()
    else headline.focus({ preventScroll: true })
  }
  const blank = () => {
    curtain.hidden = !curtain.hidden
    said.textContent = curtain.hidden ? filled(words.at, counts()) : words.blank_screen
  }
  const tables = () => {
    showsTables = !showsTables
    show(at, false)
  }
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : frame.requestFullscreen())
  const paint = (to = themes[(themes.indexOf(theme) + 1) % themes.length], draws = true) => {
    theme = to
    frame.dataset.theme = theme
    for (const [tone, name] of Object.entries(TONES)) frame.style.setProperty(`--stage-${name}`, talk.themes[theme][tone])
    frame.style.colorScheme = theme
    if (draws) show(at, false)
  }

  const openNotes = () => {
    notes = window.open("", "clusterxchange-notes", "popup,width=900,height=640")
    if (!notes) return void (said.textContent = words.window_kept_shut)
    notes.document.title = filled(words.notes_of, { title: talk.title })
    const style = notes.document.createElement("style")
    style.textContent = settings.style ?? [...document.querySelectorAll("style")].map((one) => one.textContent).join("\n")
    notes.document.head.replaceChildren(style)
    notes.document.documentElement.lang = talk.language
    notes.document.body.className = "stage-notes"
    notes.addEventListener("keydown", heard)
    tellNotes()
  }
  const tellNotes = () => {
    if (!notes || notes.closed) return
    const scene = talk.scenes[at], next = talk.scenes[at + 1]
    notes.document.body.replaceChildren(
      make("p", { class: "stage-place" }, filled(words.place, { ...counts(), minutes: Math.floor((Date.now() - started) / 60000) })),
      make("h1", {}, scene.headline),
      make("p", { class: "stage-words" }, scene.notes || words.no_notes),
      make("h2", {}, next ? filled(words.next_scene, { headline: next.headline }) : words.last_scene),
      next?.notes ? make("p", { class: "stage-coming" }, next.notes) : "")
  }

  const leave = () => {
    if (!settings.close) return
    // The next talk starts at its first scene; only a reload keeps the place.
    kept("stage-at", 0)
    remove()
    settings.close()
  }

  const heard = (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.isComposing || event.target?.closest?.("input, textarea, select"))
      return
    const onButton = event.target?.closest?.("button, a, .stage-table")
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const inList = !list.hidden && ["ArrowDown", "ArrowUp"].includes(key)
    const acts = {
      l: () => toggle(list), b: blank, ".": blank, t: tables, n: openNotes, f: full, "?": () => toggle(help),
      d: () => themes.length > 1 && paint(), Home: () => show(0), End: () => show(talk.scenes.length - 1),
      o: () => settings.open?.(talk.scenes[at]), u: () => newer && settings.move?.(),
      Escape: () => (!curtain.hidden ? blank() : !list.hidden ? toggle(list, false) : !help.hidden ? toggle(help, false) : leave()),
    }
    for (const one of NEXT) acts[one] = () => show(at + 1)
    for (const one of BEFORE) acts[one] = () => show(at - 1)
    if (inList) {
      const all = [...list.querySelectorAll("button")]
      const here = all.indexOf(document.activeElement)
      acts[key] = () => all[Math.min(Math.max(here + (key === "ArrowDown" ? 1 : -1), 0), all.length - 1)].focus()
    }
    // A button that has the focus takes Space; a table scrolls by its arrows.
    if (!acts[key] || (onButton && (key === " " || (onButton.matches(".stage-table") && /Arrow(Up|Down)|Page/.test(key))))) return
    event.preventDefault()
    event.stopImmediatePropagation()
    acts[key]()
  }

  const resized = new ResizeObserver(() => {
    fit()
    clearTimeout(frame.waiting)
    frame.waiting = setTimeout(() => show(at, false), 120)
  })
  const remove = () => {
    watched.disconnect()
    resized.disconnect()
    clearTimeout(frame.waiting)
    window.removeEventListener("keydown", heard, true)
    notes?.close()
    frame.remove()
  }
  window.addEventListener("keydown", heard, true)
  library = settings.plotly
  paint(theme, false)
  fit()
  show(settings.at ?? Number(kept("stage-at") ?? 0))
  let first = true
  const watched = new ResizeObserver(() => (first ? (first = false) : resized.observe(frame)))
  watched.observe(frame)
  return {
    remove,
    at: () => at,
    tellNewer: (said) => {
      newer = said
      sign.hidden = !said
      sign.textContent = said ? filled(words.newer, { words: said }) : ""
    },
  }
}
