import { useQueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { useServices } from '@/shared/services'
import { type TicketQueue, queueOf } from './queue'

export function useQueue(): TicketQueue {
  return queueOf(useQueryClient(), useServices().api)
}

/** What the server does not have yet. */
export function useQueueState() {
  const queue = useQueue()
  return useSyncExternalStore(queue.subscribe, queue.state)
}
