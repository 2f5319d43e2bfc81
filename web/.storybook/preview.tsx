import type { Decorator, Preview } from '@storybook/react-vite'
import { TooltipProvider } from '@tessera/ui'
import { type ReactNode, useLayoutEffect } from 'react'
import type { Density, Theme } from '../apps/agent/src/shared/preferences'
import '../apps/agent/src/app/styles.css'

function Themed({ theme, density, children }: { theme: Theme; density: Density; children: ReactNode }) {
  useLayoutEffect(() => window.tesseraTheme({ theme, density }), [theme, density])
  return <TooltipProvider>{children}</TooltipProvider>
}

/** Every story in every theme and density, from the toolbar. A component stands on a page with the landmarks of one. */
const themed: Decorator = (Story, { globals, title, name }) => (
  <Themed theme={globals['theme'] as Theme} density={globals['density'] as Density}>
    {title.startsWith('UI/') ? (
      <main>
        <h1 className="sr-only">{name}</h1>
        <Story />
      </main>
    ) : (
      <Story />
    )}
  </Themed>
)

const preview: Preview = {
  decorators: [themed],
  parameters: { layout: 'padded', controls: { expanded: true } },
  initialGlobals: { theme: 'light', density: 'comfortable' },
  globalTypes: {
    theme: {
      description: 'Theme',
      toolbar: { icon: 'contrast', items: ['light', 'dark', 'contrast'], dynamicTitle: true },
    },
    density: {
      description: 'Density',
      toolbar: { icon: 'listunordered', items: ['comfortable', 'compact'], dynamicTitle: true },
    },
  },
}

export default preview
