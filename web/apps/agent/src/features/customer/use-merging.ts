import type { Customer } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { t } from '@/shared/i18n'
import { SAVED_VIEWS } from '@/shared/saved-views/queries'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { useExplain } from '@/shared/tickets/use-explain'
import { showToast } from '@/shared/toasts'
import { keepCustomer } from './queries'

/** Makes one person of two records, and two again; what went wrong is explained. */
export function useMerging() {
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()
  async function readAgain(): Promise<void> {
    await client.invalidateQueries({ queryKey: ['customer'] })
    // Those that ask for who was merged ask for who stays now.
    await client.invalidateQueries({ queryKey: SAVED_VIEWS })
  }

  async function merge(kept: Customer, goneId: string): Promise<void> {
    try {
      const { customer } = await api.mergeCustomer(kept.id, goneId)
      keepCustomer(client, customer)
      void readAgain()
      showToast({
        text: t('mergePeople.done', { name: customer.name || customer.email }),
        action: { label: t('action.undo'), run: () => void takeApart(goneId) },
      })
    } catch (error) {
      explain(outcomeOf(error))
    }
  }

  /** The tickets of their addresses follow them. */
  async function takeApart(goneId: string): Promise<void> {
    try {
      const alone = await api.unmergeCustomer(goneId)
      keepCustomer(client, alone)
      void readAgain()
      showToast({ text: t('mergePeople.apart', { name: alone.name || alone.email }) })
    } catch (error) {
      explain(outcomeOf(error))
    }
  }
  return { merge, takeApart }
}
