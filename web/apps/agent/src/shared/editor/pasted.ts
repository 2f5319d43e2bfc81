const BLOCKS = 'p, div, ul, ol, li, h1, h2, h3, h4, h5, h6, blockquote, pre, br'

/** There are no tables in an answer: each row of a pasted one is a paragraph, with its cells kept apart. */
export function withoutTables(html: string): string {
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
  const line = document.createElement('p')
  for (const cell of cells) {
    if (line.hasChildNodes()) line.append(' | ')
    const blocks = [...cell.querySelectorAll(BLOCKS)]
    for (const block of blocks) if (block.nextSibling || block.matches('br')) block.after(' ')
    for (const block of blocks.reverse()) block.replaceWith(...block.childNodes)
    line.append(...cell.childNodes)
  }
  return line
}
