import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useServices } from '@/shared/services'
import { ticketQuery } from './queries'

/** Whoever goes on at once does not read. */
const READING_MS = 120

/**
 * Whoever goes through tickets by keys comes to the next one next: it is read while they look at this one, and is there
 * when they come. The returned function is told of it at every step.
 */
export function useReadAhead(): (id: string | undefined) => void {
  const { api } = useServices()
  const client = useQueryClient()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return (id) => {
    clearTimeout(timer.current)
    if (id) timer.current = setTimeout(() => void client.prefetchQuery(ticketQuery(api, client, id)), READING_MS)
  }
}
