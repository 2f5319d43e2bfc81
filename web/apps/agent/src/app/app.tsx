import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { RouterHistory } from '@tanstack/react-router'
import { Toaster, TooltipProvider } from '@tessera/ui'
import { useEffect, useState } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { ApiProblem } from '@tessera/api'
import { listen, registry } from '@/shared/hotkeys'
import { i18n } from '@/shared/i18n'
import { type Services, ServicesProvider } from '@/shared/services'
import { useToasts } from '@/shared/toasts'
import { createAppRouter } from './router'

const RETRIES = 2

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // An answer that says no says the same the second time; a lost connection may be back.
        retry: (count, error) => count < RETRIES && !(error instanceof ApiProblem && error.status < 500),
        gcTime: 30 * 60_000,
      },
    },
  })
}

export function App({ services, history }: { services: Services; history?: RouterHistory }) {
  const [client] = useState(createQueryClient)
  const [router] = useState(() => createAppRouter({ services, client }, history))
  useEffect(() => listen(registry), [])
  return (
    <I18nextProvider i18n={i18n}>
      <ServicesProvider value={services}>
        <QueryClientProvider client={client}>
          <TooltipProvider>
            <RouterProvider router={router} />
            <Toasts />
          </TooltipProvider>
        </QueryClientProvider>
      </ServicesProvider>
    </I18nextProvider>
  )
}

function Toasts() {
  const { t } = useTranslation()
  const { toasts, dismiss } = useToasts()
  return (
    <Toaster
      toasts={toasts}
      onDismiss={dismiss}
      label={t('toast.region', { hotkey: 'F8' })}
      closeLabel={t('action.dismiss')}
    />
  )
}
