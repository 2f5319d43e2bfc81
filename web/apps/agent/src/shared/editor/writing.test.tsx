// @vitest-environment jsdom
import type { Editor } from '@tiptap/react'
import { act, render } from '@testing-library/react'
import { useState } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { bind, registry, resetBinding } from '@/shared/hotkeys'
import { Writing } from './writing'

interface Text {
  html: string
  joined: string | undefined
}

/** An editor whose text is kept outside of it, as a draft's is. */
function writing(begun: string) {
  const takenBack = vi.fn(() => true)
  const doneAgain = vi.fn(() => true)
  const outside = {
    text: { html: begun, joined: undefined } as Text,
    set: (_: Text): void => undefined,
    editor: undefined as Editor | undefined,
  }
  function Draft() {
    const [text, setText] = useState<Text>(outside.text)
    Object.assign(outside, { text, set: setText })
    return (
      <Writing
        label="Reply"
        placeholder="Reply"
        html={text.html}
        joining
        joined={text.joined}
        focusRequest={0}
        onChange={({ html, joined }) => setText({ html, joined })}
        onFiles={vi.fn()}
        onUndo={takenBack}
        onRedo={doneAgain}
        onReady={(editor) => void (outside.editor = editor)}
      />
    )
  }
  render(<Draft />)
  return {
    takenBack,
    doneAgain,
    html: () => outside.text.html.replaceAll(' dir="auto"', ''),
    kept: () => outside.text.html,
    joined: () => outside.text.joined,
    shown: () => outside.editor!.getText({ blockSeparator: '|' }),
    come: (more: string, joined?: string) => act(() => outside.set({ html: outside.text.html + more, joined })),
    replace: (html: string) => act(() => outside.set({ html, joined: undefined })),
    type: (text: string) => act(() => void outside.editor!.commands.insertContent(text)),
    /** Key by key, as the browser tells of them. */
    key: (text: string) =>
      act(() => {
        for (const letter of text) typed(outside.editor!, letter)
      }),
    press: (keys: string) => act(() => void outside.editor!.commands.keyboardShortcut(keys)),
    undo: () => act(() => void outside.editor!.commands.undo()),
  }
}

function typed({ view }: Editor, letter: string) {
  const { from, to } = view.state.selection
  const insert = () => view.state.tr.insertText(letter, from, to)
  if (!view.someProp('handleTextInput', (handle) => handle(view, from, to, letter, insert))) view.dispatch(insert())
}

it('takes up what comes from outside as one step, which is undone alone', () => {
  const draft = writing('')
  draft.type('AAA')
  draft.come('<p>From a macro</p><p>of two lines</p>')
  expect(draft.shown()).toBe('AAA|From a macro|of two lines')
  expect(draft.html()).toBe('<p>AAA</p><p>From a macro</p><p>of two lines</p>')
  draft.undo()
  expect([draft.shown(), draft.html()]).toEqual(['AAA', '<p>AAA</p>'])
  draft.undo()
  expect([draft.shown(), draft.html()]).toEqual(['', ''])
})

it('puts it on the empty line that one is on', () => {
  const draft = writing('<p>AAA</p><p></p>')
  draft.come('<p>From a macro</p>')
  expect([draft.shown(), draft.html()]).toEqual(['AAA|From a macro', '<p>AAA</p><p>From a macro</p>'])
  draft.undo()
  expect(draft.html()).toBe('<p>AAA</p>')
})

describe('what came as a part of a step', () => {
  it('is told to whoever takes it back, as long as nothing was written since', () => {
    const draft = writing('')
    draft.type('AAA')
    draft.come('<p>From a macro</p>', 'macro')
    expect(draft.joined()).toBe('macro')
    draft.type('!')
    expect(draft.joined()).toBeUndefined()
    draft.undo()
    expect([draft.shown(), draft.joined()]).toEqual(['AAA|From a macro', 'macro'])
    draft.press('Mod-z')
    expect(draft.takenBack).toHaveBeenCalledExactlyOnceWith('macro')
    expect(draft.shown()).toBe('AAA|From a macro')
  })

  it('goes, and comes again, by the steps that the text has already', () => {
    const draft = writing('')
    draft.type('AAA')
    const before = draft.kept()
    draft.come('<p>From a macro</p>', 'macro')
    draft.replace(before)
    expect([draft.shown(), draft.joined()]).toEqual(['AAA', undefined])
    draft.press('Mod-Shift-z')
    expect(draft.doneAgain).toHaveBeenCalledExactlyOnceWith('macro')
    draft.come('<p>From a macro</p>', 'macro')
    expect([draft.shown(), draft.joined()]).toEqual(['AAA|From a macro', 'macro'])
    draft.replace(before)
    draft.undo()
    expect(draft.shown()).toBe('')
  })
})

describe('Markdown as one types', () => {
  it.each([
    ['# Title', '<h1>Title</h1>'],
    ['## Steps', '<h2>Steps</h2>'],
    ['#5 broke', '<p>#5 broke</p>'],
    ['- first', '<ul><li><p>first</p></li></ul>'],
    ['1. first', '<ol><li><p>first</p></li></ol>'],
    ['**so**', '<p><strong>so</strong></p>'],
  ])('%s', (keys, html) => {
    const draft = writing('')
    draft.key(keys)
    expect(draft.html()).toBe(html)
  })

  it('a link, whose text is not its address', () => {
    const draft = writing('')
    draft.key('See [our status](https://status.acme.test).')
    expect(draft.shown()).toBe('See our status.')
    expect(draft.html()).toMatch(/<a [^>]*href="https:\/\/status\.acme\.test"[^>]*>our status<\/a>\./)
  })

  it('but none that would run something', () => {
    const draft = writing('')
    draft.key('[this](javascript:alert(1))')
    expect(draft.html()).not.toContain('<a')
  })
})

it('sends by the keys that were chosen for it, and by no others', () => {
  const draft = writing('<p>Answer.</p>')
  const sent = vi.fn()
  const undo = registry.register('send', sent)
  draft.press('Mod-Enter')
  expect(sent).toHaveBeenCalledTimes(1)
  bind('send', 'mod+alt+s')
  draft.press('Mod-Enter')
  expect(sent).toHaveBeenCalledTimes(1)
  draft.press('Mod-Alt-s')
  expect(sent).toHaveBeenCalledTimes(2)
  resetBinding('send')
  undo()
})
