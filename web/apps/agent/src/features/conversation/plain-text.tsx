import { Fragment } from 'react'

const ADDRESS = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g

/** Plain text as it was typed, with its web addresses as links. */
export function PlainText({ text }: { text: string }) {
  const addresses = text.match(ADDRESS) ?? []
  return (
    <p dir="auto" className="whitespace-pre-wrap [unicode-bidi:plaintext]">
      {text.split(ADDRESS).map((part, index) => (
        <Fragment key={index}>
          {part}
          {addresses[index] && (
            <a href={addresses[index]} target="_blank" rel="noopener noreferrer" className="text-accent-text underline">
              {addresses[index]}
            </a>
          )}
        </Fragment>
      ))}
    </p>
  )
}
