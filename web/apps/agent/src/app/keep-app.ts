import { i18n } from '@/shared/i18n'
import { showToast } from '@/shared/toasts'

const TOAST = 'app-version'
/** How often a page that stays open asks for a new version. */
const LOOK_MS = 60 * 60_000

/** Has the browser keep the app (`worker/worker.ts`), and says when a newer one waits. */
export async function keepApp(): Promise<void> {
  // A browser may not let sites keep anything: the app is then what it was without.
  const kept = await navigator.serviceWorker.register('/worker.js').catch(() => undefined)
  if (!kept) return
  if (kept.waiting) offer(kept.waiting)
  kept.addEventListener('updatefound', () => {
    const next = kept.installing
    next?.addEventListener('statechange', () => {
      if (next.state === 'installed' && navigator.serviceWorker.controller) offer(next)
    })
  })
  setInterval(() => void kept.update().catch(() => undefined), LOOK_MS)
}

function offer(next: ServiceWorker): void {
  const reload = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    // What Serwist's worker listens for.
    next.postMessage({ type: 'SKIP_WAITING' })
  }
  showToast({
    id: TOAST,
    text: i18n.t('version.ready'),
    detail: i18n.t('version.readyDetail'),
    action: { label: i18n.t('version.reload'), run: reload },
  })
}
