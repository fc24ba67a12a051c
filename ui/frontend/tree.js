// A tree of numbered things, folded at will; beside each what corresponds to it.

const chip = ({ value, label, title, mark }, choose) => {
  const button = withChildren(element("button", "chip"), element("span", "", label),
    mark && doubt(mark))
  button.type = "button"
  button.title = mark ? `${title} (${mark})` : title
  button.addEventListener("click", () => choose(value))
  return button
}

const toggle = (root, item, label) => {
  const button = withChildren(element("button", "toggle"), icon("chevron_right"))
  button.type = "button"
  button.setAttribute("aria-label", label)
  button.setAttribute("aria-expanded", String(root.opened.has(item)))
  button.addEventListener("click", () => {
    const opened = !root.opened.has(item)
    if (opened) root.opened.add(item)
    else root.opened.delete(item)
    button.setAttribute("aria-expanded", String(opened))
  })
  return button
}

const node = (root, { value, number, title, mark, badges, aside, children }, labels) => {
  const choice = withChildren(element("button", "node"),
    number && element("span", "number", number), element("span", "title", title),
    mark && doubt(mark), ...badges.map(badge))
  choice.type = "button"
  choice.dataset.value = value
  choice.addEventListener("click", () => root.choose(value))
  const beside = withChildren(element("span", "aside"),
    ...aside.map((item) => chip(item, (chosen) => root.choose(chosen))))
  const line = withChildren(element("div", "branch"),
    children.length > 0 ? toggle(root, value, `${labels.toggle} ${number || title}`)
      : element("span", "toggle"),
    choice, aside.length > 0 && beside)
  return withChildren(element("li", ""), line, children.length > 0 && withChildren(
    element("ul", ""), ...children.map((child) => node(root, child, labels))))
}

const build = (root) => ({ tree, nodes, opened, heading, labels, empty }) => {
  if (root.tree !== tree) root.opened = new Set()
  root.tree = tree
  for (const item of opened) root.opened.add(item)
  return [
    nodes.length > 0 && heading && withChildren(element("div", "branch columns muted"),
      element("span", "", heading[0]), element("span", "aside", heading[1])),
    nodes.length > 0 ? withChildren(element("ul", "tree"),
      ...nodes.map((item) => node(root, item, labels))) : element("p", "muted", empty),
  ]
}

// What is chosen is never hidden in a folded branch.
const reveal = (root, button) => {
  for (let list = button.closest("ul"); list; list = list.parentElement.closest("ul")) {
    const control = list.previousElementSibling?.querySelector(".toggle[aria-expanded='false']")
    if (control) control.click()
  }
}

export default component((root, data, send) => {
  root.choose = (value) => send("chosen", value)
  root.classList.add("wide")
  const rebuilt = update(root, data.content, build(root))
  const buttons = [...root.querySelectorAll(".node")]
  const chosen = buttons.find((button) => button.dataset.value === data.chosen)
  if (chosen && (rebuilt || root.chosen !== data.chosen)) reveal(root, chosen)
  follow(root, buttons, data.chosen)
})
