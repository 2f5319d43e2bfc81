import type { Meta, StoryObj } from '@storybook/react-vite'
import { Avatar, EmptyAvatar } from './avatar'
import { Badge, UnreadTile } from './badge'
import { Kbd } from './kbd'
import { Mark, Mosaic } from './mark'
import { PriorityIcon } from './priority-icon'
import { formatAge, RelativeTime } from './relative-time'
import { StatusIcon } from './status-icon'
import { State, States } from './story-kit'

const meta: Meta = { title: 'UI/Marks' }
export default meta

export const Status: StoryObj = {
  render: () => (
    <States>
      {(['open', 'pending', 'on_hold', 'resolved', 'closed'] as const).map((status) => (
        <State key={status} name={status}>
          <StatusIcon status={status} label={status} size={20} />
        </State>
      ))}
    </States>
  ),
}

export const Priority: StoryObj = {
  render: () => (
    <States>
      {(['low', 'normal', 'high', 'urgent'] as const).map((priority) => (
        <State key={priority} name={priority}>
          <PriorityIcon priority={priority} label={priority} size={20} />
        </State>
      ))}
    </States>
  ),
}

const NAMES = ['Mira Halvorsen', 'Bao Tran', 'Élodie Marchand', 'Samuel Adeyemi', '李雷', 'info@kontor.test', '']

export const Avatars: StoryObj = {
  render: () => (
    <States>
      {NAMES.map((name) => (
        <State key={name} name={name || 'no name'}>
          <Avatar name={name} size={32} />
          <Avatar name={name} size={24} />
          <Avatar name={name} size={16} />
        </State>
      ))}
      <State name="nobody">
        <EmptyAvatar size={32} label="Nobody" />
      </State>
    </States>
  ),
}

export const Badges: StoryObj = {
  render: () => (
    <States>
      {(['neutral', 'warning', 'danger', 'success', 'note'] as const).map((tone) => (
        <State key={tone} name={tone}>
          <Badge tone={tone}>Automatic reply</Badge>
        </State>
      ))}
      <State name="unread">
        <UnreadTile label="Unread" />
      </State>
    </States>
  ),
}

export const Keys: StoryObj = {
  render: () => (
    <States>
      {['j', 'mod+k', 'shift+enter', 'escape', '?'].map((keys) => (
        <State key={keys} name={keys}>
          <Kbd keys={keys} />
        </State>
      ))}
    </States>
  ),
}

const now = Date.parse('2026-05-20T12:00:00Z')
const AGES = [
  '2026-05-20T11:59:40Z',
  '2026-05-20T11:12:00Z',
  '2026-05-20T04:00:00Z',
  '2026-05-02T04:00:00Z',
  '2024-05-02T04:00:00Z',
]

export const Ages: StoryObj = {
  render: () => (
    <States>
      {AGES.map((at) => (
        <State key={at} name={at}>
          <span>{formatAge(at, now, 'en') ?? 'now'}</span>
        </State>
      ))}
      <State name="live">
        <RelativeTime at={new Date().toISOString()} justNow="now" />
      </State>
    </States>
  ),
}

export const TheMark: StoryObj = {
  render: () => (
    <States>
      {[16, 20, 32, 64].map((size) => (
        <State key={size} name={String(size)}>
          <Mark size={size} />
        </State>
      ))}
      {(['inbox', 'done', 'search', 'shield', 'broken'] as const).map((name) => (
        <State key={name} name={name}>
          <Mosaic name={name} />
        </State>
      ))}
    </States>
  ),
}
