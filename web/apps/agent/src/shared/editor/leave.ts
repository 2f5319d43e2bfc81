/** Out of a text of a ticket and back to its conversation, from where keys go on. */
export function leaveText(field: HTMLElement): void {
  const ticket = field.closest('[data-place]')
  field.blur()
  ticket?.querySelector<HTMLElement>('[data-testid="conversation"]')?.focus({ preventScroll: true })
}
