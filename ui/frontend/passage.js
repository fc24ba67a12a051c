// The quote marked in its provision, with the neighbouring provisions around it.

const build = (content) => {
  const text = element("p", "passage")
  text.append(content.lead)
  if (content.quote) text.append(element("mark", "", content.quote))
  text.append(content.trail)
  return [
    content.remark && element("p", "muted remark", content.remark),
    content.before && element("p", "neighbour", content.before),
    text,
    content.after && element("p", "neighbour", content.after),
  ]
}

export default component((root, data) => {
  update(root, data, build)
})
