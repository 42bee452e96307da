import { describe, expect, it } from 'vitest'
import { claimsWithoutReceipt } from './claims.ts'
import type { ReceiptKind } from './tool.ts'
import type { ToolTurn } from './transcript.ts'

const claims: readonly [string, ReceiptKind | 'no tool'][] = [
  ['The number 2 0 2 5 5 5 0 1 2 3 is on our do-not-call list now.', 'do-not-call'],
  ['I have taken you off our list.', 'do-not-call'],
  ["You're off our call list.", 'do-not-call'],
  ["I've put this number on the do-not-call list.", 'do-not-call'],
  ['We will call you tomorrow at three if that is all right.', 'callback-scheduled'],
  ['Somebody will call you tomorrow at three, okay?', 'callback-scheduled'],
  ["We'll call you without fail.", 'callback-scheduled'],
  ["I'll have someone call you tomorrow at three.", 'callback-scheduled'],
  ['They will give you a call tomorrow.', 'callback-scheduled'],
  ['Someone will be calling you back shortly.', 'callback-scheduled'],
  ["I've got you down for Friday at three.", 'callback-scheduled'],
  ["You're all set for tomorrow at three.", 'callback-scheduled'],
  ["I'll schedule that for tomorrow.", 'callback-scheduled'],
  ["I'm passing this on to the team.", 'message-taken'],
  ["Your appointment's booked.", 'no tool'],
  ["I've taken your message.", 'message-taken'],
  ['I have taken down your message for Maria.', 'message-taken'],
  ["I've written that down.", 'message-taken'],
  ['I have noted your number.', 'message-taken'],
  ["All right, I've made a note of it.", 'message-taken'],
  ["I'll pass it on to the team.", 'message-taken'],
  ["I'll let them know.", 'message-taken'],
  ['I will make sure that Maria gets it.', 'message-taken'],
  ['Your message has been recorded.', 'message-taken'],
  ['Your message for the team is written down, Bob.', 'message-taken'],
  ['Somebody will get back to you soon.', 'message-taken'],
  ['We will call you back tomorrow.', 'callback-scheduled'],
  ["Someone'll call you at three.", 'callback-scheduled'],
  ['You will get a call this afternoon.', 'callback-scheduled'],
  ["I've scheduled that for Tuesday.", 'callback-scheduled'],
  ['Your callback is scheduled for Friday at noon.', 'callback-scheduled'],
  ["I've gone ahead and booked a call for nine.", 'callback-scheduled'],
  ['I have updated your email address.', 'contact-saved'],
  ["I've booked an appointment for you.", 'no tool'],
  ['You are all booked.', 'no tool'],
  ['Your appointment is confirmed.', 'no tool'],
  ['I have cancelled your order.', 'no tool'],
  ["I've sent you an email.", 'no tool'],
  ["I'm transferring you now.", 'transfer-arranged'],
  ['Connecting you to Maria.', 'no tool'],
  ['Let me put you through to Maria.', 'transfer-arranged'],
  ['Consider it done.', 'message-taken'],
  ["That's all taken care of.", 'message-taken'],
  ['You are all set.', 'contact-saved'],
  ['You can expect a call today.', 'callback-scheduled'],
  ['I have you scheduled for Friday.', 'callback-scheduled'],
  ['A technician is on the way.', 'no tool'],
  ['A technician will be there at nine.', 'no tool'],
  ["We'll see you Tuesday at three.", 'no tool'],
  ['Your refund has been processed.', 'no tool'],
  ["I've made an appointment for you.", 'no tool'],
  ["I've escalated this to a manager.", 'message-taken'],
  ["I've opened a ticket for you.", 'message-taken'],
  ['Your number has been removed.', 'do-not-call'],
  ["You won't be called again.", 'do-not-call'],
]

describe('a claim of an effect', () => {
  it.each(claims)('is found without a receipt: %s', (said) => {
    expect(claimsWithoutReceipt({ said, turns: [] })).toEqual([said])
  })

  it.each(claims.filter(([, kind]) => kind !== 'no tool'))(
    'is proven by its receipt: %s',
    (said, kind) => {
      expect(claimsWithoutReceipt({ said, turns: [receipt(kind)] })).toEqual([])
    },
  )

  it.each(claims.filter(([, kind]) => kind === 'no tool'))(
    'is proven by no receipt: %s',
    (said) => {
      const turns = [
        receipt('message-taken'),
        receipt('callback-scheduled'),
        receipt('contact-saved'),
      ]
      expect(claimsWithoutReceipt({ said, turns })).toEqual([said])
    },
  )

  it('is not proven by a tool that refused, nor by the receipt of something else', () => {
    const said = 'We will call you back.'
    const refused = { ...receipt('callback-scheduled'), result: failed }
    expect(claimsWithoutReceipt({ said, turns: [refused] })).toEqual([said])
    expect(claimsWithoutReceipt({ said, turns: [receipt('message-taken')] })).toEqual([said])
  })

  it('is found among other sentences, after a denial in the same one too', () => {
    const said = 'Thank you. I could not reach her, but I have taken your message. Anything else?'
    expect(claimsWithoutReceipt({ said, turns: [] })).toEqual([
      'I could not reach her, but I have taken your message.',
    ])
  })
})

describe('what claims nothing', () => {
  it.each([
    'Shall I take a message?',
    'Would you like us to call you back?',
    'I can take a message for the team.',
    'I will gladly take a message.',
    'If you give me your number, we will call you back.',
    'Once I have your number, I will pass it on.',
    'I have not written anything down.',
    "I couldn't write that down.",
    'Nothing has been recorded.',
    'I have noted no number yet.',
    'Our office is on the way to the station.',
    'I am sorry, the line is too bad today.',
    'I cannot put calls through.',
    'Let me take your message.',
    'We are open from nine to five.',
    'I have 5 5 5, 0 1 2, 3 4 5 6.',
    'Someone can call you to arrange it.',
    'When would be a good time to call you?',
    'Please call us back during our business hours.',
    "I'll let you go then.",
    'I have told you our hours.',
    'You can leave a message and somebody may call you.',
    '',
    '...',
  ])('%s', (said) => {
    expect(claimsWithoutReceipt({ said, turns: [] })).toEqual([])
  })
})

const failed = { ok: false, reason: 'failed', detail: 'The book is gone' } as const

function receipt(kind: string): ToolTurn {
  return {
    speaker: 'tool',
    turn: 1,
    toolCallId: 'one',
    tool: 'any-tool',
    arguments: {},
    result: {
      ok: true,
      receipt: { kind: kind as ReceiptKind, reference: 'task-1', summary: 'Done', facts: {} },
    },
    at: new Date(0),
  }
}
