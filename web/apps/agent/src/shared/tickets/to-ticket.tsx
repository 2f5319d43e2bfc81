import { Link, useLocation } from '@tanstack/react-router'
import { isFocusFree } from '@tessera/ui'
import { type ComponentProps, useEffect, useRef } from 'react'
import { HOME_VIEW } from './views'

type Props = Pick<ComponentProps<'a'>, 'children' | 'className' | 'onClick'> & {
  ticketId: string
  /** A message of it. */
  hash?: string | undefined
  /** Which one it is, where the page has several of the same ticket. */
  among?: string
}

/** The link that was followed last. */
let followed = ''

/** From a page to a ticket, which leads back to this page, and to this link. */
export function ToTicket({ ticketId, hash, among = '', onClick, ...rest }: Props) {
  const link = useRef<HTMLAnchorElement>(null)
  const here = useLocation({ select: ({ pathname }) => pathname })
  const key = `${here} ${ticketId} ${among}`
  useEffect(() => {
    if (followed !== key || !isFocusFree()) return
    followed = ''
    link.current?.focus()
  }, [key])
  return (
    <Link
      ref={link}
      to="/views/$view/$ticketId"
      params={{ view: HOME_VIEW, ticketId }}
      state={{ found: true }}
      {...(hash && { hash })}
      onClick={(event) => {
        followed = key
        onClick?.(event)
      }}
      {...rest}
    />
  )
}
