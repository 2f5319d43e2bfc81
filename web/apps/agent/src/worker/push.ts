import { type PushMessage, type PushTexts, shown } from '../shared/push/message'
import { TEXTS_AT, TEXTS_CACHE } from '../shared/push/texts-place'

/** Shows what is pushed, and leads to it when it is clicked. */
export function listenForPush(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener('push', (event) => {
    if (event.data) event.waitUntil(show(worker, event.data.json() as PushMessage))
  })
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close()
    event.waitUntil(open(worker, String(event.notification.data ?? '/')))
  })
}

async function show(worker: ServiceWorkerGlobalScope, message: PushMessage): Promise<void> {
  // Whoever has the app before them sees it there; a test is meant to be seen.
  const windows = await worker.clients.matchAll({ type: 'window' })
  if (message.kind !== 'test' && windows.some((each) => each.focused)) return
  const kept = await caches.match(TEXTS_AT, { cacheName: TEXTS_CACHE })
  const { title, body, tag, url } = shown(message, kept ? ((await kept.json()) as PushTexts) : {})
  const options = { body, tag, data: url, icon: '/icons/icon-192.png', renotify: true }
  await worker.registration.showNotification(title, options)
  const waiting = await worker.registration.getNotifications()
  await worker.navigator.setAppBadge?.(waiting.length).catch(() => undefined)
}

async function open(worker: ServiceWorkerGlobalScope, url: string): Promise<void> {
  const windows = await worker.clients.matchAll({ type: 'window' })
  const window = windows.find((each) => each.visibilityState === 'visible') ?? windows[0]
  if (!window) return void (await worker.clients.openWindow(url))
  window.postMessage({ type: 'open', url })
  await window.focus()
}
