const BLOCKS = 'p, div, ul, ol, li, h1, h2, h3, h4, h5, h6, blockquote, pre, br'

/** What was pasted, without what an answer cannot hold. */
export function simplified(html: string): string {
  return withoutDeadLinks(withoutTables(withListsOfWord(html)))
}

/** Word writes a list as paragraphs, each with its mark and how deep it is (`mso-list:l0 level2 lfo1`). */
function withListsOfWord(html: string): string {
  if (!/mso-list:\s*l\d/i.test(html)) return html
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  /** The list that goes on at each level. */
  let lists: Element[] = []
  for (const item of body.querySelectorAll('[style*="mso-list" i]')) {
    const level = Number(/mso-list:\s*l\d+\s+level(\d)/i.exec(item.getAttribute('style')!)?.[1])
    if (!level) continue
    const mark = item.querySelector('[style*="ignore" i]')
    const numbered = /^[\s(]*\w{1,4}[.)]/.test(mark?.textContent ?? '')
    mark?.remove()
    lists = item.previousElementSibling === lists[0] ? lists.slice(0, level) : []
    while (lists.length < level) lists.push(begunList(item, numbered ? 'ol' : 'ul', lists.at(-1)))
    const entry = addTo(lists.at(-1)!, 'li')
    entry.append(...item.childNodes)
    item.remove()
  }
  return body.innerHTML
}

/** Where the paragraph stands, or within the last entry of the list `above`. */
function begunList(paragraph: Element, kind: 'ol' | 'ul', above: Element | undefined): Element {
  if (above) return addTo(above.lastElementChild ?? addTo(above, 'li'), kind)
  const list = paragraph.ownerDocument.createElement(kind)
  paragraph.before(list)
  return list
}

const addTo = (parent: Element, tag: string) => parent.appendChild(parent.ownerDocument.createElement(tag))

/** A mail has no place that a link could be relative to: its text is kept. Only a mention's chip is meant to be one. */
function withoutDeadLinks(html: string): string {
  if (!/<a\s/i.test(html)) return html
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const dead = [...body.querySelectorAll('a[href]:not([href^="#mention-"])')].filter(
    (link) => !/^\s*[a-z][a-z\d+.-]*:/i.test(link.getAttribute('href') ?? ''),
  )
  for (const link of dead) link.replaceWith(...link.childNodes)
  return dead.length ? body.innerHTML : html
}

/** There are no tables in an answer: each row of a pasted one is a paragraph, with its cells kept apart. */
function withoutTables(html: string): string {
  if (!/<t[dh]\b/i.test(html)) return html
  const source = /<table\b/i.test(html) ? html : `<table>${html}</table>`
  const { body } = new DOMParser().parseFromString(source, 'text/html')
  // The innermost first: what a cell holds by then is text.
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    const caption = table.caption ? [paragraph([table.caption])] : []
    table.replaceWith(...caption, ...[...table.rows].map(({ cells }) => paragraph([...cells])))
  }
  return body.innerHTML
}

function paragraph(cells: HTMLElement[]): HTMLParagraphElement {
  // Of the document that was parsed: in the page's own, pictures would be fetched, and their handlers run.
  const line = cells[0]!.ownerDocument.createElement('p')
  for (const cell of cells) {
    if (line.hasChildNodes()) line.append(' | ')
    const blocks = [...cell.querySelectorAll(BLOCKS)]
    for (const block of blocks) if (block.nextSibling || block.matches('br')) block.after(' ')
    for (const block of blocks.reverse()) block.replaceWith(...block.childNodes)
    line.append(...cell.childNodes)
  }
  return line
}
