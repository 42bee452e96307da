/**
 * Messages of Media Streams as they stand on the wire, in the forms in which the carrier and its documentation
 * show them: the order of fields is not always the same, and numbers are text.
 */
const streamSid = 'MZ18ad3ab5a668481ce02b83e7395059f0'
const payload = '/n5+fn5+fv7+/v7+fn5+/v7+'

export const goldenStream = { streamSid, payload } as const

export const connected = '{"event":"connected","protocol":"Call","version":"1.0.0"}'

export const start = `{"event":"start","sequenceNumber":"1","start":{"accountSid":"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","streamSid":"${streamSid}","callSid":"CA11111111111111111111111111111111","tracks":["inbound"],"mediaFormat":{"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},"customParameters":{"token":"t","session":"s"}},"streamSid":"${streamSid}"}`

/** All of them mean the same piece of sound. */
export const media = [
  `{"event":"media","sequenceNumber":"3","media":{"track":"inbound","chunk":"1","timestamp":"5","payload":"${payload}"},"streamSid":"${streamSid}"}`,
  `{"event":"media","streamSid":"${streamSid}","sequenceNumber":"3","media":{"payload":"${payload}","timestamp":"5","chunk":"1","track":"inbound"}}`,
  `{"media":{"timestamp":"5","payload":"${payload}","track":"inbound","chunk":"1"},"streamSid":"${streamSid}","sequenceNumber":"3","event":"media"}`,
  `{ "event" : "media",\n  "sequenceNumber": "3",\r\n\t"media": { "track": "inbound", "chunk": "1", "timestamp": "5", "payload": "${payload}" } ,\n  "streamSid": "${streamSid}" }\n`,
  `{"event":"media","sequenceNumber":"3","streamSid":"${streamSid}","media":{"track":"inbound","chunk":"1","timestamp":"5","payload":"${payload}","brandNew":"\u00fc\ud83d\ude00"},"brandNew":"yes"}`,
] as const

/** The same, written so that only a parser understands it. */
export const mediaForTheParser = [
  `{"event":"media","sequenceNumber":3,"media":{"track":"inbound","chunk":1,"timestamp":5,"payload":"${payload}"},"streamSid":"${streamSid}"}`,
  `{"event":"media","sequenceNumber":"3","media":{"track":"inbound","chunk":"1","timestamp":"5","payload":"${payload.replaceAll('/', '\\/')}"},"streamSid":"${streamSid}"}`,
  `{"\\u0065vent":"media","sequenceNumber":"3","media":{"track":"inbound","timestamp":"5","payload":"${payload}"},"streamSid":"${streamSid}"}`,
  `{"event":"stop","sequenceNumber":"3","media":{"track":"inbound","timestamp":"5","payload":"${payload}"},"streamSid":"${streamSid}","event":"media"}`,
  `{"event":"media","sequenceNumber":"3","media":{"track":"inbound","timestamp":"5","payload":"AAAA","payload":"${payload}"},"streamSid":"${streamSid}"}`,
  `{"event":"media","sequenceNumber":"3","media":{"track":"inbound","timestamp":"5","payload":"${payload}","brandNew":{"a":[1]}},"streamSid":"${streamSid}"}`,
] as const

export const outbound = `{"event":"media","sequenceNumber":"4","media":{"track":"outbound","chunk":"1","timestamp":"5","payload":"${payload}"},"streamSid":"${streamSid}"}`

export const dtmf = `{"event":"dtmf","streamSid":"${streamSid}","sequenceNumber":"5","dtmf":{"track":"inbound_track","digit":"1"}}`

export const mark = `{"event":"mark","sequenceNumber":"6","streamSid":"${streamSid}","mark":{"name":"0-1"}}`

export const stop = `{"event":"stop","sequenceNumber":"7","streamSid":"${streamSid}","stop":{"accountSid":"ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","callSid":"CA11111111111111111111111111111111"}}`
