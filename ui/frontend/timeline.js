// A chain of replacements from the oldest document to the newest, one node under another.

const step = ({ value, number, title, dates, badge: status, by, mark, here }, choose) => {
  const name = withChildren(element("button", "name"), element("span", "", number))
  name.type = "button"
  name.addEventListener("click", () => choose(value))
  const node = withChildren(element("li", here ? "here" : ""),
    withChildren(element("div", "line"), here ? element("strong", "name", number) : name,
      badge(status)),
    title && element("p", "title muted", title),
    dates && element("p", "muted", dates),
    by && withChildren(element("p", "by"), icon("south"),
      element("span", "", by), mark && badge(mark)))
  setCurrent(node, here)
  return node
}

const build = (root) => ({ heading, steps }) => [
  element("p", "heading muted", heading),
  withChildren(element("ol", "timeline"),
    ...steps.map((item) => step(item, (value) => root.choose(value)))),
]

export default component((root, data, send) => {
  root.choose = (value) => send("chosen", value)
  update(root, data, build(root))
})
