"""Sentences of a story that name a network, an app or a newsletter, and promotions that do."""

from __future__ import annotations

from tests.cleaner.makers import STORY, TITLE, Made, paragraphs

FOR_RULES = (
    "The team can be found on Instagram before the match.",
    "The plan was first reported in the newsletter of the angling club.",
    "She deleted the app in March, and her letters to the editor stopped as well.",
    "Reil posted a picture of the broken ties on Facebook, and the board asked him to remove it.",
    "Follow-up talks on Twitter between the two camps went nowhere, the mayor said.",
    "The residents’ podcast has told the story of the pier in nine episodes since the spring.",
    "“Leave a comment, they said, and nobody ever answered,” said Reil of the website of the board.",
    "Download figures for the town’s ferry app doubled after the pier was closed to the boats.",
)
SET_ASIDE = (
    "He can be reached by boat only, his neighbours on the island say, or by carrier pigeon.",
    "Subscribers to the newsletter were told of the vote a day before the fishermen were.",
    "Contact with the crew on WhatsApp broke off at four in the morning, the coastguard said.",
    "The board announced the result in an email to all boat owners and on its YouTube channel.",
    "Sign-up for the meeting closes on Friday, and the hall holds two hundred people.",
    "Watch groups on Telegram had warned of the storm for days before it reached the harbour.",
    "Comments below a video of the collapse called it the end of Saltmere, and they were wrong.",
    "Email campaigns by the owners’ club reached 4,000 people in the town within a week.",
    "The mayor, who tweets as a seagull, told followers that the tide would turn.",
)
PROMOTED = (
    "Follow us on Instagram for more pictures of the harbour and its boats every single day.",
    "Sign up for our weekly newsletter to get stories like this one in your inbox.",
    "Download our app to be told first when the ferry is late.",
    'Ada Quill can be reached at <a href="mailto:ada@lantern.example">ada@lantern.example</a>.',
    "Ada Quill can be found on Twitter at @adaquill.",
    "Have a story to tell? Email our newsroom at desk@lantern.example and we will call you.",
)
PROMOTED_ASIDE = (
    "Like what you read? Subscribe to the Lantern’s newsletter and never miss a tide.",
    "Follow our reporter Ada Quill on Bluesky for the latest from the harbour.",
    "You can listen to this story and many others in our app, free for thirty days.",
    '<em>Ada Quill is a reporter for the Lantern. Follow her on <a href="https://x.example/ada">X</a>.</em>',
    "Join our WhatsApp channel to get the news of the harbour on your phone.",
    "Tell us what you think in the comments below.",
)
OTHER_LANGUAGES = (
    # written when the rules stood, and read for the first time then
    "Newsletter verschickt der Verein seit Jahren keine mehr, sagte der Vorsitzende am Dienstag.",
    "Abonnenten der Zeitung hatten schon am Montag davon erfahren, die Fischer nicht.",
    "Über Instagram hatte der Bürgermeister die Bewohner vor dem Sturm im Hafen gewarnt.",
    "Mehr als tausend Kommentare standen am Abend unter dem Bild, das der Wirt hochgeladen hatte.",
    "Folgen hat der Sturm vor allem für die Fischer, deren Boote am Kai zerbrachen.",
    "Hier finden die Boote seit dem Winter keinen Platz mehr, und der Hafen bleibt leer.",
    "Sur Facebook, le maire a publié une photo du quai, que la ville lui a demandé de retirer.",
    "Abonnés au port depuis trente ans, les pêcheurs ont appris la nouvelle par la radio.",
    "Partager le quai avec le bac ne plaît pas aux pêcheurs, qui l'ont dit au conseil mardi.",
    "Suivez le fleuve pendant une heure et vous verrez le phare, disait le gardien aux enfants.",
    "Síganme, gritó el capitán a los pescadores, y todos bajaron al muelle en plena noche.",
    "Compartir el muelle con el transbordador no gusta a los pescadores de la villa.",
    "El alcalde lo contó en Twitter antes de que el pleno hubiera terminado de votar.",
    "Leia quem quiser as cartas do faroleiro, disse a neta, que as encontrou numa lata.",
    "Assine quem assinar o contrato, a obra só começa depois do inverno, disse o engenheiro.",
    "Leggi e regolamenti del porto non bastano più, ha detto il sindaco al consiglio.",
    "Su WhatsApp i pescatori si avvisano della tempesta prima che lo faccia la radio.",
    "Volg de rivier een uur lang en je ziet de vuurtoren, zei de wachter altijd.",
)
PROMOTED_OTHERWISE = (
    "Abonnieren Sie unseren Newsletter und lesen Sie jeden Morgen das Neueste aus dem Hafen.",
    "Folgen Sie uns auf Instagram für mehr Bilder aus dem Hafen von Saltmere.",
    "Abonnez-vous à notre newsletter pour recevoir chaque matin les nouvelles du port.",
    "Suivez-nous sur Facebook pour ne rien manquer de la vie du port.",
    "Suscríbete a nuestro boletín y recibe cada mañana las noticias del puerto.",
    "Síguenos en Twitter para no perderte ninguna noticia del puerto.",
    "Inscreva-se na nossa newsletter e receba as notícias do porto todas as manhãs.",
    "Iscriviti alla nostra newsletter per ricevere ogni mattina le notizie del porto.",
    "Volg ons op Instagram voor meer beelden uit de haven.",
    "Lesen Sie auch: Zehn Boote, die man in diesem Frühjahr kaufen kann",
)
HEAD = (
    f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    '<p class="byline">By Ada Quill</p>'
)


def _page(*texts: str) -> str:
    return f"{HEAD}<div class=article-body>{paragraphs(*texts)}</div></article></body></html>"


PAGES = {
    **{
        f"{'aside' if aside else 'rule'}-{n}-{place}": Made(
            _page(*STORY[:at], text, *STORY[at:]),
            heard=(*STORY[:at], text, *STORY[at:]),
            aside=aside,
        )
        for aside, texts in ((False, FOR_RULES), (True, (*SET_ASIDE, *OTHER_LANGUAGES)))
        for n, text in enumerate(texts)
        for place, at in (("within", 3), ("last", 6))
    },
    **{
        f"{'aside' if aside else 'rule'}-promoted-{n}-{place}": Made(
            _page(*STORY[:at], text, *STORY[at:]),
            unheard=(text[:20].removeprefix("<em>"),),
            aside=aside,
        )
        for aside, texts in ((False, PROMOTED), (True, (*PROMOTED_ASIDE, *PROMOTED_OTHERWISE)))
        for n, text in enumerate(texts)
        for place, at in (("within", 3), ("last", 6))
    },
}
