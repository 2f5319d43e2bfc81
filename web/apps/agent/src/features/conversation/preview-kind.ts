import type { Attachment } from '@tessera/api'

export type PreviewKind = 'image' | 'pdf' | 'text' | 'audio' | 'video'

const IMAGES = /^image\/(png|jpeg|gif|webp|avif|bmp)$/
const TEXTS = /^(text\/|application\/(json|xml)$|message\/rfc822$)/
/** More is nothing to read in a window. */
const LONGEST_TEXT = 2 * 1024 * 1024

/** How a file can be looked at here; null for one that is only saved. A PDF has to be one by its content. */
export function previewOf({ content_type: type, size, scan, url }: Attachment): PreviewKind | null {
  if (scan === 'infected') return null
  if (IMAGES.test(type)) return 'image'
  if (type === 'application/pdf') return /[?&]response-content-disposition=inline/i.test(url) ? 'pdf' : null
  if (TEXTS.test(type)) return size <= LONGEST_TEXT ? 'text' : null
  if (type.startsWith('audio/')) return 'audio'
  return type.startsWith('video/') ? 'video' : null
}
