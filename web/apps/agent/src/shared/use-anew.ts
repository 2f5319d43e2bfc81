import { useState } from 'react'

/** What is edited begins anew when another version is kept. With a `key` it would lose the focus. */
export function useAnew(version: number, begin: () => void): void {
  const [known, setKnown] = useState(version)
  if (known === version) return
  setKnown(version)
  begin()
}
