// A question and what came of it: claims with markers, notices, or a refusal, and what the
// reader can do about it. Reports a citation's number or {act, text}.

const marker = (citation, choose) => {
  const button = element("button", "marker", `[${citation.n}]`)
  button.type = "button"
  button.dataset.n = citation.n
  button.title = citation.label
  button.setAttribute("aria-label", citation.spoken)
  button.addEventListener("click", () => choose(citation.n))
  return button
}

const checkedMark = (label) => {
  const node = withChildren(element("span", "checked"), icon("verified"),
    element("span", "spoken", label))
  node.title = label
  return node
}

const claim = ({ text, citations, checked }, choose) => {
  const line = element("p", "claim", `${text}\u00a0`)
  const markers = element("span", "markers")
  markers.append(...citations.map((citation) => marker(citation, choose)))
  if (checked) markers.append(checkedMark(checked))
  return withChildren(line, markers)
}

const group = ({ tone, symbol, label, claims }, choose) => [
  withChildren(element("dt", `kind tone-${tone}`), icon(symbol), element("span", "", label)),
  withChildren(element("dd", ""), ...claims.map((item) => claim(item, choose))),
]

const notice = (text) =>
  withChildren(element("p", "notice tone-yellow"), icon("warning"), element("span", "", text))

const remark = (text) =>
  withChildren(element("p", "remark muted"), icon("info"), element("span", "", text))

const nearest = ({ symbol, tone, text }) =>
  withChildren(element("li", `kind tone-${tone}`), icon(symbol), element("span", "plain", text))

const outcome = ({ tone, symbol, title, text, heading, items, advice }) => {
  const body = withChildren(element("div", ""), element("p", "title", title),
    text && element("p", "", text))
  if (items.length > 0) {
    body.append(element("p", "muted", heading))
    body.append(withChildren(element("ul", "nearest"), ...items.map(nearest)))
  }
  if (advice) body.append(element("p", "muted", advice))
  return withChildren(element("div", `outcome tone-${tone}`), icon(symbol), body)
}

const approved = ({ title, by, text }) =>
  withChildren(element("div", "outcome approved tone-green"), icon("verified_user"),
    withChildren(element("div", ""), element("p", "title", title),
      element("p", "text", text), element("p", "muted", by)))

const writing = ({ status, draft, spoken, dropped, stop }, choose) => {
  const state = withChildren(element("p", "muted"), icon("edit_note"), element("span", "", status))
  state.setAttribute("role", "status")
  const line = draft && element("p", "draft", draft)
  if (line) line.title = spoken
  return withChildren(element("div", "writing"), line, state,
    dropped && element("p", "muted dropped", dropped),
    quiet("stop_circle", stop, () => choose({ act: "stop" })))
}

// How the question was understood, with the ways to correct it.
const understood = (text, reading, choose) => {
  const line = element("p", "muted understood", text)
  if (!reading) return line
  const bar = withChildren(element("span", "corrections"),
    quiet("edit", reading.edit, () => form.open()),
    quiet("match_word", reading.literal, () => choose({ act: "literal" })))
  const form = fold({
    label: reading.label, text: reading.text, send: reading.send, cancel: reading.cancel,
    rows: 2, done: (typed) => choose({ act: "edit", text: typed }),
  })
  return withChildren(element("div", "reading"), line, bar, form.node)
}

const verdict = (content, choose) => {
  const press = (name, label, pressed, act) => {
    const button = quiet(name, label, act)
    button.setAttribute("aria-pressed", String(pressed))
    return button
  }
  const withdraw = () => choose({ act: "withdraw" })
  const yes = press("thumb_up", content.yes, content.helpful === true,
    content.helpful === true ? withdraw : () => choose({ act: "helpful" }))
  const no = press("thumb_down", content.no, content.helpful === false,
    content.helpful === false ? withdraw : () => form.open())
  const form = fold({
    label: content.reason, text: "", send: content.send, cancel: content.cancel, rows: 2,
    chips: content.reasons, done: (typed) => choose({ act: "unhelpful", text: typed }),
  })
  const thanks = content.thanks && element("p", "muted thanks", content.thanks)
  if (thanks) thanks.setAttribute("role", "status")
  return { buttons: [yes, no], under: [form.node, thanks] }
}

const sharing = (content, choose) => {
  const button = quiet("share", content.label, () => choose({ act: "share" }))
  if (!content.query) return { buttons: [button], under: [] }
  const field = element("input", "link")
  field.readOnly = true
  field.value = new URL(content.query, location.href).href
  field.setAttribute("aria-label", content.heading)
  field.addEventListener("focus", () => field.select())
  const copy = copyButton({ label: content.copy, done: content.done, text: field.value })
  return { buttons: [button], under: [withChildren(element("div", "shared"),
    element("p", "muted", content.heading), field, copy)] }
}

const toolbar = (tools, choose) => {
  const parts = [tools.verdict && verdict(tools.verdict, choose),
    tools.copy && { buttons: [copyButton(tools.copy)], under: [] },
    tools.share && sharing(tools.share, choose)].filter(Boolean)
  if (parts.length === 0) return null
  return withChildren(element("div", "tools"),
    withChildren(element("div", "actions"), ...parts.flatMap((part) => part.buttons)),
    ...parts.flatMap((part) => part.under))
}

const build = (choose) => (content) => {
  const answer = element("dl", "claims")
  for (const item of content.groups) answer.append(...group(item, choose))
  return [
    element("h2", "question", content.question),
    content.understood && understood(content.understood, content.tools.reading, choose),
    content.approved && approved(content.approved),
    content.groups.length > 0 && answer,
    content.writing && writing(content.writing, choose),
    ...content.notices.map(notice),
    ...content.remarks.map(remark),
    content.outcome && outcome(content.outcome),
    toolbar(content.tools, choose),
  ]
}

export default component((root, data, send) => {
  root.choose = (value) => send("chosen", value)
  update(root, data.content, build((value) => root.choose(value)))
  for (const button of root.querySelectorAll(".marker")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.n) === data.chosen))
  }
  // The newest question moves to the top when it is asked and again when its answer stands,
  // after the rest of the page has taken its place; not under the finger of who presses already.
  if (data.fresh && root.pending !== data.pending) {
    clearTimeout(root.scrolling)
    root.scrolling = setTimeout(() => root.scrollIntoView({ block: "start" }), 150)
    root.onpointerdown = () => clearTimeout(root.scrolling)
  }
  root.pending = data.pending
})
