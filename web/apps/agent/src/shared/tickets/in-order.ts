const running = new Map<string, Promise<unknown>>()

/** Runs tasks of the same key one after the other: the second is based on what the first brought about. */
export function inOrder<T>(key: string, task: () => Promise<T>): Promise<T> {
  const before = running.get(key) ?? Promise.resolve()
  const mine = before.then(task, task)
  running.set(key, mine)
  const forget = () => running.get(key) === mine && running.delete(key)
  mine.then(forget, forget)
  return mine
}
