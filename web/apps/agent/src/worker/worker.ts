import { type PrecacheEntry, Serwist } from 'serwist'
import { listenForPush } from './push'

declare const self: ServiceWorkerGlobalScope & {
  /** Every built file with its revision, put in when the worker is built. */
  __SW_MANIFEST: (PrecacheEntry | string)[]
}

/**
 * Keeps the app itself in the browser, so that it opens without a network; what it shows is in the app's own copy
 * (`packages/sync`). A new version waits until its user wants it: no page is changed under one's hands.
 */
new Serwist({
  precacheEntries: self.__SW_MANIFEST,
  precacheOptions: {
    cleanupOutdatedCaches: true,
    navigateFallback: '/index.html',
    // Files, the API and its documents come from where they are.
    navigateFallbackDenylist: [/^\/api\//, /\.[a-z0-9]+$/i],
  },
  skipWaiting: false,
  clientsClaim: true,
}).addEventListeners()

/** What goes to the server need not wake the worker first (https://w3c.github.io/ServiceWorker/#register-router-method). */
interface StaticRoutes {
  addRoutes?: (rule: { condition: { urlPattern: { pathname: string } }; source: 'network' }) => Promise<void>
}
self.addEventListener('install', (event: ExtendableEvent & StaticRoutes) => {
  const routed = event.addRoutes?.({ condition: { urlPattern: { pathname: '/api/*' } }, source: 'network' })
  // A browser that knows them differently goes the longer way, and the app works as well.
  if (routed) event.waitUntil(routed.catch(() => undefined))
})

listenForPush(self)
