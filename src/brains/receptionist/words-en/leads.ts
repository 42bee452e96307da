import type { Mark } from '../words.ts'

/** Words that lead up to a name, a number or a matter. */
export const leadsEn = {
  'my-name-is': `my name is|my name was|name is|name would be|the name is|i am called|people call me|you can call me|call me|my full name is|my first name is|name should be|name it is|
    under the name [of]|it is under|my name`,
  'this-is': '^this is|no/hi/hello/hey/yes this is|^here is|name here is',
  'i-am':
    '^it is|hi/hello/hey it is|^i am|no/yes/sorry/actually it is|yes i am|it is *$|and/hi/hello i am',
  speaking: `* here$|* * here$|* speaking$|* * speaking$|* is my name|* * is my name|* * * is my name`,
  'asks-for': `[can/could/may/might] i speak/talk/chat to/with|speak/talk to/with|put me through to|put me on to|transfer/connect/patch me [over] to/with/through|message/note for|connect with|get in touch with|in touch with|
    speaking/talking to/with|through to|ask for|asking for|a word with|have/get * on the phone|calling for ! not [want/need/like/wish] [to] speak/talk to/with|rather not speak/talk to/with|not put me through to|not transfer/connect me to|
    who/whom am i speaking/talking to/with|who is speaking`,
  seeks: `looking for|get hold of|reach|get me|give me|can i have|can i get|could i get|could i have|may i have|i want|i would like|i will have|i need|let|tell/ask|see if|find me ! reach me|tell/ask/let me|tell/ask/let you|not want|not need|i need to|i want to|i would like to|
    looking for a/an/the/some`,
  'is-there': '^is|hey/hi/hello/and is|if|whether',
  tell: `tell/ask/inform/remind * [that/to/if/about]|tell/ask/inform/remind the/your * [that/if/about]|let * know [that/about]|let the/your * know [that/about] ! tell/ask/let/remind/inform me/you/us [that/to/if/about/know]`,
  about: `message/note for * [*] that|message/note that|take/write/note this/that/it down|about|regarding|concerning|because|since|in regards to|in regard to|with regard to|on account of|the reason is|reason for my call is|it is that|saying|to say|to say that|that says|calling to|
    have a problem with|is regarding|due to|wants/want to know if ! how about|what about|about at|about * minutes/hours|i am calling about$|complain about$|think about`,
  'ends-in': `ends/ending/end in/with/on|ends/ending/end|last digit/digits/number/numbers/one/two/three/four [digit/digits] is/are/should/be|last digit/digits/number`,
  'this-number': `best number|best one|good number|that number|this number|this one|this phone|same number|number i am calling from|number i called from|current number|number you have|number you see|
    caller id|this is fine|the one i am calling|on this line`,
  'changed-number': `have/got a new phone/mobile/cell/telephone|have/got a new [phone/mobile/cell/telephone] number|
    my [phone/mobile/cell/telephone] number [has/is/was] changed/different/new|change/changed/update/updating my [phone/mobile/cell/telephone] number|my new [phone/mobile/cell] number ! you ~ new`,
  'starts-with': `starts/starting/begins/beginning/start with/in|area code is/of|area code|first three [digits/numbers] are`,
  'email-is': 'email/mail [address] is|email/mail|emailed',
  'company-is': `calling/call from|i am [calling/here] with|company is|company name is|company called|on behalf of|i work for/at|i represent|i am from`,
} as const satisfies Partial<Record<Mark, string>>
