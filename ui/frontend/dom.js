// Shared by every component. Text reaches the page through textContent only, so whatever a
// document, a file name or a question holds is shown as it is written and never run.

const element = (tag, className, text) => {
  const node = document.createElement(tag)
  if (className) node.className = className
  if (text !== undefined && text !== null) node.textContent = text
  return node
}

const withChildren = (node, ...children) => {
  node.append(...children.filter(Boolean))
  return node
}

const icon = (name) => {
  const node = element("span", "icon", name)
  node.setAttribute("aria-hidden", "true")
  return node
}

const badge = ({ tone, symbol, label }) =>
  withChildren(element("span", `badge tone-${tone}`), icon(symbol), element("span", "", label))

// A mark on what was not seen at a source: an icon, said in words to a screen reader.
const doubt = (label) => {
  const node = withChildren(element("span", "doubt"), icon("help"), element("span", "spoken", label))
  node.title = label
  return node
}

const setCurrent = (node, current) => {
  if (current) node.setAttribute("aria-current", "true")
  else node.removeAttribute("aria-current")
}

// Marks the chosen one of a list. On a narrow page, where the pane stands under the list,
// closing the pane leads back to the place in the list.
const follow = (root, nodes, chosen) => {
  for (const node of nodes) {
    setCurrent(node, node.dataset.value === chosen)
    const left = chosen === null && root.chosen && node.dataset.value === root.chosen
    if (left && matchMedia("(max-width: 640px)").matches) {
      requestAnimationFrame(() => node.scrollIntoView({ block: "center" }))
    }
  }
  root.chosen = chosen
}

// One element per mounted component, kept between runs so that keyboard focus survives.
const rootOf = (parentElement) => {
  let root = parentElement.querySelector(".root")
  if (!root) {
    root = element("div", "root")
    parentElement.append(root)
  }
  return root
}

// Streamlit loads a component's script anew for each change of its data and does not wait for
// the one before, so an older state can arrive after a newer one; it is left out.
const component = (draw) => ({ data, parentElement, setTriggerValue }) => {
  const root = rootOf(parentElement)
  if (root.drawnAt > data.at) return
  root.drawnAt = data.at
  draw(root, data.shown, setTriggerValue)
}

// Rebuilds the content only when it differs from what is on the page.
const update = (root, content, build) => {
  const signature = JSON.stringify(content)
  if (root.signature === signature) return false
  root.signature = signature
  root.replaceChildren(...build(content).filter(Boolean))
  return true
}

// The clipboard interface exists on https and on loopback; the selection serves elsewhere.
const copyText = async (text) => {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text)
    return
  }
  const field = element("textarea")
  field.value = text
  document.body.append(field)
  field.select()
  document.execCommand("copy")
  field.remove()
}

const copyButton = ({ label, done, text }) => {
  const caption = element("span", "", label)
  const button = withChildren(element("button", "quiet"), icon("content_copy"), caption)
  button.type = "button"
  caption.setAttribute("aria-live", "polite")
  button.addEventListener("click", async () => {
    await copyText(text)
    caption.textContent = done
    setTimeout(() => { caption.textContent = label }, 2000)
  })
  return button
}

const quiet = (name, label, act) => {
  const button = withChildren(element("button", "quiet"), icon(name), element("span", "", label))
  button.type = "button"
  button.addEventListener("click", act)
  return button
}

// A small form that stays folded until it is opened: a field, ready-made texts that can be put
// into it, a button to send and one to leave. Enter sends, Shift+Enter breaks the line, Escape
// leaves.
const fold = ({ label, text, send, cancel, rows, chips = [], done }) => {
  const field = element("textarea", "field")
  field.rows = rows
  field.value = text
  field.setAttribute("aria-label", label)
  const node = element("div", "fold")
  node.hidden = true
  let opener = null
  const leave = () => {
    node.hidden = true
    if (opener) opener.focus()
  }
  const finish = () => {
    node.hidden = true
    done(field.value)
  }
  const put = (chip) => {
    field.value = field.value.trim() ? `${field.value.trim()}; ${chip}` : chip
    field.focus()
  }
  field.addEventListener("keydown", (event) => {
    event.stopPropagation()
    if (event.key === "Escape") leave()
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault()
      finish()
    }
  })
  const sending = quiet("send", send, finish)
  sending.classList.add("send")
  withChildren(node, element("p", "muted", label),
    chips.length > 0 && withChildren(element("div", "chips"),
      ...chips.map((chip) => quiet("add", chip, () => put(chip)))),
    field, withChildren(element("div", "actions"), sending, quiet("close", cancel, leave)))
  const open = () => {
    opener = node.getRootNode().activeElement
    node.hidden = false
    field.focus({ preventScroll: true })
    node.scrollIntoView({ block: "nearest" })
  }
  return { node, open }
}
