import type { Decorator, Preview } from '@storybook/react-vite'
import { TooltipProvider } from '@tessera/ui'
import { useLayoutEffect } from 'react'
import type { Density, Theme } from '../apps/agent/src/shared/preferences'
import '../apps/agent/src/app/styles.css'

/** Every story in every theme and density, from the toolbar. */
const themed: Decorator = (Story, { globals, title, name }) => {
  const theme = globals['theme'] as Theme
  const density = globals['density'] as Density
  useLayoutEffect(() => window.tesseraTheme({ theme, density }), [theme, density])
  return (
    <TooltipProvider>
      {title.startsWith('UI/') ? (
        <main>
          <h1 className="sr-only">{name}</h1>
          <Story />
        </main>
      ) : (
        <Story />
      )}
    </TooltipProvider>
  )
}

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
