// Rows to choose from, sorted by the column whose heading was pressed.
// On a narrow page each row is a card and the headings are a line of buttons above.

// What is not known stands last in either direction.
const compare = ({ column, ascending }) => (one, other) => {
  const [a, b] = [one.cells[column].sort, other.cells[column].sort]
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const order = typeof a === "number" ? a - b : a.localeCompare(b, "vi", { numeric: true })
  return ascending ? order : -order
}

const heading = ({ label }, column, order, sort) => {
  const sorted = order?.column === column
  const cell = element("th", "")
  cell.scope = "col"
  cell.setAttribute("aria-sort", sorted ? (order.ascending ? "ascending" : "descending") : "none")
  const button = withChildren(element("button", "sort"), element("span", "", label),
    icon(sorted ? (order.ascending ? "arrow_upward" : "arrow_downward") : "unfold_more"))
  button.type = "button"
  button.addEventListener("click", () => sort(column))
  return withChildren(cell, button)
}

// The first cell holds a button for the keyboard; its click is the row's.
const cell = ({ text, mark, sub, badges, kind }, { label }, first) => {
  const node = element("td", text || badges?.length ? "" : "empty")
  const line = withChildren(element(first ? "button" : "span", "line"),
    kind && withChildren(element("span", `kind tone-${kind.tone}`), icon(kind.symbol)),
    element("span", "text", text), mark && doubt(mark))
  if (first) line.type = "button"
  node.dataset.label = label
  return withChildren(node, text && line, ...(badges ?? []).map(badge),
    sub && element("span", "sub muted", sub))
}

const row = (columns, { value, cells }, choose) => {
  const node = element("tr", "")
  node.dataset.value = value
  node.addEventListener("click", () => choose(value))
  return withChildren(node, ...cells.map((content, column) =>
    cell(content, columns[column], column === 0)))
}

const build = (root) => ({ columns, rows, empty }) => {
  const { order } = root
  const sorted = order ? [...rows].sort(compare(order)) : rows
  const sort = (column) => {
    root.order = { column, ascending: order?.column === column ? !order.ascending : true }
    root.signature = null
    root.redraw()
    root.querySelectorAll(".sort")[column].focus()
  }
  const head = withChildren(element("tr", ""),
    ...columns.map((content, column) => heading(content, column, order, sort)))
  const table = withChildren(element("table", ""),
    withChildren(element("thead", ""), head),
    withChildren(element("tbody", ""), ...sorted.map((item) => row(columns, item, root.choose))))
  return [rows.length > 0 ? table : element("p", "muted", empty)]
}

export default component((root, data, send) => {
  root.choose = (value) => send("chosen", value)
  root.classList.add("wide")
  root.redraw = () => {
    update(root, data.content, build(root))
    follow(root, root.querySelectorAll("tbody tr"), data.chosen)
  }
  root.redraw()
})
