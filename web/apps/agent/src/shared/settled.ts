let settle: () => void

/** Resolves when the first screen has been painted. */
const settled = new Promise<void>((resolve) => {
  settle = resolve
})

/** The first screen stands in the document; what is waiting comes after the frame that shows it. */
export function markSettled(): void {
  requestAnimationFrame(() => setTimeout(settle))
}

/** For parts of the first screen that nobody misses in its first frame: fetched when that has been painted. */
export const later =
  <T>(load: () => Promise<T>) =>
  () =>
    settled.then(load)
