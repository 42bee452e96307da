/** What the house says by itself, whichever brain answers: where nobody may have to think first. */
export interface StandingWords {
  /** The brain could not answer. */
  readonly lost: string
  /** The caller says nothing: asked again, offered a message, then goodbye. One for each time. */
  readonly silent: readonly [string, string, string]
  /** What the caller said was hardly understood. One for each time. */
  readonly unclear: readonly [string, string, string]
  /** Something takes longer than a moment. Never the same twice in a row. */
  readonly fillers: readonly string[]
  /** The call has lasted as long as calls may. */
  readonly wrapUp: string
  /** The connection broke and is back, and it is the caller's turn. */
  readonly reconnected: string
  /** The connection broke and is back; the agent's answer comes next. */
  readonly reconnectedGoingOn: string
  /**
   * Nobody took the call that was handed over. `name`: the only person who was tried; `callback`: that one
   * is written down.
   */
  nobodyTookTheCall(missed: { name: string | undefined; callback: boolean }): string
  /** The next person is tried. */
  tryingNext(who: { missed: string; next: string }): string
  /** The carrier says this by itself, when the sound of a call breaks off and nobody else can say anything. */
  readonly oneMoment: string
  /** Before a model may hear the caller, where the owner has them asked. */
  readonly consent: ConsentWords
  /** The carrier says this where no agent can. */
  readonly connectionLost: string
  readonly closing: string
  /** This process stops, and a call that is going on has to end. `callback`: one is written down. */
  stopping(written: { callback: boolean }): string
}

export interface ConsentWords {
  /** What happens to what the caller says, and how to agree to it. */
  readonly question: string
  /** The answer was not heard, or was none. */
  readonly questionAgain: string
  /** The caller did not agree. `callback`: one is written down. */
  refused(written: { callback: boolean }): string
}

export function standingWords(): StandingWords {
  return english
}

const english: StandingWords = {
  lost: 'I am sorry, I lost my thread. Could you say that once more?',
  silent: [
    'Are you still there?',
    'I cannot hear you. If you like, I can take a message: just tell me your name and what it is about.',
    'I still cannot hear you, so I will hang up now. Please call again any time. Goodbye.',
  ],
  unclear: [
    'I am sorry, I did not catch that. Could you say it once more?',
    'I am still having trouble hearing you. If you like, I can take a message: just tell me your name and what it is about.',
    'I am sorry, the line is too bad today. Please call again any time. Goodbye.',
  ],
  fillers: ['One moment, please.', 'Just a second.', 'Let me see.'],
  wrapUp:
    'I am sorry, I have to end our call here, because it has become very long. Please call again if there is more. Goodbye.',
  reconnected: 'I am sorry, we were cut off for a moment. I am here again. Please go on.',
  reconnectedGoingOn: 'I am sorry, we were cut off for a moment.',
  nobodyTookTheCall({ name, callback }) {
    const sorry =
      name === undefined
        ? 'I am sorry, nobody can take the call right now.'
        : `I am sorry, ${name} cannot take the call right now.`
    return callback
      ? `${sorry} I have written down that you want to be called back. What should I pass on?`
      : `${sorry} Shall I take a message?`
  },
  tryingNext: ({ missed, next }) => `${missed} does not answer. I am trying ${next}.`,
  oneMoment: 'One moment, please.',
  consent: {
    question:
      'On this line an AI listens to what you say, and writes it down. Is that all right with you? Please say yes, or press 1.',
    questionAgain:
      'I am sorry, I need an answer first. If an AI may listen to what you say, please say yes, or press 1.',
    refused: ({ callback }) =>
      callback
        ? 'All right. I have written down that you are to be called back by a person. Goodbye.'
        : 'All right. Then I cannot help you on this line. Goodbye.',
  },
  connectionLost: 'I am sorry, we lost the connection. Please call us again.',
  closing: 'We are back in a moment. Please call us again in a minute.',
  stopping: ({ callback }) =>
    callback
      ? 'I am sorry, our phone system has to stop for a moment. I have written down that you are to be called back. Goodbye.'
      : 'I am sorry, our phone system has to stop for a moment. Please call us again in a minute. Goodbye.',
}
