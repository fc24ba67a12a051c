// Facts of one thing: a name, a value, and a mark where the value was not seen at a source.

const fact = ({ label, value, mark }) => [
  element("dt", "muted", label),
  withChildren(element("dd", ""), element("span", "", value), mark && badge(mark)),
]

const build = ({ heading, facts }) => [
  heading && element("p", "heading muted", heading),
  withChildren(element("dl", "facts"), ...facts.flatMap(fact)),
]

export default component((root, data) => {
  update(root, data, build)
})
