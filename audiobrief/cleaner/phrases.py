"""Phrases that publishers write between the paragraphs of a story, and the reason for each.

A line is dropped if it is short and begins with one of these phrases, or if it
is at the story's edge and contains one of `TELLING`. The tables follow house
styles in ten languages; each table holds the phrases for one reason.
"""

from __future__ import annotations

import re

from audiobrief.cleaner.vocabulary import (
    ADVERTISEMENT,
    AUTHOR_BOX,
    BYLINE,
    COMMENTS,
    CONSENT,
    CREDIT,
    NAVIGATION,
    NEWSLETTER,
    PLAYER,
    RELATED,
    SHARING,
    TAGS,
)
from audiobrief.patterns import compile_late

MAX_PHRASE = 200
"""The longest line, in characters, that may be dropped for how it begins."""

_RELATED = (
    r"read (?:more|also|next|this|the full|our|all)\b", r"also read\b", r"see also\b", r"more from\b",
    r"more (?:on this|stories|coverage|news|great|about)\b", r"more:?$", r"also:? (?:see|read)?\b.{0,90}$(?<=[^.?!])",
    r"\[?related\b(?! to\b)", r"recommended\b", r"(?:you )?(?:may|might) (?:also )?(?:like|be interested)",
    r"you(?:[’']ll| will| may| might) (?:also )?(?:like|love|enjoy)\b", r"don[’']t miss\b.{0,80}$",
    r"must[- ]reads?\b", r"what to read next", r"up next\b", r"trending\b", r"most (?:read|popular)\b",
    r"(?:popular|latest|top|recent) (?:stories|news|posts|articles|now)\b", r"in case you missed it\b",
    r"further reading\b", r"explore further", r"click here\b", r"click (?:for|to)\b", r"find out more\b",
    r"learn more\b.{0,60}$", r"view (?:all|more|gallery|comments)\b", r"see (?:all|more)\b.{0,60}$", r"show (?:all|more)\b",
    r"related (?:stories|articles|posts|topics)", r"lesen sie (?:auch|hier|mehr|dazu)", r"mehr zum thema", r"auch interessant", r"über dieses thema (?:berichtete|informierte)\b",
    r"mehr (?:dazu|lesen)\b", r"zum thema\b", r"siehe auch", r"(?:à )?lire (?:aussi|également)", r"à lire\b", r"voir aussi",
    r"sur le même sujet", r"le[ae] (?:también|además|más)", r"lee (?:también|además|más)", r"le puede interesar",
    r"te (?:puede|podría) interesar", r"también te puede", r"ver también", r"(?:contenidos?|artículos?|notas?|noticias?) relacionad[oa]s?",
    r"leia (?:também|mais|ainda)", r"veja (?:também|mais)", r"saiba mais", r"confira também", r"leggi (?:anche|ancora)", r"potrebbe interessarti",
    r"lees (?:ook|meer|verder)", r"czytaj (?:też|także|również|więcej)", r"zobacz (?:też|także|również)", r"polecamy",
    r"читайте (?:также|по теме|ещё|еще|далее)", r"смотрите также", r"по теме\b", r"baca juga", r"lihat juga", r"artikel terkait",
    r"přečtěte si", r"čtěte také", r"διαβάστε (?:επίσης|ακόμη)", r"läs (?:också|även|mer)", r"les også", r"læs også", r"lue (?:myös|lisää)",
    r"关连阅读", r"相关(?:阅读|新闻|文章|报道)", r"延伸阅读", r"更多(?:新闻|阅读)", r"あわせて読みたい", r"関連(?:記事|ニュース)", r"관련기사",
    r"schon gelesen\b", r"puedes ver:", r"vorschau auf (?:den|die|das)\b", r"weiterführende(?:r|s)? (?:links?|informationen|artikel)\b.{0,40}$",
    r"weitere (?:informationen|artikel|beiträge|themen|meldungen|links|infos|nachrichten|videos|bilder)\b.{0,40}$", r"lesetipps?\b.{0,60}$", r"mehr (?:von|aus|über|infos|informationen)\b.{0,50}$(?<=[^.?!])",
    r"(?:ये|यह) (?:ख़?बर )?भी पढ़ें", r"पूरी ख़?बर पढ़ें", r"और पढ़ें", r"(?:the )?editors?[’']?s? picks?$", r"discuss this (?:story|article|topic)\b.{0,40}$",
    r"więcej (?:\w+ )?(?:informacji|wiadomości|artykułów)\b.{0,60}$",
    r"اقرأ (?:أيضا|أيضًا|المزيد)", r"devamını oku", r"ilgili haber",
)  # fmt: skip
_ADVERTISEMENT = (
    r"advert(?:isement|ising|orial)?s?\b.{0,40}$", r"(?:story|article|report) continues (?:below|after)", r"continue reading\b.{0,60}$",
    r"scroll (?:down )?(?:to|for)\b.{0,60}$", r"sponsored\b.{0,60}$", r"paid (?:content|partnership)", r"skip (?:ad|past|to)\b.{0,40}$",
    r"loading\b.{0,20}$", r"promoted (?:content|stories)", r"anzeige$", r"werbung$", r"publicidad[e]?$", r"publicité$",
    r"la suite après (?:la|cette) publicité", r"реклама$", r"pubblicità$", r"reklam[ae]?$", r"iklan$", r"mainos$", r"annons$", r"annonce$",
    r"广告$", r"廣告$", r"إعلان$", r"reclame$", r"advertentie$", r"commercial$", r"ftc: we use", r"(?:this|our) (?:post|article|site|page|story) (?:may )?contains? affiliate",
    r"(?:this|our) (?:post|article|site|page|story) (?:may )?contains? (?:references|links) to",
    r"we may (?:earn|receive|get) (?:a )?commission", r"today[’']s best deals", r"advertise (?:with|in|on)\b.{0,60}$",
    # the label above an advertisement, and that the story goes on below it
    r"विज्ञापन$", r"विज्ञापन के बाद\b.{0,60}$", r"광고$", r"広告$", r"διαφήμιση$", r"quảng cáo$", r"โฆษณา$", r"تبلیغات$", r"hirdetés$", r"inzerce$", r"oglas$", r"publicitate$",
    r"mainos (?:[–-]|päättyy|alkaa).{0,60}$", r"(?:juttu|teksti) jatkuu (?:mainoksen|kuvan|videon)\b.{0,30}$",
    r"dalsz[ya] (?:ciąg|część) (?:artykułu|tekstu) pod\b.{0,40}$", r"(?:reszta|ciąg dalszy) (?:artykułu|tekstu) pod\b.{0,40}$",
    r"(?:der |dieser )?(?:artikel|text|beitrag) (?:geht|wird) (?:nach|unter) (?:der|dem) (?:anzeige|werbung|video|bild)\b.{0,30}$", r"l[’']article (?:continue|se poursuit) après\b.{0,30}$",
    r"(?:el artículo |la nota )?(?:continúa|sigue) (?:después|tras|debajo) (?:de )?(?:la|esta) publicidad\b.{0,20}$", r"continua (?:após|depois d)(?:a|e) (?:a )?publicidade\b.{0,20}$", r"(?:l[’']articolo )?continua (?:a leggere )?dopo la pubblicità\b.{0,20}$",
    r"(?:(?:de )?tekst|artikel) (?:loopt|gaat) (?:door|verder) (?:onder|na) (?:de|het)\b.{0,30}$", r"lees verder (?:na|onder) (?:de|het) (?:advertentie|video|foto)\b.{0,20}$",
    r"(?:artikkelen|artikeln|artiklen|saken|texten|historien) (?:fortsetter|fortsätter|fortsætter) (?:under|etter|efter|nedanför|nedenfor)\b.{0,40}$", r"(?:haberin|yazının) devamı\b.{0,40}$",
    r"продолжение (?:статьи )?(?:после|под) рекламы?\b.{0,20}$", r"článek pokračuje pod\b.{0,30}$",
)  # fmt: skip
_NEWSLETTER = (
    r"sign[- ]?up\b.{0,160}(?:newsletter|email|e-mail|inbox|updates|here|alerts|free|today|now)", r"sign up$", r"subscribe\b(?!rs)",
    r"get (?:the|our|more|your|all|breaking|daily|the day[’']s)\b.{0,120}(?:newsletter|inbox|alerts|delivered|app)\b",
    r"join (?:our|us|the (?:conversation|discussion))\b.{0,80}", r"enter your e-?mail", r"follow (?:us|@|our)\b",
    r"like us on\b", r"find us on\b", r"download (?:the|our) .{0,40}app\b", r"please (?:enter|subscribe|log ?in|sign)", r"start your (?:free )?trial",
    r"(?:already|not) a (?:subscriber|member)\b", r"log ?in\b.{0,40}$", r"register\b.{0,40}$", r"thank(?:s| you) for (?:subscribing|signing)",
    r"never miss (?:the|a|an)\b", r"for the latest\b.{0,60}\b(?:download|subscribe|follow)\b", r"únete\b", r"hazte (?:miembro|soci[oa])\b",
    r"sie sind (?:aktuell |derzeit )?nicht (?:eingeloggt|angemeldet)", r"submit your (?:letter|story|tip|question)s?\b",
    r"jetzt (?:[\w-]+ ){0,4}(?:anmelden|abonnieren|registrieren)\W*$", r"jetzt (?:anmelden|abonnieren|registrieren)", r"zum newsletter", r"(?:newsletter|abonniere)\b.{0,80}$",
    r"inscrivez-vous", r"abonnez-vous", r"suscríb[ae]te", r"síguenos", r"s[ií]guen?os", r"assine\b", r"siga\b.{0,60}(?:facebook|twitter|instagram|whatsapp|telegram)",
    r"iscriviti", r"seguici", r"подпи(?:шитесь|сывайтесь)", r"подпишись", r"obserwuj nas", r"volg ons",
    r"folge?n? (?:sie )?uns\b", r"folgt uns\b", r"(?:suivez|rejoignez|retrouvez)-nous\b", r"s[ií]ga-nos\b", r"följ oss\b", r"følg os[s]?\b",
)  # fmt: skip
_SHARING = (
    r"share (?:this|on|via|with|article|story|tweet)\b.{0,60}$", r"share$", r"shares?:?$", r"tweet$", r"(?:e-?mail|print)(?: (?:this|article|page))?$",
    r"(?:facebook|twitter|whatsapp|pinterest|linkedin|reddit|telegram|instagram|youtube|google\+|flipboard|copy link|link copied|x)$",
    r"teilen\b.{0,30}$", r"partager\b.{0,40}$", r"compartir\b.{0,40}$", r"compartilh(?:ar|e)\b.{0,40}$", r"condividi\b.{0,40}$",
    r"поделиться\b.{0,40}$", r"udostępnij\b.{0,30}$", r"delen\b.{0,20}$", r"bagikan\b.{0,30}$", r"分享.{0,10}$", r"save$", r"\d+ shares?$",
    r"gift (?:this )?article\b.{0,60}$", r"offrir (?:cet |l[’'])article", r"dar de presente um conteúdo", r"dê um conteúdo de presente", r"[★☆⭐✩]{3,}.{0,40}$",
)  # fmt: skip
_COMMENTS = (
    r"(?:\d+ )?comments?(?:\W{0,4}\d*\W{0,3}|:.{0,30}| (?:are|were|have been|policy|section|feed|rss|closed|off|loading)\b.{0,20})$", r"(?:post|leave|add|write|view|show|hide|read) (?:a |all |your )?(?:\d+ )?(?:comment|reply)s?\b.{0,40}$",
    r"(?:noch )?keine (?:kommentare|bewertungen)\b", r"no (?:comments|ratings) yet\b", r"aucun commentaire", r"sin comentarios", r"bei fragen (?:und|oder) anregungen\b",
    r"tell us what you think", r"what do you think\b.{0,60}$", r"join the (?:conversation|discussion)", r"let us know\b.{0,100}$", r"have your say\b.{0,60}$",
    r"(?:\d+ )?(?:kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties)\b.{0,20}$",
    r"(?:добавить|оставить) (?:отзыв|комментарий)", r"комментари(?:и|ев)\b.{0,20}$", r"(?:this site uses akismet)", r"we are temporarily moderating",
    r"note: we are", r"aten[çc][ãa]o: coment[áa]rios",
)  # fmt: skip
_BYLINE = (
    r"by:? [A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]*|van|von|de|da|di|and|&|\|)){1,8}(?:,? (?:staff|for|senior|contributing|associated press|correspondent|reporter|editor)\b.{0,60})?$",
    r"by [A-Z].{2,60}(?:19|20)\d\d.{0,40}$", r"(?:first )?(?:posted|published|publicado|veröffentlicht|publié|pubblicato|опубликовано|aktualisiert|actualizado|mis à jour)(?: (?:on|at|by|in|am|le|il|el|em))?\b[ :|].{0,80}$",
    r"(?:last )?(?:updated|modified)(?: (?:on|at))?\b.{0,60}$", r"\d+ min(?:ute)?s?\.? (?:read|to read)", r"(?:written|story|text|words|reported) by:? [A-Z].{2,60}$",
    r"(?:source|quelle|fuente|fonte|bron|kilde|källa|источник)s?:.{2,80}$", r"(?:reading|read) time\b.{0,30}$", r"(?:von|par|por|di|door|av|autor|author|автор):? [A-ZÄÖÜÉ][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}$",
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? \w+ \d{1,2},? (?:19|20)\d\d.{0,30}$", r"\w{3,9}\.? \d{1,2},? (?:19|20)\d\d(?:.{0,3}\d\d?:\d\d.{0,20})?$",
    r"\d{1,2}\.? (?:de )?\w{3,10}\.? (?:de )?(?:19|20)\d\d.{0,30}$",
    # when it was published, and when it was changed
    r"\d{1,2}\.? (?:de )?\w{3,10}\.? (?:de )?(?:19|20)\d\d\W.{2,30}\b(?:19|20)\d\d\W{0,3}(?:\d\d?[:.h]\d\d)?.{0,6}$", r"(?:19|20)\d\d-\d\d-\d\d(?:.{0,3}\d\d?:\d\d.{0,12})?$", r"\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d(?:.{0,5}\d\d?:\d\d.{0,12})?$",
)  # fmt: skip
_CREDIT = (
    r"(?:photo(?:graph)?s?|image|picture|credit|foto|bild|video|illustration|фото|immagine)s? ?(?:credit|by|courtesy|source|:|©|\().{0,120}$", r"©", r"\(c\) ", r"getty images?$",
    r"crédits? photos?\b", r"(?:beitrags|titel|artikel|vorschau)bild\b ?:?.{0,100}$", r"(?:bild|foto)(?:quelle|nachweis|rechte|credit)s?\b.{0,100}$",
    r"(?:image|photo|picture) (?:caption|copyright|credit|source)\b", r"media caption", r"copyright\b.{0,120}$", r"all rights reserved",
)  # fmt: skip
_PLAYER = (
    r"watch(?: now| more| this| the video| live|:)\b.{0,120}$", r"watch:", r"audio:", r"(?:listen|watch)(?: (?:now|to|below|above|here))?:?$", r"video:", r"play(?: video)?$", r"close$", r"×$", r"replay$", r"now playing",
    # what stands in place of an embedded post or video
    r"view (?:this|the) (?:post|tweet|photo|video|reel)\b.{0,30}$", r"sieh dir (?:diesen|dieses) .{3,30} an$", r"voir cette publication\b.{0,30}$", r"ver (?:esta|essa|este) (?:publica\w+|foto|post)\b.{0,30}$",
    r"visualizza questo post\b.{0,30}$", r"dit bericht op .{3,20} bekijken$", r"(?:se|visa|vis) (?:dette|detta) (?:innlegget|inlägg|opslag)\b.{0,30}$", r"videoyu izle\w*\b.{0,30}$",
    r"jump to (?:the )?recipe.{0,60}$", r"(?:direkt )?zum rezept(?: springen)?$", r"(?:aller|passer) à la recette$", r"ir a la receta$", r"vai alla ricetta$", r"(?:direct )?naar (?:het )?recept$",
    r"listen to (?:this|the) (?:article|story|post)\b.{0,40}$", r"you can (?:also )?(?:listen to|hear|read|watch|follow) (?:this|our|us)\b", r"\d{1,3} ?min(?:utes?|s)?\.?$",
    r"media playback is (?:un|not )supported", r"fox news flash", r"\d?\d:\d\d(?: ?/ ?\d?\d:\d\d)?$", r"\d{1,3} ?(?:/|of|von|sur|de|di|van) ?\d{1,3}$", r"(?:this )?video (?:is )?(?:not |un)?available", r"your browser does not", r"get the latest",
)  # fmt: skip
_TAGS = (
    r"(?:tags?|tagged|topics?|filed under|categor(?:y|ies)|keywords|schlagwort|schlagworte|etiquetas|mots[- ]clés|теги|метки|temas|assuntos|tagi)\b ?:?.{0,200}$",
)  # fmt: skip
_AUTHOR = (
    r"(?:über|zu[rm]?) (?:den|die|der|dem)? ?(?:autor\w*|verfasser\w*)\W*$", r"(?:à propos de|sur) l[’']aut(?:eur|rice)\W*$",
    r"(?:sobre|acerca de) (?:el|la|o|a) autora?\W*$", r"(?:l[’']autore|sull[’']autore|chi è l[’']autore)\W*$", r"over de auteur\W*$",
    r"our standards: ", # Reuters ends every story with its Trust Principles
    r"(?:do you )?(?:have|got|know)\b.{3,60}\?\s+(?:please )?(?:e-?mail|write|contact|call|tell|send|get in touch|let us)\b",
    r"about the (?:author|writer)s?\b", r"have a (?:news )?tip\b", r"got a (?:news )?(?:tip|story)\b", r"contact (?:the )?(?:author|reporter|us|him|her|me)\b",
    r"(?:the )?(?:views|opinions)(?: and opinions)? expressed (?:here|in this|by|are)\b",
    r"(?:e-?mail|reach|contact|write to|follow) .{2,60}(?: at\b| on (?:twitter|facebook|instagram|x|linkedin))",
)  # fmt: skip

PHRASES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, compile_late(rf"\W{{0,4}}(?:{'|'.join(rows)})", flags))
    for reason, rows, flags in (
        (ADVERTISEMENT, _ADVERTISEMENT, re.IGNORECASE),
        (RELATED, _RELATED, re.IGNORECASE),
        (NEWSLETTER, _NEWSLETTER, re.IGNORECASE),
        (SHARING, _SHARING, re.IGNORECASE),
        (COMMENTS, _COMMENTS, re.IGNORECASE),
        (CREDIT, _CREDIT, re.IGNORECASE),
        (PLAYER, _PLAYER, re.IGNORECASE),
        (TAGS, _TAGS, re.IGNORECASE),
        (AUTHOR_BOX, _AUTHOR, re.IGNORECASE),
        (BYLINE, _BYLINE, re.IGNORECASE),
    )
)

CHANNELS = (
    r"newsletters?|boletín|boletines|boletim|lettre d[’']information|infolettre|rundbrief|nieuwsbrief|nyhetsbrev|nyhedsbrev|biuletyn|inbox|e-?mails?|apps?|podcasts?|alerts?|notifications?|channels?|canal|kanal|twitter|x|facebook|instagram|whatsapp|telegram|youtube|"
    r"tiktok|linkedin|bluesky|mastodon|threads|google news|snapchat|reddit"
)
"""Where newsrooms reach their readers besides the page."""
OURS = compile_late(
    # somebody who speaks to the reader of their own channels
    r"\b(?:our|your|my|unser\w{0,2}|ihr\w{0,2}|dein\w{0,2}|notre|nos|votre|vos|nuestr[oa]s?|tus?|noss[oa]s?|seus?|suas?|nostr[aio]|vostr[aio]|ons|onze|jouw|uw|våra?|vores)"
    rf"\s(?:[\w’'-]+\s){{0,4}}?(?:{CHANNELS}|comments?|newsroom|readers|reporters?)(?![\w’'])"
    rf"|\b(?:{CHANNELS})\b.{{0,30}}\bto your\b",
    re.IGNORECASE,
)
ASKED_TO = compile_late(
    # A verb that asks somebody to do something stands first in its sentence, and before an
    # object: "Watch groups on Telegram" and "Download figures" ask for nothing.
    r"(?:(?:^|[.!?:…–—]\s+)\W{0,3}(?:please |and |or |so |just |also |then )?|\b(?:you can|you may|be sure to|don[’']t forget to|want to|to) )"
    r"(?:(?:click|tap|follow|join|like|find|download|get|watch|hear|read|share|tell|send|e-?mail|contact|reach|write to|listen to|submit|support|leave|stay)"
    r" (?:us|our|me|my|him|her|them|this|these|the|a|an|your|here|now|it|[A-Z@][\w’'-]+)\b"
    r"|(?:sign up|subscribe|register|log ?in|never miss|don[’']t miss|abonnieren sie|abonniere\b|folgen sie|folge\b|melden sie|abonnez-vous|inscrivez-vous|suivez|téléchargez|suscríb[ae]\w*|s[ií]gu?[ea]\w*|descarg[ae]\w*|iscriviti|seguici|scarica|assine|siga|inscreva|baixe|volg|schrijf je))"
    rf"[^.?!]{{0,120}}?\b(?:{CHANNELS}|comments?|here|below|hier|ici|aquí|free|kostenlos|daily|updates|trial|today)\b",
    re.IGNORECASE,
)
CONTACT = compile_late(r"@\w|https?:|www\.|\bclick here\b|\brights reserved\b|©", re.IGNORECASE)
CONTACTED = compile_late(
    r"^mailto:|/(?:newsletters?|subscribe|subscription|signup|sign-up|register|abo)\b"
    r"|//(?:[\w-]+\.)?(?:twitter|x|facebook|instagram|linkedin|bsky|threads|youtube|tiktok|t|wa|whatsapp|signal)\.\w{2,4}/|//threema\.id/",
    re.IGNORECASE,
)
"""Addresses of links to a writer's or a newsroom's accounts and newsletters."""
OFFERED = compile_late(
    # where readers subscribe, give money, or find an app or a channel
    r"[/.](?:newsletters?|subscri\w+|sign-?up|abo|abos|abo-?service|abonn\w+|suscri\w+|assin\w+|abbona\w+|prenumer\w+|bestellen"
    r"|donat\w+|donar|spenden?|soutenir|unterst(?:ue|ü)tz\w+|support-us|supportus|membership|mitglied\w*)(?:[/?.#_-]|$)"
    r"|//(?:abo|subscribe|subscription|donate|support|spenden)\."
    r"|#/portal\b"  # Ghost opens its forms by this address
    r"|//(?:apps|itunes)\.apple\.com/|//play\.google\.com/|//news\.google\.com/(?:publications|s)/|//(?:www\.)?whatsapp\.com/channel/",
    re.IGNORECASE,
)
"""Addresses of the places where readers take up an offer."""
REPORTED = compile_late(
    # words with which a story tells what somebody said
    r"\b(?:said|says|told|asked|wrote|writes|added|announced|recalled|according to|sagte|sagt|teilte|schrieb|erklärte|a dit|a écrit|selon|dijo|escribió|según|disse|segundo|ha detto|secondo|zei|schreef)\b(?! first)",
    re.IGNORECASE,
)
TO_READERS = compile_late(
    # Words with which a newsroom addresses its readers, too. They tell a promotion only where a
    # sentence is set apart from the text: stories and quotations say "you" and "our", too.
    r"\b(?:you|your|yours|we|our|ours|us|here|below|click|tap|newsletters?|inbox|e-?mails?|apps?|podcasts?|videos?|episodes?|"
    r"now|today|daily|delivered|alerts?|updates?|comments?|twitter|facebook|instagram|whatsapp|telegram|youtube|tiktok|linkedin|google|subscrib\w+|sign up|log ?in|register|free|"
    r"sie|ihre?[nmrs]?|dein\w*|eure?\w*|uns|unser\w*|wir|hier|vous|votre|vos|nous|notre|nos|ici|usted|tus?|te|nuestr\w+|aqu[íi]|"
    r"voc[êe]|seus?|suas?|noss[oa]s?|aqui|voi|vostr\w+|nostr\w+|qui|ons|onze|jouw?|uw|hier|"
    r"affiliates?|commissions?|cookies?|copyright|rights reserved|©)(?!\w)|@\w|https?:|www\.",
    re.IGNORECASE,
)
SENTENCE = compile_late(r"(?:[\w’'“”\"«»(),;:–—-]+\s+){6,}[\w’'“”\"«»()-]+[.!?][”\"’»)]*$")
"""A whole sentence of at least seven words."""
LABEL = compile_late(r"\W*[\w’' ]{2,40}[:|]")
"""A label before a promotion ("Read more: ..."), a list ("Tags: ...") or a credit."""

TELLING: tuple[tuple[str, re.Pattern[str]], ...] = (
    # These count anywhere in a paragraph at the story's edge: there the writer addresses the
    # reader, or the newsroom introduces the writer.
    (AUTHOR_BOX, compile_late(
        r"follow (?:him|her|them|me|us|[A-Z]\w+|the)\b.{0,60}\b(?:twitter|facebook|instagram|linkedin|@)|"
        r"(?:can|may) be (?:reached|contacted|followed|e-?mailed|found)\b.{0,60}(?:@|\bon (?:twitter|x|facebook|instagram|linkedin|bluesky|mastodon|threads)\b|https?:|www\.)|"
        r"\breach (?:him|her|them) (?:at|on)\b|(?:follow|e-?mail) me\b|@[\w.]+\.(?:com|org|net|co)",
        re.IGNORECASE)),
    (NEWSLETTER, compile_late(
        r"(?:newsletter|in your inbox|free (?:daily )?newsletter|sign up (?:for|to|here|now)|subscribe (?:to|now|here|for)|letters? to the editor|we[’']d like to hear|your letterbox|like us on facebook|follow us|listen (?:back|live)|twitter and (?:instagram|youtube|facebook))",
        re.IGNORECASE)),
    (COMMENTS, compile_late(r"(?:leave a comment|in the comments|comments (?:below|section))", re.IGNORECASE)),
)  # fmt: skip
INTRODUCED = compile_late(
    r"\bis (?:a|an|the) .{0,60}(?:reporter|writer|editor|correspondent|columnist|journalist|contributor|fellow|curator|author)\b.{0,160}$",
    re.IGNORECASE,
)
"""A sentence about somebody who writes. It introduces the writer of the story only if it is set
apart, in italics or in a box of its own, or has a link: a story may end with an editor, too."""
MAX_NOTICE = 600
"""The longest notice, in characters, that a program writes in place of a post, date or picture."""
NOTICES: tuple[tuple[str, re.Pattern[str]], ...] = (
    # Consent tools (Borlabs, Complianz, Usercentrics, Embetty) replace embedded posts with a
    # request for consent; PHP and WordPress insert messages of their own.
    (CONSENT, compile_late(
        r"(?:empfohlener (?:redaktioneller )?inhalt|externer inhalt|link zu[mr]? .{2,30}[- ]inhalt\W*$|an dieser stelle (?:findest|finden|steht|befindet)|wir respektieren (?:deine|ihre) privatsphäre"
        r"|(?:2|zwei) klicks für mehr datenschutz|(?:hier|dieser|dieses) .{0,60}(?:externe[rnms]? inhalt|(?:tweet|video|post|inhalt).{0,40}(?:laden|angezeigt|einwilligung))"
        r"|zum schutz (?:ihrer|deiner) daten|mit dem laden de[sr] |ich bin (?:damit )?einverstanden, dass|damit werden personenbezogene daten"
        r"|(?:this|by loading|by clicking) .{0,60}(?:content is (?:hosted|provided) by|accept .{0,40}privacy policy)|we need your consent to (?:load|show)|to (?:view|see|show) this (?:content|video|post|tweet).{0,60}(?:cookies|consent)"
        r"|este contenido .{0,60}cookies|ce contenu .{0,60}cookies)", re.IGNORECASE)),
    # WordPress leaves the shortcodes of removed plugins in the text.
    ("shortcode", compile_late(r"\[(?P<name>embed|caption|gallery|audio|video|playlist|youtube|vc_\w+|et_pb_\w+|su_\w+)\b[^\]]{0,400}\](?:.{0,400}\[/(?P=name)\])?$|\[/\w+\]$", re.IGNORECASE)),
    ("error message", compile_late(r"(?:warning|notice|deprecated|fatal error|strict standards|parse error): .{1,500} on line \d+", re.IGNORECASE)),
    # Programs that send mail in bulk must say why it came, and how to stop it (CAN-SPAM Act, 5).
    (NEWSLETTER, compile_late(
        r"(?:you(?:[’']re| are) (?:receiving|getting) this (?:e-?mail|newsletter|message)|want to change how you receive these|no longer want to receive|if you (?:no longer|do not|don[’']t) wish to receive"
        r"|sie (?:erhalten|bekommen) diese[ns]? (?:e-?mail|newsletter)|vous recevez ce(?:t e-?mail| message|tte newsletter)|(?:recibes|recibe|está recibiendo) este (?:correo|bolet[íi]n|mensaje)|ricevi questa (?:e-?mail|newsletter))\b", re.IGNORECASE)),
    (ADVERTISEMENT, compile_late(
        r"(?:this|our) (?:post|article|site|page|story) (?:may )?contains? (?:affiliate|references to|links to)\b", re.IGNORECASE)),
    # what archives of mailing lists and blogs write beside the link to each neighbour
    (NAVIGATION, compile_late(r"(?:previous|next|newer|older) (?:message|post|article|story|thread|entry|page)s?(?: \W| ?:|$).{0,120}$", re.IGNORECASE)),
    (NAVIGATION, compile_late(r"(?:table of contents|on this page|inhaltsverzeichnis|sommaire|table des matières|índice|inhoudsopgave|spis treści)\W*$", re.IGNORECASE)),
    # what wire services and live desks write under a story that is a few lines yet
    ("notice of more", compile_late(
        r"\W*(?:this is a )?(?:breaking|developing)(?: news?)?(?: story| update)?\b.{0,60}\b(?:more (?:to follow|to come|follows|soon|details)|check back|refresh|will be updated)\b.{0,80}$"
        r"|\W*more (?:to follow|follows|to come)\W*$|\W*(?:mehr in kürze|weitere informationen in kürze|plus d[’']informations à suivre|más información en breve|segue)\W*$", re.IGNORECASE)),
    (BYLINE, compile_late(
        r"(?:this entry was (?:posted|published)|th(?:is|e) (?:post|entry) (?:was|is) filed|(?:der|dieser) (?:beitrag|eintrag|artikel) wurde .{0,60}(?:veröffentlicht|geschrieben|verfasst|unter)"
        r"|cette entrée a été publiée|esta entrada fue publicada|questo articolo è stato pubblicato)\b.{0,300}$|.{0,60}\blast (?:modified|updated): .{0,40}$", re.IGNORECASE)),
)  # fmt: skip
CREDITED = compile_late(
    r"[\[(](?:image|photo|picture|credit|foto|bild|source|file photo|фото|photos?)s?(?: credits?)?(?: by)? ?[:/|©].{0,80}[\])]\.?$"
    r"|(?:photos?|image|photograph|foto|фото|picture|illustration)s?(?: by| credit| courtesy|:| ©|/).{2,60}$|(?:/|via )(?:getty|reuters|ap|afp|shutterstock|getty images|ap photo|alamy)\)?\.?$|\((?:ap|reuters|getty|afp|file)(?: photo)?(?:/.{0,40})?\)$|©.{2,50}$",
    re.IGNORECASE,
)
"""The end of a caption that names who took the picture."""
_CLOCK = (
    # Live blogs write the time of an entry like this.
    r"(?:(?:today|yesterday|updated?|posted)[ ,:]{1,3})?(?:\d{1,2}[:.h]\d{2}(?::\d{2})? ?(?:[ap]\.? ?m\.?|uhr|h)?(?: ?\(?(?:GMT|UTC|BST|CES?T|E[SD]?T|P[SD]?T|IST|AE[SD]T)\)?)?"
    r"|\d{1,2} ?[ap]\.? ?m\.?|\d{1,3} ?(?:s|secs?|m|mins?|minutes?|h|hrs?|hours?|d|days?)(?: \d{1,2} ?m(?:ins?)?)? ago|(?:vor|il y a|hace) \d{1,3} \w{1,8})"
)
CLOCK = compile_late(rf"{_CLOCK}$", re.IGNORECASE)
CLOCK_AHEAD = compile_late(_CLOCK, re.IGNORECASE)
"""The same before the name of who wrote the entry."""
ADDRESS = compile_late(r"^(?:https?://|www\.)\S+$")
POSTS = compile_late(
    r"(?:posts|beiträge|messages|mensajes|messaggi|berichten|joined|registriert|registered): ?\d[\d.,]*",
    re.IGNORECASE,
)
"""What forums (vBulletin, phpBB and their like) count beside each post of whoever wrote it."""
THREAD = compile_late(
    # WordPress writes these above the comments, in each language by its translation, and forums
    # and other systems count the answers of readers.
    r"(?:\d{1,5}|one|ein|une?|un[ao]?|een|um) (?:thoughts?|responses?|repl(?:y|ies)|comments?|gedanken?|antwort(?:en)?|kommentare?|réflexions?|réponses?|commentaires?"
    r"|pensamientos?|respuestas?|comentarios?|pensieri|pensiero|risposte|risposta|commenti|commento|gedachten?|reacties?|opmerkingen?|pensamentos?|comentários?|respostas?|opinião|opiniões)"
    r"(?:\W{0,3}$| (?:on|to|zu|auf|sur|à|en|sobre|su|a|over|op|em)\b)",
    re.IGNORECASE,
)
"""The heading that counts what readers wrote below a text."""
