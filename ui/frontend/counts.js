// What needs attention, as numbers that lead there.

const count = ({ value, number, label, tone, symbol }, choose) => {
  const button = withChildren(element("button", `count tone-${tone}`),
    withChildren(element("span", "number"), icon(symbol), element("strong", "", number)),
    element("span", "", label))
  button.type = "button"
  button.dataset.value = value
  button.addEventListener("click", () => choose(value))
  return withChildren(element("li", ""), button)
}

const build = (choose) => ({ items }) => [
  withChildren(element("ul", "counts"), ...items.map((item) => count(item, choose))),
]

export default component((root, data, send) => {
  root.choose = (value) => send("chosen", value)
  update(root, data, build((value) => root.choose(value)))
})
