// @vitest-environment jsdom
import { ApiProblem, Unreachable } from '@tessera/api'
import { describe, expect, it, vi } from 'vitest'
import '@/shared/i18n/pages'
import type { Services } from '@/shared/services'
import type { SentFile } from './drafts'
import { cancelUpload, startUpload, tryUpload, useSheaf, waitNoMore, whenUploaded } from './uploads'
import { renderHook } from '@testing-library/react'

/** A file store whose uploads end when the test says so. */
function store() {
  const ends: { there: () => void; fail: () => void }[] = []
  const services = {
    api: { createAttachment: ({ filename }: { filename: string }) => Promise.resolve({ id: filename, upload: {} }) },
    upload: () => new Promise<void>((there, fail) => ends.push({ there, fail: () => fail(new Unreachable('lost')) })),
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

  it('can be tried again, from the file that is still at hand', async () => {
    const { draft, ends, arrived, start } = begun()
    void start('a.pdf')
    await turn()
    ends[0]!.fail()
    await turn()
    const [failed] = sheafOf(draft).uploads
    expect(failed).toMatchObject({ refused: false, reason: 'The file store did not take it.' })
    void tryUpload(failed!.key)
    expect(sheafOf(draft).uploads).toMatchObject([{ filename: 'a.pdf', failed: false }])
    await turn()
    ends[1]!.there()
    await turn()
    expect(arrived.map((file) => file.id)).toEqual(['a.pdf'])
    expect(sheafOf(draft).uploads).toEqual([])
  })

  it('go on by themselves, once each, when the network is back', async () => {
    const offline = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
    const { draft, ends, arrived, start } = begun()
    void start('a.pdf')
    await turn()
    ends[0]!.fail()
    await turn()
    expect(sheafOf(draft).uploads[0]!.reason).toBe('It waits for the network.')
    offline.mockRestore()
    dispatchEvent(new Event('online'))
    dispatchEvent(new Event('online'))
    await turn()
    expect(ends).toHaveLength(2)
    ends[1]!.there()
    await turn()
    dispatchEvent(new Event('online'))
    expect(arrived.map((file) => file.id)).toEqual(['a.pdf'])
  })

  it('say what the server said of one that it does not take', async () => {
    const problem = { type: '', title: '', status: 413, detail: 'A file has at most 25 MB.', errors: [] }
    const refused = new ApiProblem({ ...problem, instance: '', correlation_id: '', current: null })
    const api = { createAttachment: () => Promise.reject(refused) } as unknown as Services['api']
    await startUpload({ api, upload: () => Promise.resolve() }, 'refused', named('a.pdf'), () => undefined)
    expect(sheafOf('refused').uploads).toMatchObject([{ failed: true, refused: true, reason: problem.detail }])
  })

  it('say what is wrong with a file rather than that something is', async () => {
    const errors = [{ field: 'size', message: 'The file is empty.' }]
    const problem = { type: '', title: '', status: 422, detail: 'Mend the fields named in errors.', errors }
    const refused = new ApiProblem({ ...problem, instance: '', correlation_id: '', current: null })
    const api = { createAttachment: () => Promise.reject(refused) } as unknown as Services['api']
    await startUpload({ api, upload: () => Promise.resolve() }, 'empty', named('a.txt'), () => undefined)
    expect(sheafOf('empty').uploads).toMatchObject([{ failed: true, reason: 'The file is empty.' }])
  })
})
