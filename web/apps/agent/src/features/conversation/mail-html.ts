import DOMPurify, { type Config } from 'dompurify'

export interface MailParts {
  html: string
  /** How many images from elsewhere were left out. */
  blocked: number
}

export interface MailOptions {
  /** Address of an inline image by its content id. */
  inline: Map<string, string>
  remoteImages: boolean
}

const MAIL: Config = {
  FORBID_TAGS: [
    'form',
    'input',
    'button',
    'select',
    'textarea',
    'video',
    'audio',
    'picture',
    'source',
    'base',
    'meta',
    'link',
  ],
  FORBID_ATTR: ['srcset', 'background', 'ping', 'autofocus', 'contenteditable'],
  ADD_ATTR: ['target'],
  WHOLE_DOCUMENT: false,
}

const OWN: Config = {
  ALLOWED_TAGS: [
    'p',
    'br',
    'div',
    'span',
    'strong',
    'b',
    'em',
    'i',
    'u',
    's',
    'ul',
    'ol',
    'li',
    'a',
    'code',
    'pre',
    'blockquote',
    'h1',
    'h2',
    'h3',
    'hr',
    'img',
  ],
  ALLOWED_ATTR: ['href', 'target', 'rel', 'src', 'alt', 'class'],
}

const LANGUAGE = /^language-[a-z0-9+#]{1,20}$/
const REMOTE = /^(https?:)?\/\//i
const STYLE_URL = /url\(\s*(['"]?)(?!data:)[^)]*\1\s*\)/gi

/**
 * A mail's HTML for the sandboxed frame. The server has sanitised it; this is the second lock, and the place where inline
 * images get their addresses and images from elsewhere wait until they are asked for.
 */
export function prepareMail(html: string, { inline, remoteImages }: MailOptions): MailParts {
  const purify = DOMPurify(window)
  let blocked = 0
  purify.addHook('afterSanitizeAttributes', (node) => {
    const style = node.getAttribute('style')
    if (style && !remoteImages) node.setAttribute('style', style.replace(STYLE_URL, 'none'))
    if (node.tagName === 'A') openOutside(node)
    if (node.tagName === 'IMG') blocked += prepareImage(node, inline, remoteImages)
  })
  return { html: purify.sanitize(html, MAIL), blocked }
}

function openOutside(link: Element): void {
  link.setAttribute('target', '_blank')
  link.setAttribute('rel', 'noopener noreferrer')
}

function prepareImage(image: Element, inline: Map<string, string>, remoteImages: boolean): number {
  const source = image.getAttribute('src') ?? ''
  if (source.startsWith('cid:')) {
    const address = inline.get(contentId(source.slice(4)))
    if (address) image.setAttribute('src', address)
    else image.removeAttribute('src')
    return 0
  }
  if (!REMOTE.test(source) || remoteImages) return 0
  image.removeAttribute('src')
  return 1
}

/** One of the message's own files; there are no others in what is written here. */
function preparePicture(image: Element, inline: Map<string, string>): void {
  const source = image.getAttribute('src') ?? ''
  const address = source.startsWith('cid:') && inline.get(contentId(source.slice(4)))
  if (address) image.setAttribute('src', address)
  else image.remove()
}

/** A content id with or without its angle brackets, and however a URL spells it (RFC 2392). */
export function contentId(raw: string): string {
  return decodeURIComponent(raw.replace(/%(?![0-9a-f]{2})/gi, '%25')).replace(/^<|>$/g, '')
}

const PARAGRAPHS = new Set(['P', 'UL', 'OL', 'BLOCKQUOTE'])

/** What an agent wrote here, in the app's own type: plain formatting and nothing else. `mine` are the mentions that mean
 * whoever reads: `agent-<id>`, `team-<id>`; `inline` are addresses of pictures by their content ids. */
export function prepareOwn(
  html: string,
  mine: ReadonlySet<string> = new Set(),
  inline: Map<string, string> = new Map(),
): string {
  const purify = DOMPurify(window)
  purify.addHook('afterSanitizeAttributes', (node) => {
    // Of classes only the one that says in which language code is written.
    if (node.tagName !== 'CODE' || !LANGUAGE.test(node.className)) node.removeAttribute('class')
    // As it was written: the editor as well goes by what stands in each paragraph.
    if (PARAGRAPHS.has(node.tagName)) node.setAttribute('dir', 'auto')
    if (node.tagName === 'IMG') return preparePicture(node, inline)
    if (node.tagName !== 'A') return
    const mentioned = /^#mention-(.+)/.exec(node.getAttribute('href') ?? '')?.[1]
    if (mentioned === undefined) return openOutside(node)
    // A name, and no link to anywhere.
    node.removeAttribute('href')
    node.setAttribute('class', mine.has(mentioned) ? 'mention mention-mine' : 'mention')
  })
  return purify.sanitize(html, OWN)
}
