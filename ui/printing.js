// Figures have the width of the window; on paper they would be cut. So they are scaled to the paper's width first, as
// pictures: to draw them anew would take longer than the browser waits.
export default function () {
  if (window.cxcPrinting) return
  window.cxcPrinting = true
  let held = []
  window.addEventListener("beforeprint", () => {
    const plots = [...document.querySelectorAll(".plot")].filter((plot) => plot._fullLayout && plot.offsetParent)
    const sizes = plots.map((plot) => [plot.clientWidth, plot.clientHeight])
    document.documentElement.classList.add("cxc-printing")
    plots.forEach((plot, at) => {
      const [width, height] = sizes[at]
      const scale = Math.min(plot.parentElement.clientWidth / width, 1)
      for (const element of plot.querySelectorAll(".main-svg, .svg-container, .plot-container")) {
        held.push([element, element.getAttribute("style"), element.getAttribute("width"), element.getAttribute("height")])
        if (element.matches(".main-svg")) element.setAttribute("viewBox", `0 0 ${width} ${height}`)
        if (element.matches(".main-svg")) element.setAttribute("width", width * scale)
        if (element.matches(".main-svg")) element.setAttribute("height", height * scale)
        element.style.width = `${width * scale}px`
        element.style.height = `${height * scale}px`
      }
      held.push([plot, plot.getAttribute("style")])
      plot.style.minHeight = "0"
      plot.style.height = `${height * scale}px`
    })
  })
  window.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("cxc-printing")
    for (const [element, style, width, height] of held) {
      element.removeAttribute("viewBox")
      element.setAttribute("style", style ?? "")
      if (width) element.setAttribute("width", width)
      if (height) element.setAttribute("height", height)
    }
    held = []
  })
}
