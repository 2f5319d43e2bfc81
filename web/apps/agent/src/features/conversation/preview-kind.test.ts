import { describe, expect, it } from 'vitest'
import type { Attachment } from '@tessera/api'
import { previewOf } from './preview-kind'

const file = (content_type: string, rest: Partial<Attachment> = {}): Attachment => ({
  id: 'f',
  filename: 'f',
  content_type,
  size: 10,
  content_id: null,
  url: 'https://files.test/f?response-content-disposition=attachment%3B',
  thumbnail_url: null,
  width: null,
  height: null,
  scan: null,
  ...rest,
})
const INLINE = 'https://files.test/f?response-content-disposition=inline%3B'

describe('what can be looked at', () => {
  it.each([
    [file('image/png'), 'image'],
    [file('image/svg+xml'), null],
    [file('application/pdf'), null],
    [file('application/pdf', { url: INLINE }), 'pdf'],
    [file('text/html'), 'text'],
    [file('application/json'), 'text'],
    [file('text/plain', { size: 3_000_000 }), null],
    [file('audio/mpeg'), 'audio'],
    [file('video/mp4'), 'video'],
    [file('application/zip'), null],
    [file('image/png', { scan: 'infected' }), null],
  ])('%o: %s', (given, kind) => expect(previewOf(given)).toBe(kind))
})
