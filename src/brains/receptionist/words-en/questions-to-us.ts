import type { Mark } from '../words.ts'

/** What callers ask, and what is no matter for a receptionist. */
export const questionsToUsEn = {
  robot: `are you [really/actually/even/truly/all/some/by] [a/an/the/some/chance] [real/actual/live/living/human] human/person/robot/bot/chatbot/machine/computer/ai/program/recording/android/being|
    are you [really/actually/even] real/human/alive/automated/artificial/sentient/ai|are you [an] artificial intelligence|
    is this/it/that [really/actually] [a/an/some] [real/actual/live/automated/human] robot/bot/chatbot/person/human/recording/machine/computer/ai|
    is this/it an/some automated/ai/answering system/service/machine/thing/voice/assistant|is this/it real/automated|
    am i [really/actually/even] talking/speaking/chatting to/with [a/an/the/some] [real/actual/live] robot/bot/chatbot/person/human/recording/machine/computer/ai|
    do i talk/speak to/with a [real/live] robot/bot/person/human/machine/computer|talking to a robot/machine/computer/bot|speaking to/with a robot/machine/computer/bot|
    you sound/are like a [real] robot/machine/computer/recording/bot/human|
    you are [just/only/probably/clearly/definitely/obviously/such] [a/an] [stupid/dumb/useless/damn] robot/machine/bot/computer/chatbot/recording/ai|are you chatgpt/siri/alexa/claude/gemini|
    robot or [a/an] [real] human/person|human or [a/an] robot/machine/ai/bot/computer|person or [a/an] robot/machine/computer/recording/ai/bot|are you [an] answering machine|^what are you$|
    ^who or what are you|this is/feels like a robot/bot/machine/recording|are you not human/real|are not you [a] human/real|are you some kind/sort of robot/bot/machine/computer|is a human/person there|
    you are not [a/even] [real] human/person/real|a real person or ! robot vacuum/vacuums/mower/mowers/arm/arms/kit/repair|machine shop/repair/parts/store|computer shop/store/repair/company|
    person who/in/that/responsible|is this the person|real estate|human resources|recording studio|recording this/the/me|computer repair|ai company/consulting|are you the person|machine to|bot fly`,
  'who-is-this': `who is this/that/speaking/there|who am i talking/speaking to/with|who do i speak to/with|what company/business/place/firm is this|who are you|what is your name|who did i call/reach|
    what is this [number/place/company]|name of your/the company/business|which company/business is|who have i reached|where did i call|what number is this|whose number is this|
    do you have a name|who is asking|who wants to know|^who$|is this [the/a/an] [*] * office/shop/store/company/clinic/restaurant/hotel/bank|^is this the *$ ! who is this about|who is that for`,
  'is-this': `^is this/that|hello/hi/hey/sorry is this|have i reached|did i reach|do i have|am i through to|i am calling for`,
  hours: `[opening/business/office/working/store/your/the/regular/normal/weekend/holiday/sunday/saturday/operating] hours|opening times|what time ~ open/close/closes/opens/closing|
    when ~ open/opens/close/closes/closing/opening|are/is you/they/it/the/your/yall ~ open/closed|how late|how early|until when|till when|do you close/open|are you ~ open|are you ~ closed|closing time|
    open today/tomorrow/now/late/early/sunday/saturday/tonight|still open|open on/at/until/till|when can i come|when are you there/in|is anyone/anybody/somebody there on/tomorrow/at|
    come by on/tomorrow/today|come in on/tomorrow/today|^open$|^opening$|^hours|open weekends|do you [guys/also/people/ever] work on/weekends/saturdays/sundays/saturday/sunday|open holidays ! open a/an/my/your/the ticket/account/case/claim/file|hours ago/later/late/of|hours and a/half|
    1/2/3/4/5/6/7/8/10/12/24/48/two/three/few/several/couple/many/within/in/for/of/an hours|open/close an account|close my account|for hours|open it|open to|after hours service|hours on my|
    hours on the invoice|opening my`,
  now: `right now|^now|now$|currently|at the moment|this minute|still open|^are you [still/guys] open$|open now`,
  today: 'today|tonight|this morning/afternoon/evening|how late|until when',
  tomorrow: 'tomorrow',
  weekend: 'weekend|weekends',
  weekdays: 'weekdays|during the week|every day|all week',
  holiday: `holiday|holidays|christmas|thanksgiving|easter|new years|new year|fourth/4th of july|july 4th/fourth|independence/labor/memorial/boxing/mothers/presidents day|hanukkah`,
  address: `your/the [exact/street/mailing/postal/full/business/office] address|^address|where are you|where you are [located/based/at]|
    where is your/the [new] office/shop/store/building/business/place/location/clinic/company/branch/showroom/entrance|located|location|locations|directions|how do/can/would i get/find ~ there/to/you|
    get to you|get there|where can i find/visit/drop/meet|where do i go/come/find|which/what street/city/town|whereabouts|near/close/next to where|where to find you|how far are you|
    find you ! my/our/his/her/wrong/email/mail/new/web/ip/old address|the wrong address|address is|address on|address book|address of my|address the|where are you calling/getting/going|
    where are you in|my location|leak located|located in my|address change|change the address|problem is located|where are you with`,
  help: `what can you do|what can i ask/do/say|how does this work|how can you help|what are my options|^options|^menu|^help$|can you help$|can you help me$|need [some] help$|help me$|what do you do|
    what services|what is possible`,
  'have-question': `have/had/got a/another/some/one/few [quick/few] question/questions|can/may/could i ask [you] something/a/some|wanted to ask|like to ask|some questions|a question$|ask you something|
    i was wondering$ ! no question`,
  question: `^what|^when|^where|^who|^whom|^whose|^why|^how|^which|^can|^could|^do|^does|^did|^is|^are|^was|^were|^will|^would|^should|^may|^have you|^has|tell me|want to know|like to know|wondering|
    wanted to know|do you know|any idea|question about|question is|curious|find out|ask about|asking about|ask if/whether ! ^do not|^would like|^will do|^may i have|^what a`,
  injection: `ignore [all/any/your/the/my/these] [of/previous/prior/above/earlier/your] [previous/your/the] instructions/rules/prompt/prompts/orders|ignore everything|system prompt|your instructions|
    your prompt|initial prompt|you are now|pretend [to/you/that]|act as|roleplay|role play|jailbreak|developer mode|disregard [all/your/the/any] [previous/your/prior] instructions/rules|
    forget [all/everything/your] [your/previous] instructions/rules|admin mode|debug mode|override your|new instructions|reveal your|api key|as an ai`,
  profanity: `fuck|fucking|fucked|fucker|motherfucker|shit|shitty|bullshit|bitch|asshole|bastard|dick|cunt|wanker|piss off|pissed off|damn it|goddamn|idiot|idiots|moron|stupid|dumb|useless|
    piece of junk/crap/garbage|shut up|screw you|go to hell|you suck|this sucks|hate you|crap|wtf`,
  language: `speak/understand/in spanish/espanol/french/german/chinese/mandarin/arabic/russian/portuguese/polish/italian/vietnamese/korean/hindi/japanese|espanol|español|ingles|inglés|hablas|hablo|ayuda|oui|merci|habla|hablan|hola|parlez|
    bonjour|sprechen|guten tag|spanish please|^spanish|no english|not speak english|do not understand english|olá|ciao|por favor|buenos|buenas|gracias|necesito|quiero|je voudrais|ich brauche|ich mochte`,
} as const satisfies Partial<Record<Mark, string>>
