// @vitest-environment jsdom
import { render } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { NOTHING_DEFINED } from '@/shared/catalogue/queries'
import { KnownAgents, KnownCatalogue } from '@/shared/known'
import { aTicket } from '@/testing/factories'
import { Inside } from '@/testing/inside'
import { TicketRow } from './ticket-row'

function rowWith(preview: string) {
  const props = { href: '/', assignee: undefined, selected: false, current: false, under: false, onOpen: vi.fn() }
  const row = (
    <KnownAgents value={[]}>
      <KnownCatalogue value={NOTHING_DEFINED}>
        <TicketRow ticket={aTicket({ preview })} {...props} />
      </KnownCatalogue>
    </KnownAgents>
  )
  return render(row, { wrapper: Inside }).container.textContent
}

it('puts a dot between a name and a preview, and none after a name alone', () => {
  expect(rowWith('Could you?')).toContain('Mira Halvorsen·Could you?')
  expect(rowWith('')).not.toContain('·')
})
