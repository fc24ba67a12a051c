// The kept conversations. Reports {act: open | rename | delete | restore, id, text}.

const tool = (name, label, act) => {
  const button = withChildren(element("button", "tool"), icon(name))
  button.type = "button"
  button.title = label
  button.setAttribute("aria-label", label)
  button.addEventListener("click", act)
  return button
}

const entry = (item, { save, cancel }, choose) => {
  const open = withChildren(element("button", "open"),
    element("span", "title", item.title), element("span", "when muted", item.when))
  open.type = "button"
  open.title = item.title
  setCurrent(open, item.current)
  open.addEventListener("click", () => choose({ act: "open", id: item.id }))
  const row = withChildren(element("div", "row"), open,
    tool("edit", item.rename, () => form.open()),
    tool("delete", item.remove, () => choose({ act: "delete", id: item.id })))
  const form = fold({
    label: item.rename, text: item.title, send: save, cancel, rows: 1,
    done: (text) => choose({ act: "rename", id: item.id, text }),
  })
  return withChildren(element("li", ""), row, form.node)
}

const undoing = ({ id, text }, label, choose) => {
  const node = withChildren(element("p", "undo"), element("span", "", text),
    quiet("undo", label, () => choose({ act: "restore", id })))
  node.setAttribute("role", "status")
  return node
}

const build = (choose) => (data) => [
  data.deleted && undoing(data.deleted, data.undo, choose),
  element("h2", "heading muted", data.heading),
  data.empty && element("p", "muted", data.empty),
  withChildren(element("ul", "history"),
    ...data.items.map((item) => entry(item, data, choose))),
]

export default component((root, data, send) => {
  root.choose = (value) => send("chosen", value)
  update(root, data, build((value) => root.choose(value)))
})
