// A list of things to choose from: suggested questions, other sources, documents.

const choice = ({ value, number, kind, label, mark, text, badge: status }, choose) => {
  const button = element("button", "choice")
  button.type = "button"
  button.dataset.value = value
  button.addEventListener("click", () => choose(value))
  const line = withChildren(element("span", "line"),
    number && element("span", "number", number),
    kind && withChildren(element("span", `kind tone-${kind.tone}`), icon(kind.symbol)),
    element("span", "label", label), mark && doubt(mark),
    status && badge(status))
  return withChildren(button, line, text && element("span", "text muted", text))
}

const build = (choose) => ({ heading, items }) => [
  heading && element("p", "heading muted", heading),
  withChildren(element("ul", "choices"),
    ...items.map((item) => withChildren(element("li", ""), choice(item, choose)))),
]

export default component((root, data, send) => {
  root.choose = (value) => send("chosen", value)
  update(root, data, build((value) => root.choose(value)))
})
