// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRegistry, listen } from './registry'

/** As browsers type into the field that has the focus. */
function execCommand(command: string, _: boolean, text = ''): boolean {
  const at = document.activeElement as HTMLInputElement
  at.value = command === 'insertText' ? at.value + text : at.value.slice(0, -1)
  return at.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

describe('what is typed before its field is there', () => {
  const registry = createRegistry()
  const ran: string[] = []
  let undo: (() => void)[]

  beforeEach(() => {
    vi.useFakeTimers()
    document.execCommand = execCommand
    Element.prototype.checkVisibility = () => true
    document.body.innerHTML = '<main tabindex="-1"></main>'
    document.querySelector('main')!.focus()
    ran.length = 0
    undo = [
      listen(registry),
      registry.register('palette', () => ran.push('palette')),
      registry.register('macro', () => ran.push('macro')),
      registry.register('assignToMe', () => ran.push('assigned')),
      registry.register('next', () => ran.push('next')),
    ]
  })
  afterEach(() => {
    undo.forEach((each) => each())
    vi.useRealTimers()
  })

  function press(key: string, rest: KeyboardEventInit = {}) {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...rest })
    document.activeElement!.dispatchEvent(event)
    return event
  }
  const type = (text: string) => [...text].forEach((letter) => press(letter))
  const palette = () => press('k', { ctrlKey: true })
  const drawn = () => vi.advanceTimersByTimeAsync(200)
  function comes(): HTMLInputElement {
    const field = document.createElement('input')
    document.body.append(field)
    field.focus()
    return field
  }

  it('runs no commands, and is given to the field in its order', async () => {
    const pressed: string[] = []
    palette()
    type('ibi')
    press('Backspace')
    press('Enter')
    expect(ran).toEqual(['palette'])
    const field = comes()
    field.addEventListener('keydown', ({ key }) => pressed.push(`${key} in ${field.value}`))
    await drawn()
    expect(field.value).toBe('ib')
    expect(pressed).toEqual(['i in ', 'b in i', 'i in ib', 'Backspace in ibi', 'Enter in ib'])
    expect(ran).toEqual(['palette'])
    expect(press('j').defaultPrevented).toBe(false)
  })

  it('has what is typed while it is being given come after it', async () => {
    palette()
    type('a')
    press('Enter')
    const field = comes()
    type('b')
    await drawn()
    expect(field.value).toBe('ab')
  })

  it('goes on to the next field where a key among it asks for one', async () => {
    palette()
    type('abc')
    const first = comes()
    first.addEventListener('keydown', (event) => {
      if (event.key !== 'b') return
      event.preventDefault()
      registry.run('macro')
    })
    await drawn()
    expect(first.value).toBe('a')
    const second = comes()
    await drawn()
    expect([first.value, second.value]).toEqual(['a', 'c'])
  })

  it('does not go into the field where one was', async () => {
    const before = comes()
    palette()
    const stopped = press('i')
    expect(stopped.defaultPrevented).toBe(true)
    const field = comes()
    await drawn()
    expect([before.value, field.value]).toEqual(['', 'i'])
  })

  it('leaves what the browser does to the browser', () => {
    palette()
    expect(press('r', { ctrlKey: true }).defaultPrevented).toBe(false)
    expect(press('F5').defaultPrevented).toBe(false)
  })

  it('is dropped by Escape, which closes what comes after all', async () => {
    palette()
    type('i')
    press('Escape')
    press('j')
    expect(ran).toEqual(['palette', 'next'])
    const field = comes()
    const closed = vi.fn()
    field.addEventListener('keydown', ({ key }) => void closed(key))
    await drawn()
    expect(closed.mock.calls).toEqual([['Escape']])
    expect(field.value).toBe('')
  })

  it('is dropped where the field does not come, but no word is cut in two', async () => {
    palette()
    type('i')
    await vi.advanceTimersByTimeAsync(4_900)
    press('i')
    await vi.advanceTimersByTimeAsync(400)
    press('i')
    expect(ran).toEqual(['palette'])
    await vi.advanceTimersByTimeAsync(1_500)
    press('i')
    expect(ran).toEqual(['palette', 'assigned'])
    const field = comes()
    await drawn()
    expect(field.value).toBe('')
  })

  it('is dropped where it cannot come, and where one presses elsewhere', () => {
    palette()
    registry.kept.letGo()
    press('i')
    palette()
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
    press('i')
    expect(ran).toEqual(['palette', 'assigned', 'palette', 'assigned'])
  })

  it('is for a layer as well, even if that has no field', async () => {
    palette()
    press('ArrowDown')
    document.body.insertAdjacentHTML('beforeend', '<div role="menu" tabindex="-1"></div>')
    const menu = document.querySelector<HTMLElement>('[role="menu"]')!
    const pressed = vi.fn()
    menu.addEventListener('keydown', ({ key }) => void pressed(key))
    menu.focus()
    await drawn()
    expect(pressed.mock.calls).toEqual([['ArrowDown']])
  })

  it('presses the button that it came to', async () => {
    palette()
    press('Tab')
    press('Enter')
    document.body.insertAdjacentHTML('beforeend', '<div role="dialog"><input /><button>Go</button></div>')
    const pressed = vi.fn()
    const button = document.querySelector('button')!
    button.addEventListener('click', pressed)
    document.querySelector<HTMLElement>('[role="dialog"] input')!.focus()
    await drawn()
    expect(document.activeElement).toBe(button)
    expect(pressed).toHaveBeenCalledOnce()
  })

  it('has nothing to give where the field was there at once', () => {
    palette()
    const field = comes()
    expect(press('Escape').defaultPrevented).toBe(false)
    expect(document.activeElement).toBe(field)
  })

  it('is no commands either where the field loses the focus in between', async () => {
    palette()
    type('ii')
    comes().addEventListener('input', ({ target }) => (target as HTMLElement).remove())
    await drawn()
    expect(ran).toEqual(['palette'])
  })

  it('begins with the key itself where who answers to that is being fetched', async () => {
    const arrives = registry.expect()
    expect(press('f').defaultPrevented).toBe(true)
    type('ji')
    expect(ran).toEqual([])
    const gone = registry.register('follow', () => ran.push('follow'))
    arrives()
    await drawn()
    gone()
    expect(ran).toEqual(['follow', 'next', 'assigned'])
    press('f')
    type('j')
    expect(ran).toEqual(['follow', 'next', 'assigned', 'next'])
  })

  it('goes on to the field that the first of them asks for', async () => {
    const arrives = registry.expect()
    press('r')
    type('ij')
    const gone = registry.register('reply', () => ran.push('reply'))
    arrives()
    await drawn()
    const field = comes()
    await drawn()
    gone()
    expect(ran).toEqual(['reply'])
    expect(field.value).toBe('ij')
  })

  it('is dropped by Escape where nobody answers yet, and nothing that comes later is closed', async () => {
    const arrives = registry.expect()
    press('f')
    press('Escape')
    arrives()
    await drawn()
    const field = comes()
    const pressed = vi.fn()
    field.addEventListener('keydown', ({ key }) => void pressed(key))
    await drawn()
    expect(pressed).not.toHaveBeenCalled()
    expect(ran).toEqual([])
  })

  it('is no keys of two', async () => {
    const arrives = registry.expect()
    type('vb')
    type('j')
    expect(ran).toEqual(['next'])
    arrives()
    await drawn()
  })
})
