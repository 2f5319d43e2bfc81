import type { OrganizationDetail, PatchOrganization } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useServices } from '@/shared/services'
import { keys } from '@/shared/tickets/keys'
import { meQuery } from '@/shared/tickets/queries'

const ORGANIZATION = ['admin', 'organization'] as const

export function useOrganization() {
  const { api } = useServices()
  return useQuery({ queryKey: ORGANIZATION, queryFn: api.organization })
}

/** Saves what changed of what was looked at; what others see of it is read anew. */
export function useSaveOrganization(seen: OrganizationDetail): (change: PatchOrganization) => Promise<void> {
  const { api } = useServices()
  const client = useQueryClient()
  return async (change) => {
    client.setQueryData(ORGANIZATION, await api.patchOrganization(change, seen.version))
    await client.invalidateQueries({ queryKey: meQuery(api).queryKey })
  }
}

export function useMailboxes() {
  const { api } = useServices()
  return useQuery({ queryKey: keys.mailboxes, queryFn: api.mailboxes })
}
