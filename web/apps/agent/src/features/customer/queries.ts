import type { Customer } from '@tessera/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { useExplain } from '@/shared/tickets/use-explain'
import { showToast } from '@/shared/toasts'

const MINUTE = 60_000
export const customerKey = (id: string) => ['customer', id] as const

export function useCustomer(id: string) {
  const { api } = useServices()
  return useQuery({ queryKey: customerKey(id), queryFn: () => api.customer(id), staleTime: MINUTE })
}

/** Blocks or unblocks; either can be taken back at once. */
export function useBlocking(customer: Customer): (blocked: boolean) => Promise<void> {
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()
  const { t } = useTranslation()
  const name = customer.name || customer.email
  async function set(blocked: boolean): Promise<boolean> {
    try {
      const now = await (blocked ? api.blockCustomer(customer.id) : api.unblockCustomer(customer.id))
      client.setQueryData(customerKey(customer.id), now)
      return true
    } catch (error) {
      explain(outcomeOf(error))
      return false
    }
  }
  return async (blocked) => {
    if (!(await set(blocked))) return
    showToast({
      text: t(blocked ? 'customer.blockedNow' : 'customer.unblockedNow', { name }),
      action: { label: t('action.undo'), run: () => void set(!blocked) },
    })
  }
}
