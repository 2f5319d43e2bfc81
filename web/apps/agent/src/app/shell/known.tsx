import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { NOTHING_DEFINED, catalogueQuery } from '@/shared/catalogue/queries'
import { KnownAgents, KnownCatalogue, KnownMe, KnownTeams } from '@/shared/known'
import { useServices } from '@/shared/services'
import { agentsQuery, meQuery, teamsQuery } from '@/shared/tickets/queries'

/** Watches what every screen needs; the shell's loader has read it. Nothing waits for what the organization defines. */
export function Known({ children }: { children: ReactNode }) {
  const { api } = useServices()
  const me = useSuspenseQuery(meQuery(api)).data
  const agents = useSuspenseQuery(agentsQuery(api)).data
  const teams = useSuspenseQuery(teamsQuery(api)).data
  const catalogue = useQuery(catalogueQuery(api)).data ?? NOTHING_DEFINED
  return (
    <KnownMe value={me}>
      <KnownAgents value={agents}>
        <KnownTeams value={teams}>
          <KnownCatalogue value={catalogue}>{children}</KnownCatalogue>
        </KnownTeams>
      </KnownAgents>
    </KnownMe>
  )
}
