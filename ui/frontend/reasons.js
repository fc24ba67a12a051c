// Why this answer: what was searched, and the ranked results with their scores.

const fact = ({ label, value }) => [element("dt", "muted", label), element("dd", "", value)]

const row = ({ rank, tone, symbol, text, score, share }) => {
  const bar = element("span", "bar")
  bar.style.width = `${share}%`
  return withChildren(element("li", ""),
    element("span", "muted rank", rank),
    withChildren(element("span", `kind tone-${tone}`), icon(symbol)),
    element("span", "text", text),
    withChildren(element("span", "score"), bar, element("span", "value", score)))
}

const build = ({ facts, heading, results }) => [
  withChildren(element("dl", "facts"), ...facts.flatMap(fact)),
  results.length > 0 && element("p", "heading muted", heading),
  results.length > 0 && withChildren(element("ol", "results"), ...results.map(row)),
]

export default component((root, data) => {
  update(root, data, build)
})
