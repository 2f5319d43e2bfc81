/** What no system takes in a file's name: separators of folders, signs that mean something to a shell, and controls. */
const UNFIT = /[\\/:*?"<>|\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu
const LONGEST = 120

/** A file's name from words that somebody wrote; its ending stays. */
export function fileName(words: string): string {
  const [, name = words, ending = ''] = /^(.*)(\.\w{1,5})$/s.exec(words) ?? []
  const fit = name.replaceAll(UNFIT, ' ').replaceAll(/\s+/g, ' ')
  return fit.slice(0, LONGEST).replace(/^[\s.]+|[\s.]+$/g, '') + ending
}

/** Saves what the page itself has. */
export function saveAs(content: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = fileName(name)
  link.click()
  // The browser has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
