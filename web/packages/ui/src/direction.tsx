import { Direction } from 'radix-ui'

/** Which way menus open and arrow keys lead within it. */
export const DirectionProvider = Direction.DirectionProvider
