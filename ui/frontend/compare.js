// Passages side by side, each with its quote marked; above them what they are about.

const passageOf = ({ label, parts, note, badge: status }) => {
  const text = element("p", "passage")
  for (const [words, marked] of parts ?? []) text.append(marked ? element("mark", "", words) : words)
  return withChildren(element("li", ""),
    withChildren(element("p", "from"), element("strong", "", label), status && badge(status)),
    note && element("p", "muted", note), text)
}

// Long passages scroll inside their side, so that what is decided on them stays near.
const column = ({ heading, items, empty }) => {
  const side = element("section", "")
  side.tabIndex = 0
  side.setAttribute("aria-label", heading)
  return withChildren(side, element("p", "heading muted", heading),
    items.length > 0 ? withChildren(element("ul", "passages"), ...items.map(passageOf))
      : element("p", "muted", empty))
}

const build = ({ title, text, badges, notices, columns }) => [
  title && withChildren(element("div", "head"), element("h3", "label", title)),
  text && element("p", "muted", text),
  badges.length > 0 && withChildren(element("p", "standing"), ...badges.map(badge)),
  ...notices.map((notice) => withChildren(element("p", "notice tone-yellow"), icon("info"),
    element("span", "", notice))),
  columns.length > 0 && withChildren(element("div", columns.length > 1 ? "sides two" : "sides"),
    ...columns.map(column)),
]

export default component((root, data) => {
  root.classList.add("wide")
  const changed = update(root, data.content, build)
  root.setAttribute("role", "region")
  root.setAttribute("aria-label", data.content.title || data.content.text || "")
  if (changed && data.reveal) {
    setTimeout(() => root.scrollIntoView({ block: "nearest", behavior: "smooth" }), 150)
  }
})
