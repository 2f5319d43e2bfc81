import type { SearchPart } from '@tessera/api'

/** A text with what was looked for marked. */
export function Marked({ parts }: { parts: SearchPart[] }) {
  return parts.map((part, index) =>
    part.hit ? (
      <mark key={index} className="rounded-[2px] bg-accent-soft text-strong">
        {part.text}
      </mark>
    ) : (
      <span key={index}>{part.text}</span>
    ),
  )
}
