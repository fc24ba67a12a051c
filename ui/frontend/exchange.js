// A question and what came of it: claims with markers, notices, or a refusal.

const marker = (citation, choose) => {
  const button = element("button", "marker", `[${citation.n}]`)
  button.type = "button"
  button.dataset.n = citation.n
  button.title = citation.label
  button.setAttribute("aria-label", citation.spoken)
  button.addEventListener("click", () => choose(citation.n))
  return button
}

const claim = ({ text, citations }, choose) => {
  const line = element("p", "claim", `${text}\u00a0`)
  const markers = element("span", "markers")
  markers.append(...citations.map((citation) => marker(citation, choose)))
  return withChildren(line, markers)
}

const group = ({ tone, symbol, label, claims }, choose) => [
  withChildren(element("dt", `kind tone-${tone}`), icon(symbol), element("span", "", label)),
  withChildren(element("dd", ""), ...claims.map((item) => claim(item, choose))),
]

const notice = (text) =>
  withChildren(element("p", "notice tone-yellow"), icon("warning"), element("span", "", text))

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

const build = (choose) => (content) => {
  const answer = element("dl", "claims")
  for (const item of content.groups) answer.append(...group(item, choose))
  return [
    element("h2", "question", content.question),
    content.understood && element("p", "muted understood", content.understood),
    content.groups.length > 0 && answer,
    ...content.notices.map(notice),
    content.outcome && outcome(content.outcome),
    content.copy && withChildren(element("div", "actions"), copyButton(content.copy)),
  ]
}

export default component((root, data, send) => {
  root.choose = (n) => send("chosen", n)
  update(root, data.content, build((n) => root.choose(n)))
  for (const button of root.querySelectorAll(".marker")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.n) === data.chosen))
  }
  // The newest question moves to the top when it is asked and again when its answer stands,
  // after the rest of the page has taken its place.
  if (data.fresh && root.pending !== data.pending) {
    setTimeout(() => root.scrollIntoView({ block: "start" }), 150)
  }
  root.pending = data.pending
})
