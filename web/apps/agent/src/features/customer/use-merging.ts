import type { Customer } from '@tessera/api'
import { useQueryClient } from '@tanstack/react-query'
import { t } from '@/shared/i18n'
import { SAVED_VIEWS } from '@/shared/saved-views/queries'
import { useServices } from '@/shared/services'
import { outcomeOf } from '@/shared/tickets/changes'
import { underWay } from '@/shared/tickets/history'
import { inTurn } from '@/shared/tickets/use-deed'
import { useExplain } from '@/shared/tickets/use-explain'
import { useUndo } from '@/shared/tickets/use-undo'
import { showToast } from '@/shared/toasts'
import { keepCustomer } from './queries'

/** Makes one person of two records, and two again; what went wrong is explained. */
export function useMerging() {
  const { api } = useServices()
  const client = useQueryClient()
  const explain = useExplain()
  const { tell } = useUndo()

  async function join(kept: Customer, goneId: string): Promise<void> {
    let name = ''
    const outcome = await inTurn(
      async () => {
        const { customer } = await api.mergeCustomer(kept.id, goneId)
        name = keep(customer)
      },
      () => part(goneId),
    )
    tell(t('mergePeople.done', { name }), outcome, () => void merge(kept, goneId))
  }
  const merge = (kept: Customer, goneId: string) => underWay(join(kept, goneId))

  /** The tickets of their addresses follow them. */
  const part = async (goneId: string) => keep(await api.unmergeCustomer(goneId))

  async function takeApart(goneId: string): Promise<void> {
    try {
      showToast({ text: t('mergePeople.apart', { name: await part(goneId) }) })
    } catch (error) {
      explain(outcomeOf(error))
    }
  }

  function keep(customer: Customer): string {
    keepCustomer(client, customer)
    void client.invalidateQueries({ queryKey: ['customer'] })
    // Those that ask for who was merged ask for who stays now.
    void client.invalidateQueries({ queryKey: SAVED_VIEWS })
    return customer.name || customer.email
  }
  return { merge, takeApart }
}
