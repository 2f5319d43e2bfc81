import type { Hindrance } from './entry'

const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 30_000]

/** What has to wait before it is tried again, and how long: longer each time, and as long as the server asks for. */
export function createPatience(wake: () => void) {
  const held = new Set<string>()
  let allHeld = false
  let afterMs = 0
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function stop(): void {
    clearTimeout(timer)
    timer = undefined
  }

  return {
    holds: (ticket: string) => allHeld || held.has(ticket),
    hold(ticket: string, hindrance: Hindrance): void {
      if (hindrance.all) allHeld = true
      else held.add(ticket)
      afterMs = Math.max(afterMs, hindrance.afterMs ?? 0)
    },
    free: (ticket: string) => void held.delete(ticket),
    /** Nothing waits any more. */
    end(): void {
      stop()
      held.clear()
      allHeld = false
      afterMs = 0
    },
    /** All was tried that could be. */
    rest(): void {
      if (!allHeld && held.size === 0) failures = 0
      else timer ??= setTimeout(wake, Math.max(afterMs, RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)]!))
    },
    stop,
  }
}
