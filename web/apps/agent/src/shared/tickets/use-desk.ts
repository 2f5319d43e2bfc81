import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useServices } from '@/shared/services'
import type { Desk } from './changes'
import { useMe } from './queries'

/** What the use cases of a ticket work with. */
export function useDesk(): Desk {
  const { api } = useServices()
  const client = useQueryClient()
  const me = useMe().id
  return useMemo(() => ({ api, client, me }), [api, client, me])
}
