import { type ReactNode, useId } from 'react'

type Props = { title: string; text?: string; children: ReactNode }

/** One matter of a settings page, with its heading. */
export function SettingsPart({ title, text, children }: Props) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-1 font-semibold text-strong">
        {title}
      </h2>
      {text && <p className="mb-2 max-w-(--measure) text-quiet">{text}</p>}
      {children}
    </section>
  )
}
