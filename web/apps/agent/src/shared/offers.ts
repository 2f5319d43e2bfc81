import { useContext, useEffect, useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { create } from 'zustand'
import { type CommandId, Place, type PlaceName, useTurned } from '@/shared/hotkeys'

/** What can be done where one is, and by the palette alone or nearly so. */
export interface Offer {
  id: string
  text: string
  /** What else one may call it. */
  words?: string
  icon: ReactNode
  /** Whose keys do the same. */
  command?: CommandId | undefined
  /** Of several with one id the latest counts (RFC 3339). */
  at?: string
  run: () => void
}

interface Standing extends Offer {
  place: PlaceName
}

const useStanding = create<{ offers: Standing[] }>()(() => ({ offers: [] }))

/** Offers these for as long as they stand on the screen. */
export function useOffers(offers: Offer[]): void {
  const place = useContext(Place) ?? 'main'
  const now = useRef(offers)
  useLayoutEffect(() => {
    now.current = offers
  })
  const same = offers.map(({ id, text, at }) => `${id} ${text} ${at}`).join('\n')
  useEffect(() => {
    const standing: Standing[] = now.current.map((offer) => ({
      ...offer,
      place,
      run: () => now.current.find(({ id }) => id === offer.id)?.run(),
    }))
    if (standing.length === 0) return
    useStanding.setState(({ offers: others }) => ({ offers: [...others, ...standing] }))
    return () => useStanding.setState(({ offers: all }) => ({ offers: all.filter((each) => !standing.includes(each)) }))
  }, [place, same])
}

/** What is offered by the ticket that the keys are for. */
export function useOffered(): Offer[] {
  const turned = useTurned()
  const here = useStanding((state) => state.offers).filter(({ place }) => place === turned)
  const latest = new Map<string, Offer>()
  for (const each of here) {
    if ((latest.get(each.id)?.at ?? '') <= (each.at ?? '')) latest.set(each.id, each)
  }
  return [...latest.values()]
}
