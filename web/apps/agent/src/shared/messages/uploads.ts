import { ApiProblem, Unreachable, newId } from '@tessera/api'
import { create } from 'zustand'
import { t } from '@/shared/i18n'
import type { Services } from '@/shared/services'
import { reasonIn } from '@/shared/tickets/outcome'
import type { SentFile } from './drafts'

export interface Uploading {
  key: string
  filename: string
  /** 0 to 1. */
  share: number
  failed: boolean
  /** Why it failed. */
  reason?: string
  /** Whether the server would refuse it as it is every time. */
  refused?: boolean
}

interface Sheaf {
  uploads: Uploading[]
  /** Whether the message goes out as soon as its files are there. */
  sending: boolean
}

const NOTHING: Sheaf = { uploads: [], sending: false }

/** Files on their way to the file store, by the draft they belong to. They go on when another ticket is opened. */
const useSheaves = create<Record<string, Sheaf>>()(() => ({}))
const aborts = new Map<string, AbortController>()
/** What sends each of them once more: the file is still at hand. */
const attempts = new Map<string, () => Promise<void>>()
const waiting = new Map<string, (allThere: boolean) => void>()

export function useSheaf(draft: string): Sheaf {
  return useSheaves((state) => state[draft] ?? NOTHING)
}

function change(draft: string, next: (sheaf: Sheaf) => Partial<Sheaf>): void {
  useSheaves.setState((state) => {
    const sheaf = state[draft] ?? NOTHING
    return { [draft]: { ...sheaf, ...next(sheaf) } }
  })
  settle(draft)
}

/** Once nothing is under way any more, whoever waits for it is told. */
function settle(draft: string): void {
  const told = waiting.get(draft)
  const uploads = useSheaves.getState()[draft]?.uploads ?? []
  if (!told || uploads.some((each) => !each.failed)) return
  waiting.delete(draft)
  change(draft, () => ({ sending: false }))
  told(uploads.length === 0)
}

type Store = Pick<Services, 'api' | 'upload'>
type OnDone = (file: SentFile) => void

/** Sends a file to the file store as soon as it is chosen; `onDone` gets it when it is there. */
export function startUpload(store: Store, draft: string, file: File, onDone: OnDone): Promise<void> {
  const key = newId()
  change(draft, ({ uploads }) => ({ uploads: [...uploads, { key, filename: file.name, share: 0, failed: false }] }))
  const attempt = () => send(store, draft, key, file, onDone)
  attempts.set(key, attempt)
  return attempt()
}

/** Sends one that failed once more. */
export async function tryUpload(key: string): Promise<void> {
  if (!aborts.has(key)) await attempts.get(key)?.()
}

async function send({ api, upload }: Store, draft: string, key: string, file: File, onDone: OnDone): Promise<void> {
  const abort = new AbortController()
  aborts.set(key, abort)
  const note = (rest: Partial<Uploading>) =>
    change(draft, ({ uploads }) => ({
      uploads: uploads.map((each) => (each.key === key ? { ...each, ...rest } : each)),
    }))
  note({ share: 0, failed: false })
  try {
    const type = file.type || 'application/octet-stream'
    const made = await api.createAttachment({ filename: file.name, content_type: type, size: file.size })
    await upload(made.upload, file, (share) => note({ share }), abort.signal)
    if (abort.signal.aborted) return
    onDone({ id: made.id, filename: file.name, size: file.size })
    forget(draft, key)
  } catch (error) {
    if (abort.signal.aborted) return
    note({ failed: true, reason: whyNot(error), refused: isRefusal(error) })
    if (error instanceof Unreachable) addEventListener('online', () => void tryUpload(key), { once: true })
  } finally {
    aborts.delete(key)
  }
}

/** What is wrong with the file itself, its size or its name, is wrong the next time too. */
const isRefusal = (error: unknown) => error instanceof ApiProblem && [413, 422].includes(error.status)

/** What the server said, or else whether it goes on by itself. */
const whyNot = (error: unknown) =>
  reasonIn(error) || t(navigator.onLine ? 'composer.uploadLost' : 'composer.uploadWaits')

function forget(draft: string, key: string): void {
  attempts.delete(key)
  change(draft, ({ uploads }) => ({ uploads: uploads.filter((each) => each.key !== key) }))
}

export function cancelUpload(draft: string, key: string): void {
  aborts.get(key)?.abort()
  forget(draft, key)
}

/** Calls once all files of a draft are there, or could not be sent. Whoever asked before is not called any more. */
export function whenUploaded(draft: string, told: (allThere: boolean) => void): void {
  waiting.set(draft, told)
  change(draft, () => ({ sending: true }))
}

/** The message does not go out by itself. */
export function waitNoMore(draft: string): void {
  waiting.delete(draft)
  change(draft, () => ({ sending: false }))
}
