// Clauses by procedures as one grid. Only the rows and columns in view are nodes of the page,
// so that it scrolls as smoothly with thousands of cells as with a dozen.

const ROW = 36
const COLUMN = 44
const OVERSCAN = 3

const folded = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase()

const keyOf = (clause, procedure) => `${clause}\n${procedure}`

// --- what is in view ---------------------------------------------------------------

const prepare = (content) => {
  const cells = new Map()
  const covered = new Map()
  for (const [clause, procedure, relation, state, review] of content.cells) {
    cells.set(keyOf(clause, procedure), { relation, state, review })
    if (state === "rejected" || !["full", "partial"].includes(relation)) continue
    for (let above = clause.lastIndexOf("."); above > 0; above = clause.lastIndexOf(".", above - 1)) {
      const key = keyOf(clause.slice(0, above), procedure)
      covered.set(key, (covered.get(key) ?? 0) + 1)
    }
  }
  const parents = new Set(content.clauses.map(({ parent }) => parent))
  return { cells, covered, parents }
}

const wanted = ({ show, relation }, cell) =>
  (show !== "review" || cell.review) && (show !== "proposed" || cell.state === "proposed") &&
  (!relation || cell.relation === relation)

// "7.2" begins 7.2.1 and does not stand in 8.7.2.
const begins = (text, query) => {
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}.]/u.test(text[at - 1])) return true
  }
  return false
}

const bySearch = (items, query, words) => {
  const found = items.filter((item) => begins(folded(words(item)), query))
  return found.length > 0 ? found : null
}

const filtered = (root) => {
  const { content, filters, index } = root
  let columns = content.procedures.filter(({ unit }) => !filters.unit || unit === filters.unit)
  let rows = content.clauses
  const query = folded(filters.search.trim())
  if (query) {
    const named = bySearch(rows, query, ({ number, title }) => `${number} ${title}`)
    const owned = bySearch(columns, query, ({ code, title }) => `${code} ${title}`)
    if (!named && !owned) return { rows: [], columns: [] }
    rows = named ?? rows
    columns = owned ?? columns
  }
  if (filters.show === "gaps") rows = rows.filter(({ state }) => state === "gap")
  if (["review", "proposed"].includes(filters.show) || filters.relation) {
    const hits = (clause, procedure) => {
      const cell = index.cells.get(keyOf(clause.number, procedure.id))
      return cell && wanted(filters, cell)
    }
    rows = rows.filter((clause) => columns.some((procedure) => hits(clause, procedure)))
    columns = columns.filter((procedure) => rows.some((clause) => hits(clause, procedure)))
  }
  return { rows, columns }
}

// The clauses above those that are left stay, so that the tree can still be read.
const arrange = (root) => {
  const { rows, columns } = filtered(root)
  const whole = rows.length === root.content.clauses.length
  const kept = new Set()
  const parent = new Map(root.content.clauses.map((clause) => [clause.number, clause.parent]))
  for (const { number } of rows) {
    for (let above = number; above; above = parent.get(above)) kept.add(above)
  }
  const hidden = (number) => {
    for (let above = parent.get(number); above; above = parent.get(above)) {
      if (root.shut.has(above)) return true
    }
    return false
  }
  root.rows = root.content.clauses.filter(({ number }) =>
    kept.has(number) && !(whole && hidden(number)))
  root.columns = columns
}

// --- nodes -------------------------------------------------------------------------

const mark = (root, cell) => {
  const { symbol, tone } = root.content.relations[cell.relation]
  const node = withChildren(element("span", `mark tone-${tone} ${cell.state}`), icon(symbol))
  return cell.review ? withChildren(node, element("span", "flag", "!")) : node
}

const spoken = (root, clause, procedure, cell) => {
  const { labels, relations, states } = root.content
  const parts = cell
    ? [relations[cell.relation].label, states[cell.state], cell.review && labels.review]
    : [labels.nothing]
  return `${clause.number} ${clause.title}, ${procedure.code} ${procedure.title}: ` +
    parts.filter(Boolean).join(", ")
}

const gridCell = (root, y, x) => {
  const [clause, procedure] = [root.rows[y], root.columns[x]]
  const cell = root.index.cells.get(keyOf(clause.number, procedure.id))
  const node = element("div", "cell")
  node.setAttribute("role", "gridcell")
  node.setAttribute("aria-colindex", x + 2)
  node.setAttribute("aria-label", spoken(root, clause, procedure, cell))
  node.style.gridColumn = x + 2
  const sum = root.index.covered.get(keyOf(clause.number, procedure.id))
  if (cell) node.append(mark(root, cell))
  else if (sum) node.append(element("span", "sum", sum))
  const { chosen } = root
  if (chosen?.clause === clause.number && chosen.document === procedure.id) {
    node.setAttribute("aria-selected", "true")
  }
  return settle(root, node, y, x)
}

const rowHeader = (root, y) => {
  const clause = root.rows[y]
  const node = element("div", `head level-${clause.level}`)
  node.setAttribute("role", "rowheader")
  node.setAttribute("aria-colindex", 1)
  const { labels } = root.content
  const state = clause.state && labels[clause.state]
  node.setAttribute("aria-label", [`${clause.number} ${clause.title}`, state].filter(Boolean).join(", "))
  node.title = node.getAttribute("aria-label")
  if (root.chosen?.clause === clause.number && !root.chosen.document) {
    node.setAttribute("aria-selected", "true")
  }
  const branch = root.index.parents.has(clause.number)
  const toggle = element("span", "fold")
  if (branch) {
    const open = !root.shut.has(clause.number)
    node.setAttribute("aria-expanded", String(open))
    toggle.append(icon(open ? "expand_more" : "chevron_right"))
    toggle.addEventListener("click", (event) => {
      event.stopPropagation()
      turn(root, clause.number)
    })
  }
  const sign = { gap: ["error", "orange"], excluded: ["remove_circle", "gray"] }[clause.state]
  const warning = sign && withChildren(element("span", `state tone-${sign[1]}`), icon(sign[0]))
  return settle(root, withChildren(node, toggle, element("span", "number", clause.number),
    element("span", "title", clause.title), warning), y, -1)
}

// One cell of the grid is in the order of the Tab key: the one the reader was on last.
const settle = (root, node, y, x) => {
  node.tabIndex = root.active.y === y && root.active.x === x ? 0 : -1
  node.dataset.place = `${y}:${x}`
  node.addEventListener("click", () => {
    root.active = { y, x }
    pick(root)
  })
  return node
}

const columnHeader = (root, x) => {
  const { code, title, short, unit } = root.columns[x]
  const node = withChildren(element("div", "column"),
    withChildren(element("span", "name"), element("strong", "", code || short),
      element("span", "", code ? short : "")))
  node.setAttribute("role", "columnheader")
  node.setAttribute("aria-colindex", x + 2)
  node.title = [`${code} ${title}`, unit].filter(Boolean).join("\n")
  node.style.gridColumn = x + 2
  return node
}

const line = (root, y, across) => {
  const node = element("div", "line")
  node.setAttribute("role", "row")
  node.setAttribute("aria-rowindex", y + 2)
  node.style.top = `${y * ROW}px`
  return withChildren(node, rowHeader(root, y), ...across.map((x) => gridCell(root, y, x)))
}

// --- drawing -----------------------------------------------------------------------

const range = (from, size, step, count, also) => {
  const first = Math.max(0, Math.floor(from / step) - OVERSCAN)
  const last = Math.min(count, Math.ceil((from + size) / step) + OVERSCAN)
  const places = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n)
  return also >= 0 && also < count && (also < first || also >= last) ? [...places, also] : places
}

const draw = (root, force = false) => {
  const { grid, body, top, rows, columns, active } = root
  const down = range(grid.scrollTop, grid.clientHeight, ROW, rows.length, active.y)
  const across = range(grid.scrollLeft, grid.clientWidth, COLUMN, columns.length, active.x)
  const window = `${down} ${across}`
  if (!force && window === root.window) return
  root.window = window
  const focused = grid.contains(grid.getRootNode().activeElement)
  grid.style.setProperty("--columns", columns.length)
  body.style.height = `${rows.length * ROW}px`
  top.replaceChildren(top.firstChild, ...across.map((x) => columnHeader(root, x)))
  body.replaceChildren(...down.map((y) => line(root, y, across)))
  if (focused) focusActive(root)
}

const focusActive = ({ body, active }) =>
  body.querySelector(`[data-place="${active.y}:${active.x}"]`)?.focus({ preventScroll: true })

const reveal = (root) => {
  const { grid, top, active } = root
  const [head, first] = [top.offsetHeight, top.firstChild.offsetWidth]
  const [y, x] = [active.y * ROW, active.x * COLUMN]
  const [height, width] = [grid.clientHeight - head, grid.clientWidth - first]
  if (y < grid.scrollTop) grid.scrollTop = y
  if (y + ROW > grid.scrollTop + height) grid.scrollTop = y + ROW - height
  if (active.x < 0) return
  if (x < grid.scrollLeft) grid.scrollLeft = x
  if (x + COLUMN > grid.scrollLeft + width) grid.scrollLeft = x + COLUMN - width
}

// The grid itself may reach below the window, hence the second scroll.
const keepInSight = (root) => {
  reveal(root)
  draw(root, true)
  root.grid.getRootNode().activeElement?.scrollIntoView({ block: "nearest", inline: "nearest" })
}

// A pane that opens or closes and a window that changes give the grid another height: who works
// by keyboard must not lose the cell from sight.
const resized = (root) => {
  if (root.grid.contains(root.grid.getRootNode().activeElement)) keepInSight(root)
  else draw(root)
}

const refresh = (root) => {
  arrange(root)
  root.active.y = Math.max(0, Math.min(root.active.y, root.rows.length - 1))
  root.active.x = Math.min(root.active.x, root.columns.length - 1)
  const { labels } = root.content
  const some = root.rows.length > 0 && root.columns.length > 0
  root.grid.hidden = !some
  root.empty.hidden = some
  root.grid.setAttribute("aria-rowcount", root.rows.length + 1)
  root.grid.setAttribute("aria-colcount", root.columns.length + 1)
  root.tally.textContent = labels.count
    .replace("{clauses}", root.rows.length).replace("{procedures}", root.columns.length)
  for (const name of ["show", "relation", "unit"]) root.fields[name].value = root.filters[name]
  draw(root, true)
}

const turn = (root, number) => {
  if (!root.shut.delete(number)) root.shut.add(number)
  refresh(root)
}

const pick = (root) => {
  const clause = root.rows[root.active.y]
  const procedure = root.columns[root.active.x]
  root.chosen = { clause: clause.number, document: procedure?.id ?? "" }
  draw(root, true)
  focusActive(root)
  root.choose(root.chosen)
}

// --- keyboard ----------------------------------------------------------------------

const moves = (root, event) => {
  const { rows, columns, grid } = root
  const page = Math.max(1, Math.floor(grid.clientHeight / ROW) - 5)
  return {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
    PageUp: [-page, 0], PageDown: [page, 0],
    Home: [event.ctrlKey ? -rows.length : 0, -columns.length - 1],
    End: [event.ctrlKey ? rows.length : 0, columns.length + 1],
  }[event.key]
}

const folds = (root, key) => {
  const clause = root.rows[root.active.y]
  if (root.active.x >= 0 || !clause || !root.index.parents.has(clause.number)) return false
  const shut = root.shut.has(clause.number)
  if (key === "ArrowLeft" ? shut : !shut || key !== "ArrowRight") return false
  turn(root, clause.number)
  return true
}

const pressed = (root) => (event) => {
  if (event.key === "Enter" || event.key === " ") pick(root)
  else if (event.key === "Escape") {
    root.chosen = null
    draw(root, true)
    root.choose({ clause: "", document: "" })
  } else if (!folds(root, event.key)) {
    const move = moves(root, event)
    if (!move) return
    const limit = (value, low, high) => Math.max(low, Math.min(value, high))
    root.active = {
      y: limit(root.active.y + move[0], 0, root.rows.length - 1),
      x: limit(root.active.x + move[1], -1, root.columns.length - 1),
    }
    keepInSight(root)
  }
  event.preventDefault()
}

// --- the frame ---------------------------------------------------------------------

const select = (root, name, label, options) => {
  const field = element("select", "")
  field.setAttribute("aria-label", label)
  field.append(...options.map(([value, text]) => {
    const option = element("option", "", text)
    option.value = value
    return option
  }))
  field.addEventListener("change", () => {
    root.filters[name] = field.value
    refresh(root)
  })
  root.fields[name] = field
  return field
}

const tools = (root, content) => {
  const { labels } = content
  const search = element("input", "")
  search.type = "search"
  search.placeholder = labels.search
  search.setAttribute("aria-label", labels.search)
  search.value = root.filters.search
  search.addEventListener("input", () => {
    root.filters.search = search.value
    refresh(root)
  })
  const units = [...new Set(content.procedures.map(({ unit }) => unit).filter(Boolean))].sort()
  const all = element("button", "quiet", labels.fold)
  all.type = "button"
  all.addEventListener("click", () => {
    const open = root.shut.size > 0
    root.shut = new Set(open ? [] : root.index.parents)
    all.textContent = open ? labels.fold : labels.unfold
    refresh(root)
  })
  return withChildren(element("div", "tools"), search,
    select(root, "show", labels.show, content.shows),
    select(root, "relation", labels.relation, [["", labels.relations],
      ...Object.entries(content.relations).map(([value, { label }]) => [value, label])]),
    select(root, "unit", labels.unit, [["", labels.units], ...units.map((unit) => [unit, unit])]),
    all)
}

const legend = (root, { relations, states, labels }) => {
  const sample = (relation, state, text, review = false) => withChildren(element("span", "sample"),
    mark(root, { relation, state, review }), element("span", "", text))
  return withChildren(element("p", "legend muted"),
    ...["full", "partial"].flatMap((relation) => ["confirmed", "proposed"].map((state) =>
      sample(relation, state, `${relations[relation].label}, ${states[state]}`))),
    sample("not_applicable", "confirmed", relations.not_applicable.label),
    sample("none", "rejected", states.rejected),
    sample("full", "confirmed", labels.review, true),
    withChildren(element("span", "sample tone-orange"),
      withChildren(element("span", "state"), icon("error")), element("span", "", labels.gap)),
    element("span", "keys", labels.keys))
}

const build = (root) => (content) => {
  root.content = content
  root.index = prepare(content)
  root.fields = {}
  const corner = element("div", "corner", content.labels.corner)
  corner.setAttribute("role", "columnheader")
  corner.setAttribute("aria-colindex", 1)
  root.top = withChildren(element("div", "top"), corner)
  root.top.setAttribute("role", "row")
  root.top.setAttribute("aria-rowindex", 1)
  root.body = element("div", "body")
  root.body.setAttribute("role", "rowgroup")
  const scrolled = root.grid && [root.grid.scrollTop, root.grid.scrollLeft]
  root.grid = withChildren(element("div", "grid"), root.top, root.body)
  root.grid.setAttribute("role", "grid")
  root.grid.setAttribute("aria-label", content.labels.grid)
  root.grid.addEventListener("scroll", () => requestAnimationFrame(() => draw(root)))
  root.grid.addEventListener("keydown", pressed(root))
  root.tally = element("p", "muted tally")
  root.tally.setAttribute("aria-live", "polite")
  root.empty = element("p", "muted none", content.labels.empty)
  root.back = scrolled
  return [tools(root, content), root.tally, root.grid, root.empty, legend(root, content)]
}

export default component((root, data, send) => {
  root.choose = (place) => send("chosen", place)
  root.shut ??= new Set()
  root.filters ??= { search: "", show: "", relation: "", unit: "" }
  root.active ??= { y: 0, x: -1 }
  const focused = root.grid?.contains(root.grid.getRootNode().activeElement)
  const rebuilt = update(root, data.content, build(root))
  if (rebuilt && !root.watched) {
    root.watched = new ResizeObserver(() => resized(root))
    root.watched.observe(root)
  }
  if (data.show && root.showAt !== data.show.at) {
    root.showAt = data.show.at
    root.filters = { search: "", show: data.show.value, relation: "", unit: "" }
    root.querySelector("input[type=search]").value = ""
  }
  root.classList.toggle("short", Boolean(data.chosen))
  const moved = JSON.stringify(root.chosen ?? null) !== JSON.stringify(data.chosen)
  root.chosen = data.chosen
  refresh(root)
  if (root.back) [root.grid.scrollTop, root.grid.scrollLeft] = root.back
  root.back = null
  if (data.chosen) {
    const y = root.rows.findIndex(({ number }) => number === data.chosen.clause)
    const x = root.columns.findIndex(({ id }) => id === data.chosen.document)
    if (y >= 0 && (moved || rebuilt)) {
      root.active = { y, x }
      requestAnimationFrame(() => { reveal(root); draw(root, true) })
    }
  }
  draw(root, true)
  if (focused) focusActive(root)
})
