// A chart as a picture that can leave the page: its finding over it, filters and source under it.
const PAD = 16

const lines = (text, font, width) => {
  const pen = document.createElement("canvas").getContext("2d")
  pen.font = font
  const found = [""]
  for (const word of text.split(" ")) {
    const longer = found.at(-1) ? `${found.at(-1)} ${word}` : word
    if (pen.measureText(longer).width <= width || !found.at(-1)) found[found.length - 1] = longer
    else found.push(word)
  }
  return found
}

const picture = async (Plotly, plot, about) => {
  const svg = await Plotly.toImage(plot, { format: "svg", width: plot.offsetWidth, height: plot.offsetHeight, imageDataOnly: true })
  const inner = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement
  const style = getComputedStyle(plot)
  const ground = getComputedStyle(document.querySelector('[data-testid="stApp"]') ?? document.body).backgroundColor
  const family = style.fontFamily
  const width = plot.offsetWidth + 2 * PAD
  const name = "http://www.w3.org/2000/svg"
  const outer = document.createElementNS(name, "svg")
  let y = PAD
  const write = (text, size, weight) => {
    for (const line of lines(text, `${weight} ${size}px ${family}`, width - 2 * PAD)) {
      const element = document.createElementNS(name, "text")
      for (const [key, value] of Object.entries({ x: PAD, y: (y += size * 1.3), "font-size": size, "font-weight": weight }))
        element.setAttribute(key, value)
      element.setAttribute("font-family", family)
      element.setAttribute("fill", style.color)
      element.textContent = line
      outer.append(element)
    }
  }
  const back = document.createElementNS(name, "rect")
  back.setAttribute("width", "100%")
  back.setAttribute("height", "100%")
  back.setAttribute("fill", ground)
  outer.append(back)
  write(about.finding, 18, 600)
  inner.setAttribute("x", PAD)
  inner.setAttribute("y", (y += 10))
  outer.append(inner)
  y += plot.offsetHeight
  write(about.sentence, 12, 400)
  write(about.source, 12, 400)
  const height = Math.ceil(y + PAD)
  for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) outer.setAttribute(key, value)
  return { text: new XMLSerializer().serializeToString(outer), width, height }
}

const saveAs = (blob, file) => {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(blob)
  link.download = file
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

const drawn = async ({ text, width, height }) => {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  await image.decode()
  const canvas = document.createElement("canvas")
  canvas.width = width * 2
  canvas.height = height * 2
  const pen = canvas.getContext("2d")
  pen.scale(2, 2)
  pen.drawImage(image, 0, 0, width, height)
  return new Promise((done) => canvas.toBlob(done, "image/png"))
}

const pictureButtons = (Plotly) => [
  {
    name: "PNG",
    title: "Download as PNG",
    icon: Plotly.Icons.camera,
    click: async (plot) => saveAs(await drawn(await picture(Plotly, plot, plot.about)), `${plot.about.file}.png`),
  },
  {
    name: "SVG",
    title: "Download as SVG",
    icon: Plotly.Icons.disk,
    click: async (plot) =>
      saveAs(new Blob([(await picture(Plotly, plot, plot.about)).text], { type: "image/svg+xml" }), `${plot.about.file}.svg`),
  },
]

