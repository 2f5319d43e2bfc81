import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useServices } from '@/shared/services'

/** Not while the first screen is loading. */
const RENEW_MS = 5_000

/** What was clicked in a notification opens here; and a browser that is told confirms that it is still there. */
export function usePush(me: string): void {
  const { api } = useServices()
  const navigate = useNavigate()
  useEffect(() => {
    const heard = ({ data }: MessageEvent<{ type?: string; url?: string }>) => {
      if (data.type === 'open' && data.url) void navigate({ to: data.url })
    }
    navigator.serviceWorker?.addEventListener('message', heard)
    return () => navigator.serviceWorker?.removeEventListener('message', heard)
  }, [navigate])
  useEffect(() => {
    if (!('Notification' in window) || Notification.permission !== 'granted') return
    const renew = () => import('./subscription').then((module) => module.renew(api, me))
    // Without a network the next start will do.
    const timer = setTimeout(() => void renew().catch(() => undefined), RENEW_MS)
    return () => clearTimeout(timer)
  }, [api, me])
}
