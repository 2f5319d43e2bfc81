import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'

/** The page's own colours, read where the frame stands: a frame does not inherit variables. */
export interface FrameColours {
  ink: string
  quiet: string
  link: string
  line: string
  scheme: 'light' | 'dark'
}

export function coloursAt(element: Element): FrameColours {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(name)
  return {
    ink: read('--text-strong'),
    quiet: read('--text-quiet'),
    link: read('--text-accent'),
    line: read('--line'),
    scheme: style.colorScheme === 'dark' ? 'dark' : 'light',
  }
}

const WHITE_PAPER: FrameColours = {
  ink: '#1b1a18',
  quiet: '#5f5c57',
  link: '#00665c',
  line: '#ddd9d3',
  scheme: 'light',
}

/** A mail that paints its own background was designed on white: in the dark it keeps its white sheet. */
export function isPainted(html: string): boolean {
  return /\bbgcolor\s*=|background(-color)?\s*:\s*(?!none|transparent|inherit|initial)/i.test(html)
}

/**
 * The whole document of the frame. The frame's sandbox allows no scripts, and this policy no connections and no images but
 * those of `imageSources` (in the policy's own words).
 */
export function frameDocument(
  html: string,
  colours: FrameColours,
  imageSources: string,
): { document: string; paper: boolean } {
  const paper = colours.scheme === 'dark' && isPainted(html)
  const used = paper ? WHITE_PAPER : colours
  const origin = location.origin
  const policy = `default-src 'none'; img-src data: blob: ${imageSources}; style-src 'unsafe-inline'; font-src ${origin}`
  return {
    paper,
    document: `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">
<base target="_blank"><style>
@font-face{font-family:'Inter Variable';font-weight:100 900;src:url('${new URL(inter, origin).href}') format('woff2')}
:root{color-scheme:${used.scheme}}
html{overflow-x:auto;overflow-y:hidden}
body{margin:0;padding:${paper ? '16px' : '1px 0'};font:13.5px/1.55 'Inter Variable',ui-sans-serif,system-ui,sans-serif;color:${used.ink};background:${paper ? '#fff' : 'transparent'};overflow-wrap:anywhere}
body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}
a[href]{color:${used.link}}img{max-width:100%;height:auto;color:${used.quiet}}img:not([src]):not([alt]),img[alt='']:not([src]){display:none}table{max-width:100%}pre{white-space:pre-wrap}
blockquote{margin:8px 0;padding-left:12px;border-left:2px solid ${used.line};color:${used.quiet}}
</style></head><body dir="auto">${html}</body></html>`,
  }
}

const DARK_ENOUGH = 0.45

/** In the dark, text that the mail coloured dark on an assumed white would vanish: it takes the page's ink instead. */
export function relightText(document: Document): void {
  for (const element of document.body.querySelectorAll<HTMLElement>('[style*="color"], font[color]')) {
    if (lightnessOf(getComputedStyle(element).color) < DARK_ENOUGH)
      element.style.setProperty('color', 'inherit', 'important')
  }
}

/** Rough lightness of an `rgb(…)`, 0 to 1; an unknown notation counts as light and is left alone. */
export function lightnessOf(colour: string): number {
  const [red, green, blue] = (colour.match(/^rgba?\(([^)]+)\)/)?.[1] ?? '').split(/[ ,/]+/).map(Number)
  if (red === undefined || green === undefined || blue === undefined) return 1
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255
}
