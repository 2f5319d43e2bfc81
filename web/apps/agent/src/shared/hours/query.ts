import type { Client } from '@tessera/api'
import { queryOptions } from '@tanstack/react-query'

/** When one works, as one said so. */
export const workingHoursQuery = (api: Client) =>
  queryOptions({ queryKey: ['working-hours'], queryFn: api.workingHours })
