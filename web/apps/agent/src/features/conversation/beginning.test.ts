import { expect, it } from 'vitest'
import { beginningOf } from './beginning'

const inPieces = (...pieces: string[]) =>
  new Response(
    new ReadableStream({
      start(control) {
        for (const piece of pieces) control.enqueue(new TextEncoder().encode(piece))
        control.close()
      },
    }),
  )

it.each([
  ['all of what is short', ['From: a\r\n', '\r\nÄ'], 20, { text: 'From: a\r\n\r\nÄ', more: false }],
  ['what is just as long', ['1234', '56'], 6, { text: '123456', more: false }],
  ['no more than that', ['1234', '5678', '9'], 6, { text: '123456', more: true }],
  ['no half of a sign', ['123Ä5'], 4, { text: '123', more: true }],
  ['nothing of nothing', [], 4, { text: '', more: false }],
])('reads %s', async (_, pieces, most, read) => {
  expect(await beginningOf(inPieces(...pieces), most)).toEqual(read)
})

it('fetches nothing that is not read', async () => {
  let cancelled = false
  const body = new ReadableStream({
    pull: (control) => control.enqueue(new Uint8Array(10)),
    cancel: () => void (cancelled = true),
  })
  expect((await beginningOf(new Response(body), 25)).more).toBe(true)
  expect(cancelled).toBe(true)
})
