import type { Company, Customer } from '@tessera/api'
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { t } from '@/shared/i18n'
import { PEOPLE, usePages } from '@/shared/people/queries'
import { useServices } from '@/shared/services'
import { useDeed } from '@/shared/tickets/use-deed'

const MINUTE = 60_000
export const customerKey = (id: string) => ['customer', id] as const
export const companyKey = (id: string) => ['company', id] as const
const COMPANIES = ['companies'] as const

export function useCustomer(id: string) {
  const { api } = useServices()
  return useQuery({ queryKey: customerKey(id), queryFn: () => api.customer(id), staleTime: MINUTE })
}

export function useCompany(id: string) {
  const { api } = useServices()
  return useQuery({ queryKey: companyKey(id), queryFn: () => api.company(id), staleTime: MINUTE })
}

export function useCompanies(q: string) {
  const { api } = useServices()
  return usePages([...COMPANIES, q], (cursor, signal) => api.companies({ q, cursor }, signal))
}

export function useMembers(companyId: string) {
  const { api } = useServices()
  return usePages([...PEOPLE, 'of', companyId], (cursor, signal) => api.members(companyId, { cursor }, signal))
}

/** Shows a person as they are now wherever they are shown. */
export function keepCustomer(client: QueryClient, customer: Customer): void {
  client.setQueryData(customerKey(customer.id), customer)
  void client.invalidateQueries({ queryKey: PEOPLE })
}

/** A company's domains say where people work: whoever is known is read again. */
export function keepCompany(client: QueryClient, company: Company): void {
  client.setQueryData(companyKey(company.id), company)
  for (const queryKey of [COMPANIES, PEOPLE, ['customer']]) void client.invalidateQueries({ queryKey })
}

/** Blocks or unblocks; either can be taken back at once. */
export function useBlocking(customer: Customer): (blocked: boolean) => Promise<boolean> {
  const { api } = useServices()
  const client = useQueryClient()
  const deed = useDeed()
  const name = customer.name || customer.email
  const set = async (blocked: boolean) =>
    keepCustomer(client, await (blocked ? api.blockCustomer(customer.id) : api.unblockCustomer(customer.id)))
  return (blocked) =>
    deed(
      t(blocked ? 'customer.blockedNow' : 'customer.unblockedNow', { name }),
      () => set(blocked),
      () => set(!blocked),
    )
}

/** Takes a company away, or brings it back; either can be taken back at once. */
export function useDeletingCompany(): (company: Company, deleted: boolean) => Promise<boolean> {
  const { api } = useServices()
  const client = useQueryClient()
  const deed = useDeed()
  return ({ id, name }, deleted) => {
    const set = async (gone: boolean) => keepCompany(client, await api.patchCompany(id, { deleted: gone }))
    return deed(
      t(deleted ? 'companies.deleted' : 'companies.restored', { name }),
      () => set(deleted),
      () => set(!deleted),
    )
  }
}
