import { spokenList, spokenTime, spokenWeekday } from '../../lib/spoken-english.ts'
import type { Words } from './words.ts'

/** English. */
export const wordsEn: Words = {
  hears: {
    contractions: `im=i am|i'm=i am|i'll=i will|i'd=i would|ive=i have|youre=you are|you'll=you will
      |you'd=you would|youve=you have|u=you|ya=you|ur=your|r=are|he's=he is|hes=he is|she's=she is|shes=she is
      |it's=it is|its=it is|it'll=it will|we're=we are|we'll=we will|we'd=we would|weve=we have
      |theyre=they are|they'll=they will|theyve=they have|whats=what is|what're=what are|wheres=where is
      |whos=who is|who's=who is|whens=when is|hows=how is|theres=there is|there're=there are|thats=that is
      |that'll=that will|lets=let us|dont=do not|doesnt=does not|didnt=did not|isnt=is not|arent=are not
      |aint=is not|wasnt=was not|werent=were not|havent=have not|hasnt=has not|cant=can not
      |cannot=can not|couldnt=could not|wont=will not|wouldnt=would not|shouldnt=should not|wanna=want to
      |gonna=going to|gotta=got to|lemme=let me|gimme=give me|pls=please|thx=thanks|uhhuh=yes|mmhmm=yes|mhm=yes|mhmm=yes|ty=thanks|someones=someone is|okey=okay|ok=okay|alright=okay|phonecall=call|callback=call back`,
    pairs: 'uh huh|mm hmm',
    fillers: 'um umm hm hmmm uh uhm er erm ah hmm mm well basically literally honestly',
    openers: 'oh so and but ah well okay',
    softeners: 'please just really kindly maybe perhaps possibly quickly simply very',
    // After ` ! ` a find within one of the phrases does not count.
    phrases: {
      yes: `^yes|^yeah|^yep|^yup|^yea|^ja|^sure|^okay|^correct|^right|^exactly|^absolutely|^definitely|^certainly|^of course|^go ahead|^do|^please|^perfect|^great|^fine|^good|^indeed|^affirmative|^why not|
        ^you got it|that is right/correct/it/fine/me/great/good/perfect/okay|sounds good/great/right/fine|that works|works for me|it is correct/right/fine/me|would be great/nice/good/fine/lovely|^i do$|
        ^it is$|^i would$|^i would like that|^i am$|^you can|i guess so|yes please|that would help|i think so|you have it right|^speaking ! ^right away/now|^good morning/afternoon/evening/bye/night|
        ^great/good question|^okay bye/goodbye|^fine thanks|that is it|^do you/not/i|^please call/stop/repeat/hold/wait/tell/say/transfer/connect|that is right not|that is correct not|^i would not/rather|
        ^sure thing bye|^yes but|not sure|^good day`,
      no: `^no|^nope|^nah|^negative|^not right/correct/really/today/now/yet/necessary/needed/quite/exactly|that is/was not/wrong/incorrect|it is/was not/wrong/incorrect|^wrong|^incorrect|no thanks/thank|
        ^i do not|^do not|^never|^not at all|wrong number|number is/was wrong/incorrect|you got/have it wrong|not that/this one/number|is not right/correct ! ^no problem/worries/idea/clue/matter/one/rush/hurry|
        ^i do not know/understand/hear/remember|^do not know|^do not call/phone/contact/ring|^never mind|^no wait|^no emergency|^no need to worry`,
      'nothing-else': `that is/was all/it/everything|that will/would be all/it/everything|nothing else/more|^nothing|no more questions|i am done/good/okay/fine/all/finished|^all set/done/good|no that is|
        nothing for now|not right now|i have everything|that is all i need/needed|that does it|all for now|no i am ! ^nothing is/works|is that all|is that it`,
      goodbye: `goodbye|good bye|^bye|bye bye|bye now|okay/thanks/you bye|^see you|talk to you later/soon/then|
        have a good/nice/great/lovely/wonderful/pleasant ~ day/one/evening/weekend/night/afternoon/morning/time|take care|hang up|i have/got to go|i have got to go|got to go/run|i must go|^so long|
        farewell|^cheerio|good night|end the/this call|i will let you go|^ciao|^later$|bye$|goodbye$ ! want/have to say goodbye to|do not hang up|to take care of|take care of|you hang up on`,
      thanks: 'thanks|thank you|^cheers|appreciate it/that/your/you|much appreciated|very kind',
      hello: `^hi|^hello|^hey|^good morning/afternoon/evening/day|^greetings|^howdy|^hiya|anybody/anyone there|are you there|can you hear me|^hallo`,
      'how-are-you': `how are you|how is it going|how do you do|how are things|^what is up|how is your day|how have you been`,
      emergency: `there is/was a/an/been ~ fire|^fire$|^fire fire|help fire|is on fire|are on fire|am on fire|it is a fire|have a fire|caught/catching fire|fire in the/our/my|
        house/kitchen/building/electrical fire|in flames|fire alarm is going/ringing|burning down|can smell/see ~ smoke/gas|smell gas|smells of/like gas|smell of gas|gas leak/leaking/explosion|leaking gas|
        smoke coming|full of smoke|carbon monoxide|explosion|exploded|not breathing|can not breathe|stopped breathing|trouble breathing|hardly breathe|difficulty breathing|is/are choking|am choking|
        no pulse|unconscious|not responding|not waking up|passed out|will not wake up|collapsed|heart attack|cardiac arrest|having a stroke|had a stroke|chest pain|chest pains|seizure|overdose|overdosed|
        took too many pills|is dying|i am dying|going to die|bleeding badly/heavily/out|bleeding to death|will not stop bleeding|lot/lots of blood|blood everywhere|severe bleeding|anaphylactic|anaphylaxis|
        allergic shock|throat is closing|electrocuted|kill myself/himself/herself/themselves|killing myself|suicide|suicidal|end my life|hurt myself|want to die|hang myself|
        has/have/with/pulled a gun/knife/weapon/bomb|there is a gun/knife/shooter/bomb|shooting at|been shot|was shot|got shot|been stabbed|was stabbed|active shooter|being attacked|attacking me|
        is attacking|going to kill|threatening to kill|trying to kill|is breaking in|breaking into my/our/the|broken into ~ right now|someone is in my house|intruder|being robbed|robbing us/me|
        held/holding ~ hostage|kidnapped|raped|hitting me|beating me|drowning|fell off the roof|car accident|serious/bad/terrible accident|trapped in|trapped under|stuck in the elevator/lift|
        power line is down|live wire|emergency|call 911/999/112|call an ambulance|need/send an ambulance/police|need ~ ambulance|need the police|send the police/help|call the police/fire|life or death|
        life threatening|sparks are/coming ! emergency call out|
        emergency exit/contact/contacts/number/numbers/kit/light/lights/lighting/brake/door/fund/plan/generator/generators/training/drill/stop/button/broadcast|
        emergency service/services/appointment/appointments/repair/repairs/plumber/plumbing/electrician/callout/visit/visits/line/rate/rates/fee/fees/hours/surcharge/dentist/vet/room/department/procedure|
        your/an emergency policy|not [a/an/any/in/really/actually/the/real/exactly] [a/an/real/medical] emergency|no emergency|non emergency|is not [a/an] [real] emergency|in case of [an] emergency/fire|
        for emergencies|if there is/was a/an fire/emergency|what counts as an emergency|in an emergency|not on fire|no fire|there is/was no ~ fire|was a/an ~ fire last/years/in|no gas leak|not a fire|
        fire alarm is going off on schedule|you/sales/business/phone/phones/team [guys/all/people] is/are on fire|dying to see/know/meet/try/hear|was on fire last|suicide squad/prevention|not suicidal|
        bomb/bath bombs|not/nobody/noone unconscious/bleeding/hurt|emergency is over|used to have a stroke|died of a heart attack|had a heart attack/stroke last/years/in|heart attack/stroke ~ ago|
        explosion of|smoke detector|gun shop/store/safe/range|with a knife set`,
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
        do you have a name ! who is this about|who is that for`,
      'is-this': `^is this/that|have i reached|did i reach|do i have|am i through to|i am calling for`,
      person: `speak/talk/speaking/talking/chat to/with/with [a/an/the/some/any/your/one] [real/actual/live/living/human] person/human/someone/somebody/anybody/anyone/agent/representative/rep/operator/manager/owner/boss/supervisor/receptionist/people/staff/being/colleague/employee/technician/team/specialist|
        speak/talk to/with one of your/the|transfer/connect/forward me|put me through|patch me through|
        get/give me [a/an/the/your] [real/live/human] person/human/manager/operator/supervisor/representative/owner/someone/somebody/agent|^real/live/actual person/human|^a [real/live] human/person|^human|
        ^operator|^representative|^agent|^manager|^supervisor|^customer service|^real person|^receptionist|^live agent|want/need/like a [real/live/human] person/human/agent/operator/representative|
        is a manager|your manager|your supervisor/boss|^the manager|is there a/an [real] human/person/someone/anyone|someone human|is anybody/anyone/somebody in|i want [a/the] [real] human/manager/person|
        can someone help me ! person in my|talk to my`,
      message: `leave/take/give/pass/send/deliver/write/record [down] [on/a/an/the/my/this/him/her/them/you/someone/somebody/another] [a/an/quick/short/brief/voice/little/my/urgent/important/long] message/note|
        leave word|a message for|message for|voicemail|voice mail|pass it/this/that/something on|pass on|write this/it/that down|note this/that/it/something/my|leave my number/name/details/information|
        let him/her/them/someone/somebody/the/your know|would like a message|want a message|have a message|message please|^message$|^a message$|take down my|can you tell/ask/inform/remind/let|
        could you tell/ask/inform/remind/let|please tell/ask/inform/remind/let|^tell/ask him/her/them/the ! can/could you tell/ask/let me/us|please tell/ask/let me/us|got/get your message|your message|
        got a message|received a message|tell/let me know|took a message`,
      callback: `call/ring/phone me/us back|call back|calling me back|calls me back|
        call/ring/phone me [up] tomorrow/today/tonight/later/when/at/on/in/asap/this/next/before/after/as/any/anytime/soon/around/between/please/again/first/monday/tuesday/wednesday/thursday/friday|
        call me$|phone me$|ring me$|call me about|return my call|give me a [quick] call/ring/buzz|have/get/ask/tell ~ call/ring/phone/to me|get someone/somebody to call/ring/phone|
        someone/somebody/anyone/he/she/they/you ~ call/ring/phone me|request/schedule/arrange/book/want/need/like/get/have a [phone] call|would like a call|be called back|get back to me|hear back|
        hear from you/someone|want/like/need to be called|call my cell/mobile/number| ! i will/can/could/shall/may/might/would [just/try] call/ring/phone [you] back|do not [need/have/want] [to/you/a] call|
        stop calling|called me|have to call you|should/shall/can i call|i call back|when can i call|you call that|no need to call|someone/somebody/you called/keep/keeps|why do you call|not call|
        could not call|missed a call|have a call with|do not want a call`,
      appointment: `appointment|appointments|
        make/book/get/have/need/want/schedule/change/cancel/move/confirm/arrange/set [up] [a/an/my/the/another/some] [new] booking/reservation/consultation/viewing/inspection/demo/estimate/checkup/haircut/cleaning/fitting/visit/slot/table/session/lesson|
        can/could/may i/we book|like/want/need to book|like/want/need to schedule|like/want/need to reserve|like/want/need to come in|book me in|fit me in|squeeze me in|reschedule|
        see the doctor/dentist/vet|when can you come|can/could you/someone/somebody come out/over/by|send someone/somebody out|reserve a|come out to ! schedule/book a call|schedule a [phone] call`,
      complaint: `complaint|complaints|complain|complaining|i am/was [so/extremely/not/pretty/really/quite] unhappy/dissatisfied/upset/angry/disappointed/furious/annoyed/frustrated/livid/mad|
        not [at] [all/very] happy/satisfied/pleased/impressed|terrible/awful/horrible/bad/poor/worst/lousy/shoddy/disgusting service/experience/job/work/treatment|unacceptable|ridiculous|outrageous|
        disgrace|a joke|want/demand/need/like a/my refund|money back|ripped off|overcharged|charged [me] twice|never showed|did not show up|nobody showed/came/called|no one showed/came/called|
        still not working/fixed/done/here|fed up|sick of|waste of [my] time|you people|rude to me|was rude|broke my|damaged my`,
      returning: `returning ~ call|missed [a/your] call|missed call|someone/somebody/you/they [just] called me/my|you [just] called|i got a call from|received a call|called me earlier/yesterday/today|
        you rang me`,
      'wrong-number': `wrong number|wrong person|wrong place|wrong company|dialed/dialled/called/rang/got the wrong|did not mean to call|misdialed|misdialled|by mistake|by accident|pocket/butt dial|
        pocket/butt dialed|called accidentally|not who i was/am looking/calling|not the number i wanted ! my wrong number|have/got/is/was the/my wrong number on file|number is wrong|charged ~ by mistake`,
      'stop-calls': `stop calling/phoning/ringing/bothering/harassing/contacting/texting|do not [ever] call/phone/contact/ring me/us/this/here/again/anymore/my|
        never [ever] call/phone/contact/ring me/us/this/here/again|quit calling|no more calls/phone|take/remove me/us/my/this off|take/remove me/us/my [phone/number] [number] [off/from] your/the|
        get me off your|remove my/this number|unsubscribe|do not call list|leave me alone|opt out|delete my number|you/they keep calling|want you to stop calling|
        calling me every ! do not call/phone/ring me/us before/after/at/on/until/in/between/today/tomorrow/back/monday/tuesday/wednesday/thursday/friday|do not call me that|your list of`,
      hours: `[opening/business/office/working/store/your/the/regular/normal/weekend/holiday/sunday/saturday/operating] hours|opening times|what time ~ open/close/closes/opens/closing|
        when ~ open/opens/close/closes/closing/opening|are/is you/they/it/the/your/yall ~ open/closed|how late|how early|until when|till when|do you close/open|are you ~ open|are you ~ closed|closing time|
        open today/tomorrow/now/late/early/sunday/saturday/tonight|still open|open on/at/until/till|when can i come|when are you there/in|is anyone/anybody/somebody there on/tomorrow/at|
        come by on/tomorrow/today|come in on/tomorrow/today|^open$|^opening$|^hours|open weekends|open holidays ! open a/an/my/your/the ticket/account/case/claim/file|hours ago/later/late/of/and|
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
      repeat: `say [that/it] [all/one] [more/again] again|can/could/would you repeat|please repeat|repeat [that/it/yourself]|^pardon|^sorry$|^what$|^huh$|^eh$|come again|^excuse me$|what did/do you say|
        [did/could] not hear/catch/understand you/that/it/what|did not/could not hear/catch/get that/you/it|one more time|once more|again please|^again$|beg your pardon|what was that|^sorry what|speak up|
        louder|slower|more slowly|^say what|can not hear|can not understand|you are breaking up|i missed that|did not get that|^come again ! try ~ once more|repeat customer|repeat order|can you hear me`,
      wait: `hold on|hang on|^one/a moment/second/minute/sec|^wait|^wait a|give me a/one second/minute/moment/sec|let me check/see/think/look/find/get/grab|bear with me|hold the line|one second/moment/sec|
        ^hold please|i need to find|^moment$|give me [just] a ! ^wait no|^wait actually|can not wait|^wait it is|^wait my`,
      why: `^why$|why do/would/should you/i need/want/ask/care/have/give|why is that|what do you need ~ for|what for|what is that/it for|what do you want|why are you asking|is that necessary|
        do you need that|do i have to`,
      help: `what can you do|what can i ask/do/say|how does this work|how can you help|what are my options|^options|^menu|^help$|can you help$|can you help me$|need [some] help$|help me$|what do you do|
        what services|what is possible`,
      'have-question': `have/had/got a/another/some/one/few [quick/few] question/questions|can/may/could i ask [you] something/a/some|wanted to ask|like to ask|some questions|a question$|ask you something|
        i was wondering$ ! no question`,
      question: `^what|^when|^where|^who|^whom|^whose|^why|^how|^which|^can|^could|^do|^does|^did|^is|^are|^was|^were|^will|^would|^should|^may|^have you|^has|tell me|want to know|like to know|wondering|
        wanted to know|do you know|any idea|question about|question is|curious|find out|ask about|asking about|ask if/whether ! ^do not|^would like|^will do|^may i have|^what a`,
      'never-mind': `never mind|nevermind|forget it/about/that/the|cancel that/it/this|cancel the/my message/call|scratch that|do not bother|changed my mind|do not worry about|no message|
        i do not want to leave|do not want/need a/to/the message/leave|leave it$|stop$|^cancel$|i do not want that|do not need a call|drop it`,
      urgent: `urgent|urgently|asap|right away|immediately|as soon as possible|can not wait|critical|high priority|time sensitive|it is important|very important|straight away|top priority|is important|
        pressing ! not [that/so/too/super/particularly/terribly/at/especially/an/all] [all/that] urgent/important/critical/pressing|nothing urgent|less urgent|no urgent|not urgently|is it urgent`,
      'not-urgent': `not [that/so/too/super/particularly/terribly/at/especially/all] [all/that] urgent/important/critical/pressing|nothing urgent|can wait|no rush|no hurry|low priority|take your time|
        no urgency|not an emergency|next business day|next day|when you/they/you are open|whenever|not at all|tomorrow/monday/later is/works fine/okay|tomorrow works|monday is fine|next week is fine|
        ^wait$|^normal|it will wait ! can not wait`,
      'rather-not': `i do not know|do not have one/a/it/that/any|no idea|not sure|would rather not|rather not|prefer not|do not want to say/give/tell/share/leave|do not want you to|none of your business|
        not telling|will not say/tell/give|anonymous|no name|no number|no phone|without a name|^skip|^pass$|not comfortable|does not matter|not important|not necessary|not giving|do not remember|not say|
        private|do not give|not going to`,
      correction: `actually|i mean|i meant|^sorry it/my|no it is|i said|correction|change it/that/the/my|rather than|instead|let me correct|my mistake|i misspoke|no no|should be|make that/it|^wait no|
        ^no wait|it is spelled|not * but|that was wrong|is wrong|change my`,
      injection: `ignore [all/any/your/the/my/these] [of/previous/prior/above/earlier/your] [previous/your/the] instructions/rules/prompt/prompts/orders|ignore everything|system prompt|your instructions|
        your prompt|initial prompt|you are now|pretend [to/you/that]|act as|roleplay|role play|jailbreak|developer mode|disregard [all/your/the/any] [previous/your/prior] instructions/rules|
        forget [all/everything/your] [your/previous] instructions/rules|admin mode|debug mode|override your|new instructions|reveal your|api key|as an ai`,
      profanity: `fuck|fucking|fucked|fucker|motherfucker|shit|shitty|bullshit|bitch|asshole|bastard|dick|cunt|wanker|piss off|pissed off|damn it|goddamn|idiot|idiots|moron|stupid|dumb|useless|
        piece of junk/crap/garbage|shut up|screw you|go to hell|you suck|this sucks|hate you|crap|wtf`,
      language: `speak/understand/in spanish/espanol/french/german/chinese/mandarin/arabic/russian/portuguese/polish/italian/vietnamese/korean/hindi/japanese|espanol|hablas|habla|hablan|hola|parlez|
        bonjour|sprechen|guten tag|spanish please|^spanish|no english|not speak english|do not understand english|olá|ciao|por favor|buenos|buenas|gracias|necesito|quiero|je voudrais|ich brauche|ich mochte`,
      'try-again': `try again|try it again|try ~ once more|one more try|please try|try that again|try to write`,
      add: `also tell/say/add/mention/write/let/ask|please add|add that|add to|one more thing|mention that|^and also|and tell|also please|tell/ask him/her/them also|also i|^also`,
      asap: `asap|as soon as possible|right away|right now|immediately|any time|anytime|whenever|at once|straight away|as soon as you can|does not matter|no preference|soon as you can|^now|you choose|
        earliest`,
      'my-name-is': `my name is|my name was|name is|name would be|the name is|i am called|people call me|you can call me|call me|my full name is|my first name is|name should be|name it is|
        under the name [of]|it is under|my name`,
      'this-is': '^this is|no/hi/hello/hey/yes this is|^here is|name here is',
      'i-am': '^it is|^i am|no/yes/sorry/actually it is|yes i am|it is *$|and/hi/hello i am',
      speaking: `* here$|* * here$|* speaking$|* * speaking$|* is my name|* * is my name|* * * is my name`,
      'asks-for': `[can/could/may/might] i speak/talk/chat to/with|speak/talk to/with|put me through to|transfer/connect/patch me to/with/through|get me|give me|looking for|get hold of|reach|
        message/note for|tell/ask|let|can i have|connect with|get in touch with|in touch with|through to|see if|speaking to/with ! reach me|tell/ask/give/get/let me|tell/ask/let you`,
      'is-there': '^is|hey/hi/hello/and is|if|whether',
      tell: `tell/ask/inform/remind * [that/to/if/about]|let * know [that/about] ! tell/ask/let/remind/inform me/you/us/your/the [that/to/if/about/know]`,
      about: `about|regarding|concerning|because|since|in regards to|in regard to|with regard to|on account of|the reason is|reason for my call is|it is that|saying|to say|to say that|that says|calling to|
        have a problem with|is regarding|due to|wants/want to know if ! how about|what about|about at|about * minutes/hours|i am calling about$|complain about$|think about`,
      'ends-in': `ends/ending/end in/with/on|ends/ending/end|last digit/digits/number/numbers/one/two/three/four [digit/digits] is/are/should/be|last digit/digits/number`,
      'this-number': `best number|best one|good number|that number|this number|this one|this phone|same number|number i am calling from|number i called from|current number|number you have|number you see|
        caller id|this is fine|the one i am calling|on this line`,
      'starts-with': `starts/starting/begins/beginning/start with/in|area code is/of|area code|first three [digits/numbers] are`,
      'email-is': 'email/mail [address] is|email/mail|emailed',
      'company-is': `calling/call from|i am [calling/here] with|company is|company name is|company called|on behalf of|i work for/at|i represent|i am from`,
    },
    asks: {
      name: 'your name|who is calling|who am i speaking|whom am i speaking|name please|the name',
      number:
        'your number|phone number|number to reach|number can/should|call you at|number|reach you',
      reason:
        'what is it about|what is this about|regarding|the message|help you with that|what should i|what would you like me|reason',
      urgency: 'urgent|can it wait',
      when: 'when should|when would|what time|which day|what day|good time|on which day',
      'anything-else': 'anything else|something else|else i can',
      'number-right': 'is that right|is that correct|did i get that',
      'offer-message': 'take a message|leave a message|pass ~ message',
      'how-can-i-help':
        'how can i help|how may i help|what can i do|how can i assist|help you today',
    },
    digits: `zero=0|oh=0|o=0|nought=0|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|niner=9
      |ten=10|eleven=11|twelve=12|thirteen=13|fourteen=14|fifteen=15|sixteen=16|seventeen=17|eighteen=18|nineteen=19`,
    tens: 'twenty=2|thirty=3|forty=4|fourty=4|fifty=5|sixty=6|seventy=7|eighty=8|ninety=9',
    repeats: 'double=2|triple=3|treble=3',
    digitJoiners: 'and dash hyphen then area code plus space point number is my it the um okay so',
    otherNumbers:
      'invoice order account reference ticket tracking case policy unit suite room apartment street box serial model claim license card zip pin',
    weekdays: 'monday tuesday wednesday thursday friday saturday sunday',
    dayWords: `today tomorrow tonight monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri weekend week weeks day days month yesterday
      january february march april june july august september october november december jan feb apr jun jul aug sept oct nov dec
      second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth twentieth thirtieth`,
    timeWords: `morning mornings afternoon afternoons evening evenings night noon midday midnight lunch lunchtime oclock minutes minute hour hours asap immediately now soon anytime whenever thing possible away`,
    whenJoiners: `at on in the next this of before after between around by a an half quarter past to from until till and or early late later first thing end coming following as right couple few any`,
    notNames: `i me my you your yours he she it its they them we us our a an the this that these those here there is am are was were be been being do does did done have has had not no nope yes yeah yep sure okay fine
      and or but if so because about regarding concerning for from with without at by on in to of up out off over as than then now just again also too very really still only already
      can could would should shall might must going want wants wanted need needs needed like looking calling call called caller trying try having having wondering interested afraid sorry happy sad angry upset glad new old good great bad okay alright
      what when where who why how which hello hi hey thanks thank please bye goodbye message number phone name question help hours address open closed today tomorrow monday tuesday wednesday thursday friday saturday sunday
      person human robot machine someone somebody anyone nobody everybody customer client tenant owner manager operator agent representative urgent emergency fire wrong right correct maybe never nothing something anything everything one two three four five six seven eight nine ten zero
      leave take tell give get got make book cancel appointment know think believe say said speak talk speaking listen wait hold repeat stop ignore same waiting ready done back home work late early busy free sick ill hurt broken leaking
      your fault business company private personal confidential none skip pass later soon asap whatever idea clue guess actually well um oh uh real estate his her their mine locked stuck lost unable able responsible not dont isnt running driving outside inside near unhappy disappointed furious frustrated`,
    nameLeads:
      'yes yeah sure okay hi hello hey it is this i am my name the no actually sorry please of course first last full and',
    nameTails: 'please thanks thank you here speaking is my name again and the last first',
    titles: 'dr mr mrs ms miss prof',
    nameParticles:
      'van von de der den del della di da la le el al bin ben ibn mc mac st dos du ten ter',
    common: `i me my you your he she it they we us our a an the this that these those here there is am are was were be been do does did have has had not no yes yeah okay and or but if so because for from with at by on in to of up out off can could would should will want need like what when where who why how which get got go going know think say please thanks thank hello hi hey call called number name help one some any all about just now today tomorrow time day good back help hours open address message phone person man woman please water house car work working broken problem question`,
    email: { at: 'at', dot: 'dot' },
    small: 'a an the my your you i we do is are it there to for of',
    ruledOut: 'not instead than except',
    present: 'there in available around free home',
    stem: stemEn,
  },
  says: {
    questions: {
      name: 'May I have your name, please? | What name should I put down? | Who may I say is calling?',
      'known-name': 'Is that you? | Am I speaking with that person?',
      number: `What is the best number to reach you? | Which number can the team reach you at?
        | Could you say the number digit by digit, with the area code?`,
      'own-number': 'Is that the best number to reach you? | Should the team use that number?',
      'number-rest': 'What are the other digits? | How does it go on?',
      'number-right': 'Is that right? | Did I get that right? | Is that the right number?',
      reason:
        'What is it about? | What should I write down for the team? | What would you like them to know?',
      urgency: `Is it urgent, or can it wait until the next working day? | Should I mark it as urgent?`,
      when: `When would be a good time to call you? | On which day, and at about what time?
        | What day and time would suit you?`,
      'offer-message': `Shall I take a message for the team? | Would you like me to take a message?
        | Should I write a message for the team?`,
      'offer-callback':
        'Shall I arrange for someone to call you? | Would you like to be called back?',
      'stop-number':
        'Which number should not be called any more? | What is the number that we should not call?',
      details: 'What should I change? | Which details would you like to give me?',
      'anything-else': `Is there anything else I can do for you? | Is there something else?
        | Can I help you with anything else?`,
      'how-can-i-help': 'How can I help you? | What can I do for you? | What can I help you with?',
      'what-to-know': 'What would you like to know? | What is your question?',
    },
    sentences: {
      'i-am-an-ai': `I am an AI assistant, not a person. | Yes, I am an AI. You are not talking to a human.
        | You are speaking with an AI assistant, not with a human being.`,
      who: 'This is {business}. I am the AI assistant on this line. | You have reached {business}, and I am its AI assistant.',
      address: 'We are at {address}. | Our address is {address}.',
      'address-unknown':
        'I do not have the address at hand. | I am sorry, I was not given the address.',
      'for-the-team': 'That is something for the team. | The team should hear about that.',
      help: `I can tell you our opening hours and where we are, take a message, or arrange a call back.
        | You can ask me about our hours and our address, leave a message, or ask for a call back.`,
      'help-without-tools':
        'I can tell you our opening hours and where we are. | I know our hours and our address.',
      fine: 'I am doing well, thank you. | Very well, thank you.',
      welcome: 'You are welcome. | My pleasure.',
      hello: 'Hello. | Hello again.',
      'of-course': 'Of course. | Certainly. | Here it is again.',
      'take-your-time': 'Take your time. | No hurry, I am here. | I am still here.',
      'only-this-language': `I am sorry, I only understand English.
        | Sorry, English is the only language that I can speak.`,
      'only-reception': `I can only help with calls for this business.
        | That is not something that I can do here.`,
      'calm-down': `I understand that you are upset, and I would like to help. | I hear you. Let me try to help.`,
      'did-not-hear':
        'I am sorry, I did not hear anything. | I still cannot hear you. | There is no sound on the line.',
      'did-not-understand': `I am sorry, I did not understand that. | Sorry, I still did not get that.
        | I am having trouble understanding you.`,
      'do-not-know': `I do not know that, and I would rather not guess. | That is something that I cannot answer myself.
        | I am afraid I do not have an answer to that.`,
      'wrong-number':
        'No problem. You have reached {business}. | That happens. This is {business}.',
      'why-name':
        'The name tells the team who called. | It is only so that the team knows who called.',
      'why-number':
        'The team needs a number to reach you. | It is only so that the team can reach you.',
      'why-other':
        'It helps the right person to answer you. | It is only so that the right person can help you.',
      'still-there': 'Are you still there? | Hello, are you there?',
      goodbye: 'Thank you for calling {business}. Goodbye. | Goodbye, and take care.',
      'giving-up': 'I am sorry, I cannot understand you well enough to help.',
      'will-take-message': 'I will gladly take a message. | Let me take a message then.',
      'will-arrange-callback': 'I can arrange a call back. | Let us find a time for a call back.',
      'cannot-transfer': `I cannot put calls through, but I can take a message for {person}.
        | I am not able to connect you, but I can take a message for {person}.`,
      'cannot-transfer-at-all':
        'I cannot put calls through on this line. | I am not able to connect you with anyone.',
      'cannot-book': `I cannot book appointments myself, but someone from the team can call you to arrange it.
        | Appointments are made by the team, and they can call you about it.`,
      'sorry-to-hear':
        'I am sorry to hear that. The team should know about it. | I am sorry about that.',
      'sorry-for-calls': 'I am sorry that we disturbed you. | I am sorry about those calls.',
      'returning-call': `I cannot see who called you, but I can take a message for the team.
        | I do not know who called you.`,
      understood: 'All right. | Good. | Understood.',
      thanks: 'Thank you. | Good, thank you. | All right, thank you.',
      'thanks-name': 'Thank you, {name}.',
      'changed-name': 'All right, {name}.',
      'known-name':
        'I have the name {name} for this number. | For this number I have the name {name}.',
      'own-number': 'You are calling from {number}. | I see the number {number}.',
      'number-heard': 'I have {number}. | I understood {number}.',
      'number-so-far': 'So far I have {digits}. | Up to now I have {digits}.',
      'number-incomplete': `That does not sound like a complete phone number.
        | I am not sure that I have all the digits.`,
      'number-refused': 'That number does not seem to work. | I still cannot use that number.',
      'without-number': 'Then we go on without a number.',
      'use-own-number': 'Then I will use the number that you are calling from.',
      'without-name': 'That is fine, we can do without a name.',
      'without-when': 'Then I will ask for as soon as possible.',
      'nothing-written':
        'All right, nothing has been written down. | Fine, I did not write anything down.',
      'cannot-take-messages': `I am sorry, I cannot take messages on this line.
        | I am sorry, messages cannot be left here.`,
      'cannot-schedule': `I cannot schedule calls here, but I can take a message that you would like to be called.
        | Calls cannot be scheduled here, but a message can be left.`,
      'can-only-schedule': `I cannot take messages here, I can only arrange a call back.
        | Messages cannot be left here, only a wish to be called.`,
      'emergency-number': 'If you are safe, I can also alert the team.',
      'emergency-not-reported':
        'I cannot alert anybody from this line, so please do that yourself now. | Nobody can be alerted from here, please call for help.',
      'emergency-reported-already': 'Your urgent message for the team is written down already.',
      'could-not-write': `I am sorry, I could not write that down just now. Nothing has been recorded.
        | I am sorry, it still does not work. Nothing has been written down.`,
      'call-again':
        'Please call us again a little later. {hours} | Please try again later. {hours}',
    },
    receipts: {
      message:
        'Your message for the team is written down{, name}. They have your number as {spokenNumber}.',
      'message-without-number':
        'Your message for the team is written down{, name}. It goes without a number to reach you.',
      emergency:
        'An urgent message for the team is written down. Please look after yourself first.',
      'stop-calls':
        'An urgent note for the team is written down: you do not want to be called any more{ at the number spokenNumber}.',
      correction: 'The correction is written down for the team{, name}.',
      callback:
        'Your call back is scheduled for {spokenDate}. We will call you at {spokenNumber}{, name}.',
      details: 'Your contact details are saved{, name}.',
      'not-understood':
        'A note for the team is written down, with the number that you are calling from.',
    },
    forTeam: {
      person: 'For {person}: ',
      team: 'the team',
      complaint: 'Complaint: ',
      appointment: 'Appointment wish: ',
      correction: 'Correction of what was said before: ',
      emergency: 'EMERGENCY: ',
      'stop-calls': 'Do not call this number any more. The caller said: ',
      'not-understood': 'The caller could not be understood. Last words: ',
      'number-as-heard': ' (number as heard: {digits})',
      'number-not-confirmed': ' (number not confirmed)',
      'call-at': ' (asked to be called back {when})',
      name: ' (name: {name})',
      'no-reason': 'The caller did not say what it is about.',
      soon: 'as soon as possible',
    },
    hours: {
      openNow: (until) => `We are open right now, until ${until}.`,
      openAllDay: 'We are open right now.',
      closedNow: (opens) => `We are closed right now. We open again ${opens}.`,
      closedForNow: 'We are closed right now.',
      openOn: (day, times) => `${day} we are open ${times}.`,
      closedOn: (day) => `${day} we are closed.`,
      week: (groups) =>
        `We are open ${spokenList(groups.map(({ days, times }) => `${days} ${times}`))}.`,
      unknown: 'I do not have our opening hours at hand.',
      holidays: 'I do not know whether that is different on holidays.',
      today: 'Today',
      tomorrow: 'Tomorrow',
      onWeekday: (dayOfWeek) => `On ${spokenWeekday(dayOfWeek)}`,
      weekdayName: spokenWeekday,
      dayRange: (first, last) => `${first} to ${last}`,
      list: spokenList,
      times: (openings) =>
        spokenList(
          openings.map(({ opens, closes }) => `from ${spokenTime(opens)} to ${spokenTime(closes)}`),
        ),
      time: spokenTime,
      opensAt: (day, time) => `${day.charAt(0).toLowerCase()}${day.slice(1)} at ${time}`,
    },
  },
}

/** What `parking`, `parked` and `parks` have in common. */
function stemEn(word: string): string {
  if (word.length < 5) return word.replace(/(?<=[^s]{2})s$/, '')
  return word.replace(/(?:ings?|ed|ies|es|s|y)$/, '')
}
