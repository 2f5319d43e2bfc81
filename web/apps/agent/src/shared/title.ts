import { useEffect } from 'react'
import { t } from '@/shared/i18n'

/** When the window's name follows: its frame is the browser's, which draws it anew on the same processors. */
const FOLLOWS_MS = 150

/** The window is called after what it shows, once that is shown; as long as it is known. */
export function useTitle(what: string | undefined): void {
  useEffect(() => {
    if (!what) return
    const timer = setTimeout(() => {
      document.title = `${what} · ${t('app.name')}`
    }, FOLLOWS_MS)
    return () => clearTimeout(timer)
  }, [what])
}
