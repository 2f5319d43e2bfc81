import { Suspense, use } from 'react'
import { LANGUAGE } from './i18n/language'
import { speak } from './i18n/said'

/** What the server said, in the reader's language. */
export function Said({ text }: { text: string }) {
  if (LANGUAGE === 'en') return text
  return (
    <Suspense>
      <Spoken text={text} />
    </Suspense>
  )
}

function Spoken({ text }: { text: string }) {
  return use(speak())(text)
}
