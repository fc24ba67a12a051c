// A page of reading matter, block by block: titles, lines, quotes with their source, lists.

const notice = ({ tone, symbol, text }) =>
  withChildren(element("div", `notice tone-${tone}`), icon(symbol), element("span", "", text))

const quote = ({ text, source, badges, remark }) =>
  withChildren(element("figure", "quote"),
    element("blockquote", "", text),
    withChildren(element("figcaption", "muted"),
      element("span", "", source), ...(badges ?? []).map(badge),
      remark && element("span", "", remark)))

const list = ({ items, ordered }) =>
  withChildren(element(ordered ? "ol" : "ul", "items"),
    ...items.map((text) => element("li", "", text)))

const makers = {
  title: ({ text, sub }) => withChildren(element("div", "lead"),
    element("h2", "", text), sub && element("p", "muted", sub)),
  heading: ({ text }) => element("h3", "", text),
  text: ({ text, label, muted }) => withChildren(element("p", muted ? "muted line" : "line"),
    label && element("strong", "", `${label}: `), element("span", "", text)),
  badges: ({ badges, text }) => withChildren(element("p", "standing"),
    ...badges.map(badge), text && element("span", "muted", text)),
  notice,
  quote,
  list,
}

const build = ({ blocks }) => blocks.map((block) => makers[block.kind](block))

export default component((root, data) => {
  root.classList.add("prose")
  update(root, data, build)
})
