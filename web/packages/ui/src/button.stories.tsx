import type { Meta, StoryObj } from '@storybook/react-vite'
import { Ellipsis, PanelRight, Search } from 'lucide-react'
import { Button } from './button'
import { IconButton } from './icon-button'
import { State, States } from './story-kit'

const meta: Meta = { title: 'UI/Button' }
export default meta
const variants = ['primary', 'note', 'secondary', 'ghost', 'danger', 'link'] as const

export const Variants: StoryObj = {
  render: () => (
    <States>
      {variants.map((variant) => (
        <State key={variant} name={variant}>
          <Button variant={variant}>Send reply</Button>
          <Button variant={variant} disabled>
            Disabled
          </Button>
          <Button variant={variant} busy>
            Busy
          </Button>
        </State>
      ))}
    </States>
  ),
}

export const Sizes: StoryObj = {
  render: () => (
    <States>
      {(['sm', 'md', 'lg'] as const).map((size) => (
        <State key={size} name={size}>
          <Button size={size}>Save</Button>
        </State>
      ))}
    </States>
  ),
}

export const Icons: StoryObj = {
  render: () => (
    <States>
      <State name="plain">
        <IconButton icon={Search} label="Search" keys="mod+k" />
      </State>
      <State name="pressed">
        <IconButton icon={PanelRight} label="Properties" pressed />
      </State>
      <State name="disabled">
        <IconButton icon={Ellipsis} label="More" disabled />
      </State>
    </States>
  ),
}
