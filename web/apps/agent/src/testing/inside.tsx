import type { Me } from '@tessera/api'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { KnownMe } from '@/shared/known'
import { type Services, ServicesProvider } from '@/shared/services'

/** What is around every screen, for hooks that ask nothing of the server. */
export function Inside({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={new QueryClient()}>
      <ServicesProvider value={{} as Services}>
        <KnownMe value={{ id: 'me', name: 'Me', permissions: ['tickets:write'] as string[] } as Me}>{children}</KnownMe>
      </ServicesProvider>
    </QueryClientProvider>
  )
}
