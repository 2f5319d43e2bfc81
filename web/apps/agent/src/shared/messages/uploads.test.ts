// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import type { Services } from '@/shared/services'
import type { SentFile } from './drafts'
import { cancelUpload, startUpload, useSheaf, waitNoMore, whenUploaded } from './uploads'
import { renderHook } from '@testing-library/react'

/** A file store whose uploads end when the test says so. */
function store() {
  const ends: { there: () => void; fail: () => void }[] = []
  const services = {
    api: { createAttachment: ({ filename }: { filename: string }) => Promise.resolve({ id: filename, upload: {} }) },
    upload: () => new Promise<void>((there, fail) => ends.push({ there, fail: () => fail(new Error('lost')) })),
  } as unknown as Pick<Services, 'api' | 'upload'>
  return { ends, services }
}
const named = (name: string) => new File(['x'], name)
const turn = () => new Promise((done) => setTimeout(done))
const sheafOf = (draft: string) => renderHook(() => useSheaf(draft)).result.current
let count = 0

function begun() {
  const draft = `draft-${count++}`
  const { ends, services } = store()
  const arrived: SentFile[] = []
  const told: boolean[] = []
  const start = (name: string) => startUpload(services, draft, named(name), (file) => arrived.push(file))
  return { draft, ends, arrived, told, start }
}

describe('files on their way', () => {
  it('let a message wait until the last of them is there', async () => {
    const { draft, ends, arrived, told, start } = begun()
    void start('a.pdf')
    void start('b.pdf')
    whenUploaded(draft, (all) => told.push(all))
    await turn()
    ends[0]!.there()
    await turn()
    expect([told, sheafOf(draft).sending]).toEqual([[], true])
    ends[1]!.there()
    await turn()
    expect(told).toEqual([true])
    expect(arrived.map((file) => file.id)).toEqual(['a.pdf', 'b.pdf'])
    expect(sheafOf(draft)).toEqual({ uploads: [], sending: false })
  })

  it('tell when one of them could not be sent, and keep it in sight', async () => {
    const { draft, ends, told, start } = begun()
    void start('a.pdf')
    whenUploaded(draft, (all) => told.push(all))
    await turn()
    ends[0]!.fail()
    await turn()
    expect(told).toEqual([false])
    expect(sheafOf(draft).uploads).toMatchObject([{ filename: 'a.pdf', failed: true }])
  })

  it('no longer count when they are cancelled', async () => {
    const { draft, ends, arrived, told, start } = begun()
    void start('a.pdf')
    whenUploaded(draft, (all) => told.push(all))
    await turn()
    cancelUpload(draft, sheafOf(draft).uploads[0]!.key)
    expect(told).toEqual([true])
    ends[0]!.there()
    await turn()
    expect(arrived).toEqual([])
  })

  it('send nothing any more once somebody goes on writing', async () => {
    const { draft, ends, told, start } = begun()
    void start('a.pdf')
    whenUploaded(draft, (all) => told.push(all))
    waitNoMore(draft)
    await turn()
    ends[0]!.there()
    await turn()
    expect(told).toEqual([])
  })
})
