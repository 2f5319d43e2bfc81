import { Node } from '@tiptap/core'

/** Where a file is seen, by its id. */
export type AddressOf = (fileId: string) => Promise<string>

const CID = 'cid:'
/** What it is within the page, which would try to load the other: no browser knows `cid:`. */
const HERE = 'data-file'

const fileOf = (element: HTMLElement) =>
  element.getAttribute(HERE) ?? element.getAttribute('src')?.slice(CID.length) ?? null

/** The editor's HTML as a message has it. */
export const withPictures = (html: string) => html.replaceAll(`<img ${HERE}="`, `<img src="${CID}`)

/** A picture within the text. In the HTML it is `cid:<the file's id>`, as mails have it (RFC 2392); pictures from
 * elsewhere are none. */
export const picture = (addressOf: AddressOf) =>
  Node.create({
    name: 'picture',
    group: 'inline',
    inline: true,
    atom: true,
    draggable: true,
    addAttributes() {
      return { file: { parseHTML: fileOf }, alt: { default: '' } }
    },
    parseHTML() {
      return [{ tag: `img[src^="${CID}"]` }, { tag: `img[${HERE}]` }]
    },
    renderHTML({ node }) {
      return ['img', { [HERE]: String(node.attrs['file']), alt: String(node.attrs['alt']) }]
    },
    renderText({ node }) {
      // A word of its own, whatever it stands beside.
      return ` [${node.attrs['alt']}] `
    },
    addNodeView() {
      return ({ node }) => {
        const dom = document.createElement('img')
        dom.alt = String(node.attrs['alt'])
        addressOf(String(node.attrs['file'])).then(
          (address) => (dom.src = address),
          () => undefined,
        )
        return { dom }
      }
    },
  })
