// A state of the whole page: what happened and what to do next, step by step.

const step = ({ text, command }) =>
  withChildren(element("li", ""), element("span", "", text), command && element("code", "", command))

const build = ({ tone, symbol, title, text, steps }) => [
  withChildren(element("div", `outcome tone-${tone}`), icon(symbol),
    withChildren(element("div", ""),
      element("p", "title", title),
      text && element("p", "", text),
      steps.length > 0 && withChildren(element("ol", "steps"), ...steps.map(step)))),
]

export default component((root, data) => {
  root.setAttribute("role", "status")
  update(root, data, build)
})
