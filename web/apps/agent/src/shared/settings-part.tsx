import { type ReactNode, useId } from 'react'
import { Setting } from './setting'

/** `id`: what the search of the settings leads to. */
type Props = { id?: string; title: string; text?: string; children: ReactNode }

/** One matter of a settings page, with its heading. */
export function SettingsPart({ id, title, text, children }: Props) {
  const heading = useId()
  const part = (
    <section aria-labelledby={heading}>
      <h2 id={heading} className="mb-1 font-semibold text-strong">
        {title}
      </h2>
      {text && <p className="mb-2 max-w-(--measure) text-quiet">{text}</p>}
      {children}
    </section>
  )
  return id ? <Setting id={id}>{part}</Setting> : part
}
