const KEY = 'tessera.session'

/**
 * Whether this browser has signed in before and not out again. The cookie itself cannot be seen by scripts; without the
 * hint a newcomer's first page would begin with a request that is refused.
 */
export function mayHaveSession(): boolean {
  return localStorage.getItem(KEY) !== null
}

export function setSessionHint(signedIn: boolean): void {
  if (signedIn) localStorage.setItem(KEY, '1')
  else localStorage.removeItem(KEY)
}
