import { create } from 'zustand'
import type { Back, Desk, Outcome } from './changes'

/** Something that was done, and how it is taken back. */
export interface Step {
  id: string
  /** In words: "Status set to Resolved". */
  text: string
  back: Back
  /** What is said when it is taken back, if that is more than that it is undone: of a message that waits to be sent. */
  undone?: string
}

interface History {
  /** The latest last. */
  past: Step[]
  undone: Step[]
  /** So much is being done at this moment. */
  acting: number
}

const REMEMBERED = 50

/** What this agent did since the page was opened: Ctrl+Z goes back through it. */
export const useHistory = create<History>()(() => ({ past: [], undone: [], acting: 0 }))

const acts = new Set<Promise<unknown>>()
const undos = new Set<Promise<unknown>>()

/** What is being done at this moment shows already, so it is the latest: taking back waits until it is known. */
export function underWay<T>(act: Promise<T>): Promise<T> {
  const count = () => useHistory.setState({ acting: acts.size })
  void within(acts, act).then(count, count)
  count()
  return act
}

function within<T>(many: Set<Promise<unknown>>, one: Promise<T>): Promise<T> {
  many.add(one)
  const forget = () => many.delete(one)
  one.then(forget, forget)
  return one
}

/** Another agent has another past. */
export function forgetHistory(): void {
  useHistory.setState({ past: [], undone: [] })
}

/** What was refused later was not done. */
export function forgetStep(id: string): void {
  useHistory.setState(({ past }) => ({ past: past.filter((step) => step.id !== id) }))
}

/** Adds what was just done. What was undone before cannot be redone after it. */
export function remember(step: Step): void {
  useHistory.setState(({ past }) => ({ past: [...past, step].slice(-REMEMBERED), undone: [] }))
}

/** Whether what was done last is a message that can still be taken back, or is on its way to that. */
export function hasJustSent(): boolean {
  const { past, acting } = useHistory.getState()
  return acting > 0 || past.at(-1)?.undone !== undefined
}

/** Whether this was done, and can be taken back. */
export const isPast = (id: string): boolean => useHistory.getState().past.some((step) => step.id === id)

/** Whether this is what would be done again now. */
export const isNextAgain = (id: string): boolean => useHistory.getState().undone.at(-1)?.id === id

type Taken = { step: Step; outcome: Outcome } | undefined

/** Takes a step back, the latest unless another is named. Undefined: there is nothing to take back. */
export function undoStep(desk: Desk, id?: string): Promise<Taken> {
  return within(undos, undoOne(desk, id))
}

async function undoOne(desk: Desk, named?: string): Promise<Taken> {
  if (!named && acts.size > 0) await Promise.allSettled(acts)
  const id = named ?? useHistory.getState().past.at(-1)?.id
  const step = useHistory.getState().past.find((each) => each.id === id)
  if (!step) return undefined
  useHistory.setState(({ past }) => ({ past: past.filter((each) => each !== step) }))
  const outcome = await step.back(desk)
  if (outcome.kind === 'failed' && outcome.unreachable) useHistory.setState(({ past }) => ({ past: [...past, step] }))
  const again = outcome.kind === 'done' ? outcome.back : null
  if (again) useHistory.setState(({ undone }) => ({ undone: [...undone, { ...step, back: again }] }))
  return { step, outcome }
}

/** Does again what was undone last. */
export function redoStep(desk: Desk): Promise<Taken> {
  return underWay(redoOne(desk))
}

async function redoOne(desk: Desk): Promise<Taken> {
  if (undos.size > 0) await Promise.allSettled(undos)
  const step = useHistory.getState().undone.at(-1)
  if (!step) return undefined
  useHistory.setState(({ undone }) => ({ undone: undone.filter((each) => each !== step) }))
  const outcome = await step.back(desk)
  if (outcome.kind === 'failed' && outcome.unreachable)
    useHistory.setState(({ undone }) => ({ undone: [...undone, step] }))
  const again = outcome.kind === 'done' ? outcome.back : null
  if (again) useHistory.setState(({ past }) => ({ past: [...past, { ...step, back: again }] }))
  return { step, outcome }
}
