import type { Mark } from '../words.ts'

/** Yes, no, thanks, goodbye, and other answers of a few words. */
export const repliesEn = {
  yes: `^yes|^yeah|^yep|^yup|^yea|^ja|^sure|^okay|^correct|^right|^exactly|^absolutely|^definitely|^certainly|^of course|^go ahead|^do|^please|^perfect|^great|^fine|^good|^indeed|^affirmative|^why not|
    ^no that is not all|^that is not all|^you got it|that is right/correct/it/fine/me/great/good/perfect/okay|sounds good/great/right/fine|that works|works for me|it is correct/right/fine/me|would be great/nice/good/fine/lovely|^i do$|
    ^it is$|^i would$|^i would like that|^i am$|^you can|i guess so|yes please|that would help|i think so|you have it right|^speaking ! ^right away/now|^good morning/afternoon/evening/bye/night|
    ^great/good question|^okay bye/goodbye|^fine thanks|that is it|^do you/not/i|^please call/stop/repeat/hold/wait/tell/say/transfer/connect|that is right not|that is correct not|^i would not/rather|
    ^sure thing bye|^yes but|not sure|^good day`,
  no: `^no|^nope|^nah|^negative|^not right/correct/really/today/now/yet/necessary/needed/quite/exactly|that is/was not/wrong/incorrect|it is/was not/wrong/incorrect|^wrong|^incorrect|no thanks/thank|
    ^i do not|^do not|^never|^not at all|wrong number|number is/was wrong/incorrect|you got/have it wrong|not that/this one/number|is not right/correct ! ^no that is not all|that is not all|^no problem/worries/idea/clue/matter/one/rush/hurry|
    ^i do not know/understand/hear/remember|^do not know|^do not call/phone/contact/ring|^never mind|^no wait|^no emergency|^no need to worry`,
  'nothing-else': `that is/was all/it/everything|that will/would be all/it/everything|nothing else/more|^nothing|no more questions|i am done/good/okay/fine/all/finished|^all set/done/good|no that is|
    nothing for now|not right now|i have everything|that is all i need/needed|that does it|all for now|no i am ! ^nothing is/works|is that all|is that it|no that is not|that is all i know/have/remember/heard/got`,
  goodbye: `goodbye|good bye|^bye|bye bye|bye now|okay/thanks/you bye|^see you|talk to you later/soon/then|
    have a good/nice/great/lovely/wonderful/pleasant ~ day/one/evening/weekend/night/afternoon/morning/time|take care|hang up|i have/got to go|i have got to go|got to go/run|i must go|^so long|
    farewell|^cheerio|good night|end the/this call|i will let you go|^ciao|^later$|bye$|goodbye$ ! want/have to say goodbye to|do not hang up|to take care of|take care of|you hang up on`,
  thanks:
    'thanks [so/very/a] [much/lot/million]|thank you [so/very] [much]|you have been [so/very/really] [great/wonderful/helpful/kind/lovely]|[thanks/thank] [you] for your help/time|^cheers|appreciate it/that/your/you|much appreciated|very kind',
  hello: `^hi|^hello|^hey|^good morning/afternoon/evening/day|^greetings|^howdy|^hiya|anybody/anyone there|are you there|can you hear me|^hallo|we got/were disconnected|we got/were cut off|line dropped/died|line went dead|you hung up on me|i lost you$|^i am back$|^i am back now`,
  'how-are-you': `how are you|how is it going|how do you do|how are things|^what is up|how is your day|how have you been`,
  repeat: `say [that/it] [all/one] [more/again] again|can/could/would you repeat|please repeat|repeat [that/it/yourself]|^pardon|^sorry$|^what$|^huh$|^eh$|come again|^excuse me$|what did/do you say|
    [did/could] not hear/catch/understand you/that/it/what|did not/could not hear/catch/get that/you/it|one more time|once more|again please|^again$|beg your pardon|what was that|^sorry what|speak up|
    louder|slower|more slowly|^say what|can not hear|can not understand|you are breaking up|i missed that|did not get that|^come again ! try ~ once more|repeat customer|repeat order|can you hear me`,
  wait: `hold on|hold for a/one|can/could/would you hold|hang on|^one/a moment/second/minute/sec|^wait|^wait a|give me a/one second/minute/moment/sec|let me check/see/think/look/find/get/grab|bear with me|hold the line|one second/moment/sec|
    ^hold please|i need to find|^moment$|give me [just] a/one [little/short] bit/while/little/moment/minute/second ! ^wait no|^wait actually|can not wait|^wait it is|^wait my`,
  why: `^why$|why do/would/should you/i need/want/ask/care/have/give|why is that|what do you need ~ for|what for|what is that/it for|what do you want|why are you asking|is that necessary|
    do you need that|do i have to`,
  'never-mind': `never mind|nevermind|forget it/about/that/the|cancel that/it/this|cancel the/my message/call|scratch that|do not bother|changed my mind|do not worry about|no message|
    i do not want to leave|do not want/need a/to/the message/leave|leave it$|stop$|^cancel$|i do not want that|do not need a call|drop it ! do not want to leave my/a/any/the [last/full] name/number`,
  urgent: `urgent|urgently|asap|right away|immediately|as soon as possible|can not wait|critical|high priority|time sensitive|it is important|very important|straight away|top priority|is important|
    pressing ! not [that/so/too/super/particularly/terribly/at/especially/an/all] [all/that] urgent/important/critical/pressing|nothing urgent|less urgent|no urgent|not urgently|is it urgent`,
  'not-urgent': `not [that/so/too/super/particularly/terribly/at/especially/all] [all/that] urgent/important/critical/pressing|nothing urgent|can wait|no rush|no hurry|low priority|take your time|
    no urgency|not an emergency|next business day|next day|when you/they/you are open|whenever|not at all|tomorrow/monday/later is/works fine/okay|tomorrow works|monday is fine|next week is fine|
    ^wait$|^normal|it will wait ! can not wait`,
  'no-call': `do not need/want a/the/you/to/anyone/another [phone] call|no need to call|without a call|just cancel/move/change it`,
  'rather-not': `i do not know|do not have one/a/it/that/any/another|no idea|not sure|would rather not|rather not|prefer not|do not want to say/give/tell/share/leave|do not want you to|none of your business|
    not telling|will not say/tell/give|anonymous|no name|no number|no phone|without a name|^skip|^pass$|not comfortable|does not matter|not important|not necessary|not giving|do not remember|not say|
    private|do not give|not going to`,
  correction: `actually|i mean|i meant|^sorry it/my|no it is|i said|correction|change it/that/the/my|rather than|instead|let me correct|my mistake|i misspoke|no no|should be|make that/it|^wait no|
    ^no wait|it is spelled|not * but|that was wrong|is wrong|change my`,
  'try-again': `try again|try it again|try ~ once more|one more try|please try|try that again|try to write`,
  add: `also tell/say/add/mention/write/let/ask|please add|add that|add to|one more thing|mention that|^and also|and tell|also please|tell/ask him/her/them also|also i|^also`,
  asap: `asap|as soon as possible|right away|right now|immediately|any time|anytime|whenever|at once|straight away|as soon as you can|does not matter|no preference|soon as you can|^now|you choose|
    earliest`,
} as const satisfies Partial<Record<Mark, string>>
