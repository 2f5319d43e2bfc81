import type { Meta, StoryObj } from '@storybook/react-vite'
import { RefreshCw, ShieldAlert, WifiOff } from 'lucide-react'
import { useState } from 'react'
import { Banner } from './banner'
import { Button } from './button'
import { EmptyState } from './empty-state'
import { ResizablePane } from './resizable'
import { Skeleton } from './skeleton'
import { Spinner } from './spinner'
import { State, States } from './story-kit'

const meta: Meta = { title: 'UI/States' }
export default meta

export const Empty: StoryObj = {
  render: () => (
    <EmptyState
      mosaic="inbox"
      title="All quiet"
      text="A mail to your support address becomes a ticket and appears here by itself."
    />
  ),
}

export const Failed: StoryObj = {
  render: () => (
    <EmptyState
      mosaic="broken"
      title="The list could not be loaded"
      text="Nothing is lost."
      action={<Button>Try again</Button>}
    />
  ),
}

export const Banners: StoryObj = {
  render: () => (
    <div className="flex flex-col gap-3">
      <Banner icon={WifiOff}>You are offline.</Banner>
      <Banner icon={RefreshCw} action={<Button size="sm">Try again</Button>}>
        Live updates are interrupted.
      </Banner>
      <Banner tone="warning" icon={ShieldAlert}>
        The sender could not be verified.
      </Banner>
      <Banner tone="danger">Email or password is wrong.</Banner>
    </div>
  ),
}

export const Loading: StoryObj = {
  render: () => (
    <States>
      <State name="skeleton">
        <Skeleton className="h-3 w-40" />
        <Skeleton className="size-8 rounded-tile" />
      </State>
      <State name="spinner, after 150 ms">
        <Spinner label="Loading" />
      </State>
    </States>
  ),
}

function PaneDemo() {
  const [width, setWidth] = useState(240)
  return (
    <div className="flex h-40 border border-line">
      <ResizablePane
        width={width}
        min={160}
        max={480}
        onResize={setWidth}
        label="Left"
        edgeLabel="Width of the left pane"
        className="w-(--pane-width) border-e border-line p-3"
      >
        {width} px
      </ResizablePane>
      <div className="p-3">The rest</div>
    </div>
  )
}

export const Resizable: StoryObj = { render: () => <PaneDemo /> }
