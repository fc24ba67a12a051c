// A quiz to take: one option for each question, or steps to put in order. Reports
// {responses: [[place, ...], ...]}, a list for each item, empty where it was left open.

const choice = (item, number, respond) => item.options.map((text, place) => {
  const field = element("input", "")
  field.type = "radio"
  field.name = `item-${number}`
  field.addEventListener("change", () => respond([place]))
  return withChildren(element("label", "option"), field,
    element("span", "letter", `${String.fromCharCode(65 + place)}.`), element("span", "", text))
})

const mover = (symbol, label, press) => {
  const button = withChildren(element("button", "quiet move"), icon(symbol))
  button.type = "button"
  button.setAttribute("aria-label", label)
  button.addEventListener("click", press)
  return button
}

// The row that was moved keeps the focus, so that it can be moved on from the keyboard.
const ordering = (item, labels, respond) => {
  const order = item.options.map((_, place) => place)
  const rows = element("ol", "rows")
  const move = (from, to) => {
    if (to < 0 || to >= order.length) return
    order.splice(to, 0, ...order.splice(from, 1))
    respond([...order])
    draw()
    rows.children[to].querySelector(to < from ? ".up" : ".down").focus()
  }
  const row = (place, at) => {
    const up = mover("arrow_upward", `${labels.up}: ${item.options[place]}`, () => move(at, at - 1))
    const down = mover("arrow_downward", `${labels.down}: ${item.options[place]}`,
      () => move(at, at + 1))
    up.classList.add("up")
    down.classList.add("down")
    return withChildren(element("li", "row"), up, down, element("span", "", item.options[place]))
  }
  const draw = () => rows.replaceChildren(...order.map(row))
  draw()
  return [rows]
}

const build = (root) => ({ items, labels }) => {
  root.responses = items.map(() => [])
  const left = element("span", "muted")
  const count = () => {
    const open = root.responses.filter((places) => places.length === 0).length
    left.textContent = open > 0 ? labels.open.replace("{count}", open) : labels.full
  }
  const fields = items.map((item, number) => {
    const respond = (places) => {
      root.responses[number] = places
      count()
    }
    const body = item.ordered ? ordering(item, labels, respond) : choice(item, number, respond)
    return withChildren(element("fieldset", ""),
      element("legend", "", `${number + 1}. ${item.stem}`),
      item.hint && element("p", "muted", item.hint), ...body)
  })
  const submit = element("button", "submit", labels.submit)
  submit.type = "button"
  submit.addEventListener("click", () => root.send("chosen", { responses: root.responses }))
  count()
  left.setAttribute("aria-live", "polite")
  return [...fields, withChildren(element("div", "finish"), submit, left)]
}

export default component((root, data, send) => {
  root.classList.add("prose")
  root.send = send
  update(root, data, build(root))
})
