/** Nothing that one went to has the focus: it is on the page itself, or on the part of it that one begins in. */
export function isFocusFree(): boolean {
  const at = document.activeElement
  return !at || at === document.body || at.tagName === 'MAIN'
}
