import type { Client } from '@tessera/api'
import { browserName } from './browser-name'
import { keepTexts } from './keep-texts'

const KEY = 'tessera.push'
/** The server forgets what is not confirmed for months; once a day is often enough. */
const CONFIRM_MS = 24 * 3_600_000

/** Whose messages this browser takes, and when it was last confirmed. */
interface Kept {
  agent: string
  device: string
  at: number
}

export type PushState = 'unsupported' | 'denied' | 'off' | 'on'

/** While the app is being developed it has no worker. */
function isPushPossible(): boolean {
  return import.meta.env.PROD && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
}

export async function pushState(me: string): Promise<PushState> {
  if (!isPushPossible()) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  const registration = await navigator.serviceWorker.getRegistration()
  const subscription = await registration?.pushManager.getSubscription()
  return subscription && Notification.permission === 'granted' && kept()?.agent === me ? 'on' : 'off'
}

export const ownDevice = () => kept()?.device

/** Asks the browser, and has the server send here. Rejects with the browser's or the server's reason. */
export async function subscribe(api: Client, me: string): Promise<void> {
  // First of all: browsers ask only in answer to a click.
  if ((await Notification.requestPermission()) !== 'granted') return
  // The app has its worker soon after its start; whoever is quicker than that brings it now.
  await navigator.serviceWorker.register('/worker.js')
  const registration = await navigator.serviceWorker.ready
  await alone(() => take(api, me, registration))
}

async function take(api: Client, me: string, registration: ServiceWorkerRegistration): Promise<void> {
  const { public_key } = await api.push()
  // One that was made with another key, or for somebody else, is of no use.
  await (await registration.pushManager.getSubscription())?.unsubscribe()
  await keepTexts()
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: public_key,
  })
  await confirm(api, me, subscription)
}

/** This browser takes no messages any more. The server hears of it as soon as it can. */
export const unsubscribe = (api: Client): Promise<void> => alone(() => drop(api))

async function drop(api: Client): Promise<void> {
  const device = ownDevice()
  localStorage.removeItem(KEY)
  const registration = await navigator.serviceWorker.getRegistration()
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
  if (device) await api.removePushDevice(device)
}

/** At the start of the app: tells the server that this browser is still there, and the worker its words. */
export const renew = (api: Client, me: string): Promise<void> => alone(() => keepUp(api, me))

async function keepUp(api: Client, me: string): Promise<void> {
  const known = kept()
  const registration = await navigator.serviceWorker.getRegistration()
  const subscription = await registration?.pushManager.getSubscription()
  if (!subscription) return
  // Somebody else signed in here, who did not ask for anything.
  if (known?.agent !== me) return void (await subscription.unsubscribe())
  await keepTexts()
  if (Date.now() - known.at > CONFIRM_MS) await confirm(api, me, subscription)
}

/** One after the other, in all windows: what one of them has half done looks to the next like somebody else's. */
async function alone(work: () => Promise<void>): Promise<void> {
  await navigator.locks.request(KEY, work)
}

async function confirm(api: Client, me: string, subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON()
  const device = await api.addPushDevice({
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' },
    name: browserName(navigator.userAgent),
  })
  localStorage.setItem(KEY, JSON.stringify({ agent: me, device: device.id, at: Date.now() } satisfies Kept))
}

function kept(): Kept | null {
  const text = localStorage.getItem(KEY)
  return text ? (JSON.parse(text) as Kept) : null
}
