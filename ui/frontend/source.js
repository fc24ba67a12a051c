// The head of a pane: which source it is, whether it is in force, what to do with it.

const build = (content) => {
  if (!content) return []
  const head = withChildren(element("div", "head"),
    content.n !== null && element("span", "number", `[${content.n}]`),
    element("h3", "label", content.label))
  const facts = withChildren(element("p", "standing"),
    withChildren(element("span", `kind tone-${content.kind.tone}`),
      icon(content.kind.symbol), element("span", "", content.kind.label)),
    content.badge && badge(content.badge),
    ...content.facts.map((text) => element("span", "muted", text)))
  return [
    head,
    content.document && element("p", "document muted", content.document),
    facts,
    content.notice && withChildren(element("p", "notice tone-yellow"),
      icon("info"), element("span", "", content.notice)),
    content.copy && withChildren(element("div", "actions"), copyButton(content.copy)),
  ]
}

export default component((root, data) => {
  root.setAttribute("role", "status")
  const changed = update(root, data.content, build)
  const pane = root.getRootNode().host.closest(".st-key-evidence")
  if (!changed || !pane) return
  pane.toggleAttribute("data-awaiting", !data.content)
  pane.scrollTop = 0
  if (data.chosen && matchMedia("(max-width: 640px)").matches) {
    requestAnimationFrame(() => pane.scrollIntoView({ block: "start" }))
  }
})
