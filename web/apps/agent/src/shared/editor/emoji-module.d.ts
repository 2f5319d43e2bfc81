/** Made by `vite/emoji.ts`: an emoji a line; its sign, short names, label and words, with tabs between. */
declare module 'virtual:emoji-*' {
  const lines: string
  export default lines
}
