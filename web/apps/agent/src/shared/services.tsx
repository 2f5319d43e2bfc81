import {
  type Client,
  type Interpret,
  type Session,
  type Socket,
  type TicketSummary,
  type UploadFile,
  acrossTabs,
  createClient,
  createHttp,
  createSession,
  uploadFile,
} from '@tessera/api'
import { type Database, openDatabase } from '@tessera/sync'
import { createContext, useContext } from 'react'
import { LANGUAGE } from './i18n/language'

/** Everything that reaches outside the page. A story or a test gives its own. */
export interface Services {
  session: Session
  api: Client
  upload: UploadFile
  connect: (pass: string) => Socket
  /** What this browser keeps. Null where nothing is kept. */
  openDatabase: (name: string) => Promise<Database<TicketSummary> | null>
}

function realtimeAddress(pass: string): string {
  const address = new URL('/ws', location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  address.searchParams.set('pass', pass)
  return address.href
}

/** Problems are rare, and so is another language: what says them is fetched when one comes. */
const interpret: Interpret = async (problem) =>
  LANGUAGE === 'en' ? problem : (await import('./i18n/said')).sayProblem(problem)

export function createServices(): Services {
  const fetch: typeof window.fetch = (input, init) => window.fetch(input, init)
  const session = createSession(fetch, acrossTabs, interpret)
  return {
    session,
    api: createClient(createHttp(fetch, session, interpret)),
    upload: uploadFile,
    connect: (pass) => new WebSocket(realtimeAddress(pass)) as Socket,
    openDatabase,
  }
}

const Context = createContext<Services | null>(null)
export const ServicesProvider = Context.Provider

export function useServices(): Services {
  const services = useContext(Context)
  if (!services) throw new Error('No services: wrap the tree in ServicesProvider.')
  return services
}
