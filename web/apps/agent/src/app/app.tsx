import { QueryClient, QueryClientProvider, notifyManager } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { RouterHistory } from '@tanstack/react-router'
import { DirectionProvider, TooltipProvider } from '@tessera/ui'
import { Suspense, useState } from 'react'
import { createPortal } from 'react-dom'
import { ApiProblem } from '@tessera/api'
import { part } from '@/shared/part'
import { type Services, ServicesProvider } from '@/shared/services'
import { useToasts } from '@/shared/toasts'
import { createAppRouter } from './router'

const Toasts = part(() => import('./toasts').then((module) => ({ default: module.Toasts })))

const RETRIES = 2

// What is clicked shows in the same frame; with the timer that is the default a tick box jumps back in between.
notifyManager.setScheduler(queueMicrotask)

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      mutations: { networkMode: 'always' },
      queries: {
        // Offline, what is kept answers.
        networkMode: 'always',
        // An answer that says no says the same the second time; a lost connection may be back. Where there is none, it is
        // said at once, and read when there is one again.
        retry: (count, error) =>
          count < RETRIES && navigator.onLine && !(error instanceof ApiProblem && error.status < 500),
        refetchOnReconnect: true,
        gcTime: 30 * 60_000,
      },
    },
  })
}

export function App({ services, history }: { services: Services; history?: RouterHistory }) {
  const [client] = useState(createQueryClient)
  const [router] = useState(() => createAppRouter({ services, client }, history))
  const toasting = useToasts((state) => state.toasted)
  return (
    <ServicesProvider value={services}>
      <QueryClientProvider client={client}>
        <DirectionProvider dir={document.documentElement.dir === 'rtl' ? 'rtl' : 'ltr'}>
          <TooltipProvider>
            <RouterProvider router={router} />
            {/* Over dialogs, which hide all the rest from a screen reader, but not what is there for live words. */}
            {createPortal(
              <div aria-live="off">
                <Suspense>{toasting && <Toasts />}</Suspense>
              </div>,
              document.body,
            )}
          </TooltipProvider>
        </DirectionProvider>
      </QueryClientProvider>
    </ServicesProvider>
  )
}
