import { type RefObject, useEffect, useRef } from 'react'

/** Of a form that was refused, the first field that is wrong has the focus. */
export function useFirstWrong(errors: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [errors])
  return form
}
