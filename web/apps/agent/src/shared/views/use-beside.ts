import { useNavigate, useSearch } from '@tanstack/react-router'
import { TWO, useMedia } from '@/shared/media'

/** The ticket that stands beside the one that one goes on with. A screen that is too narrow keeps it in the address alone, and says so to whoever wants one. */
export function useBeside() {
  const { beside } = useSearch({ from: '/shell/views/$view' })
  const fits = useMedia(TWO)
  const navigate = useNavigate()
  /** Undefined: none. */
  const put = (id: string | undefined) => {
    if (!fits && id) return void import('./say-no-room').then(({ sayNoRoom }) => sayNoRoom())
    // The same place of the history: the way back from a ticket does not lead through what stood beside it.
    void navigate({ to: '.', search: (search: object) => ({ ...search, beside: id }), replace: true, state: true })
  }
  return { id: fits ? beside : undefined, put }
}
