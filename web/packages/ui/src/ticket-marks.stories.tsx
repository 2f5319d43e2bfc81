import type { Meta, StoryObj } from '@storybook/react-vite'
import { DueMark } from './due-mark'
import { State, States } from './story-kit'
import { Tag } from './tag'

const meta: Meta = { title: 'UI/Ticket marks' }
export default meta

export const Due: StoryObj = {
  render: () => (
    <States>
      <State name="far">
        <DueMark state="ok" share={0.6} text="Due 14h" />
      </State>
      <State name="soon">
        <DueMark state="soon" share={0.1} text="Due 2h" />
      </State>
      <State name="over">
        <DueMark state="over" share={0} text="Overdue 2d" />
      </State>
    </States>
  ),
}

export const Tags: StoryObj = {
  render: () => (
    <States>
      <State name="in a list">
        <Tag name="billing" />
      </State>
      <State name="that can be taken off">
        <Tag name="paper-jam" onRemove={() => undefined} removeLabel="Remove paper-jam" />
      </State>
      <State name="too long">
        <Tag name="a-tag-that-is-much-longer-than-there-is-room-for" />
      </State>
    </States>
  ),
}
