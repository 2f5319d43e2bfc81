// @vitest-environment jsdom
import type { Editor } from '@tiptap/react'
import { act, render } from '@testing-library/react'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { Writing } from './writing'

/** An editor whose text is kept outside of it, as a draft's is. */
function writing(begun: string) {
  const outside = { html: begun, set: (_: string): void => undefined, editor: undefined as Editor | undefined }
  function Draft() {
    const [html, setHtml] = useState(begun)
    Object.assign(outside, { html, set: setHtml })
    return (
      <Writing
        label="Reply"
        placeholder="Reply"
        html={html}
        joining
        focusRequest={0}
        onChange={(text) => setHtml(text.html)}
        onFiles={vi.fn()}
        onReady={(editor) => void (outside.editor = editor)}
      />
    )
  }
  render(<Draft />)
  return {
    html: () => outside.html.replaceAll(' dir="auto"', ''),
    shown: () => outside.editor!.getText({ blockSeparator: '|' }),
    come: (more: string) => act(() => outside.set(outside.html + more)),
    type: (text: string) => act(() => void outside.editor!.commands.insertContent(text)),
    undo: () => act(() => void outside.editor!.commands.undo()),
  }
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
  expect(draft.html()).toBe('<p>AAA</p><p></p>')
})
