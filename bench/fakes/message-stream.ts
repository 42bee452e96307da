/** One event of a streamed message, in the words of the wire. */
function frame(event: { readonly type: string; readonly [field: string]: unknown }): string {
  return `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`
}

/** What comes before the first word. */
export function messageStart(message: { id: string; model: string; inputTokens: number }): string {
  const { id, inputTokens, model } = message
  return (
    frame({
      type: 'message_start',
      message: {
        id,
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: {
          input_tokens: inputTokens,
          cache_creation_input_tokens: 0,
          cache_read_input_tokens: 0,
          output_tokens: 1,
        },
      },
    }) +
    frame({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }) +
    frame({ type: 'ping' })
  )
}

export function textDelta(text: string): string {
  return frame({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })
}

/** What comes after the last word. */
export function messageEnd(outputTokens: number): string {
  return (
    frame({ type: 'content_block_stop', index: 0 }) +
    frame({
      type: 'message_delta',
      delta: { stop_reason: 'end_turn', stop_sequence: null },
      usage: { output_tokens: outputTokens },
    }) +
    frame({ type: 'message_stop' })
  )
}
