import { create } from 'zustand'
import type { Back, Desk, Outcome } from './changes'

/** Something that was done, and how it is taken back. */
export interface Step {
  id: string
  /** In words: "Status set to Resolved". */
  text: string
  back: Back
}

interface History {
  /** The latest last. */
  past: Step[]
  undone: Step[]
}

const REMEMBERED = 50

/** What this agent did since the page was opened: Ctrl+Z goes back through it. */
export const useHistory = create<History>()(() => ({ past: [], undone: [] }))

/** Another agent has another past. */
export function forgetHistory(): void {
  useHistory.setState({ past: [], undone: [] })
}

/** Adds what was just done. What was undone before cannot be redone after it. */
export function remember(step: Step): void {
  useHistory.setState(({ past }) => ({ past: [...past, step].slice(-REMEMBERED), undone: [] }))
}

/** Takes a step back, the latest unless another is named. Undefined: there is nothing to take back. */
export async function undoStep(
  desk: Desk,
  id = useHistory.getState().past.at(-1)?.id,
): Promise<{ step: Step; outcome: Outcome } | undefined> {
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
export async function redoStep(desk: Desk): Promise<{ step: Step; outcome: Outcome } | undefined> {
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
