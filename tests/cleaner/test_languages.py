"""The language of a text is the page's claim, unless its words say another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from audiobrief.cleaner import clean
from audiobrief.model import Page

TEXTS = {
    "en": "The keeper of the light wrote to the board of the harbour, and he asked for a lamp that would burn in the winter. They had no lamp for him, but they said that there was one in the town which he could have if he came to get it before the end of the year.",
    "de": "Der Wärter des Leuchtturms schrieb an den Hafenrat und bat um eine Lampe, die auch im Winter brennt. Der Rat hatte keine Lampe für ihn, aber er sagte, dass es in der Stadt eine gibt, die er haben kann, wenn er sie vor dem Ende des Jahres holt und mit nach Hause nimmt.",
    "fr": "Le gardien du phare a écrit au conseil du port, et il a demandé une lampe qui brûle en hiver. Le conseil n’avait pas de lampe pour lui, mais il a dit qu’il y en avait une dans la ville, et que le gardien pouvait la prendre s’il venait avant la fin de l’année.",
    "es": "El guardián del faro escribió a la junta del puerto y pidió una lámpara que ardiera en el invierno. La junta no tenía una lámpara para él, pero dijo que había una en la ciudad, y que se la daría si venía a por ella antes de que el año llegara a su fin.",
    "pl": "Latarnik napisał do rady portu i poprosił o lampę, która pali się w zimie. Rada nie miała dla niego lampy, ale powiedziała, że jest taka w mieście i że może ją mieć, jeśli po nią przyjdzie przed końcem roku, bo potem nie będzie już jej tam, gdzie jest teraz, i nie da się z tym nic zrobić.",
    "ru": "Смотритель маяка написал в совет порта и попросил лампу, которая горит и зимой. У совета не было лампы для него, но он сказал, что в городе есть одна и что он может ее взять, если придет за ней до конца года, а не после того, как она уже будет у другого, и это было так.",
    "it": "Il guardiano del faro ha scritto al consiglio del porto e ha chiesto una lampada che bruci anche d’inverno. Il consiglio non aveva una lampada per lui, ma ha detto che ce n’era una in città e che il guardiano poteva prenderla se fosse venuto prima della fine dell’anno, perché dopo non sarebbe più stata lì.",
    "pt": "O guarda do farol escreveu ao conselho do porto e pediu uma lâmpada que ardesse também no inverno. O conselho não tinha uma lâmpada para ele, mas disse que havia uma na cidade e que o guarda a podia levar se viesse antes do fim do ano, porque depois já não estaria lá.",
    "nl": "De wachter van de vuurtoren schreef aan de havenraad en vroeg om een lamp die ook in de winter brandt. De raad had geen lamp voor hem, maar zei dat er in de stad een was die hij kon krijgen als hij die voor het einde van het jaar kwam halen, want daarna zou ze er niet meer zijn.",
    "sv": "Väktaren i fyren skrev till hamnrådet och bad om en lampa som brinner även på vintern. Rådet hade ingen lampa till honom, men sade att det fanns en i staden som han kunde få om han hämtade den före årets slut, för sedan skulle den inte längre vara där och då var det för sent.",
    "da": "Vagten i fyret skrev til havnerådet og bad om en lampe, der også brænder om vinteren. Rådet havde ingen lampe til ham, men sagde, at der var en i byen, som han kunne få, hvis han hentede den før årets udgang, for bagefter ville den ikke være der mere, og så var det for sent.",
    "no": "Vakten i fyret skrev til havnerådet og ba om en lampe som brenner også om vinteren. Rådet hadde ingen lampe til ham, men sa at det var en i byen som han kunne få hvis han hentet den før årets slutt, for etterpå ville den ikke være der mer, og da var det for sent.",
    "fi": "Majakan vartija kirjoitti sataman neuvostolle ja pyysi lamppua, joka palaa myös talvella. Neuvostolla ei ollut hänelle lamppua, mutta se sanoi, että kaupungissa on yksi, jonka hän voi saada, jos hän hakee sen ennen vuoden loppua, sillä sen jälkeen se ei ole enää siellä ja silloin on jo liian myöhäistä.",
    "cs": "Strážce majáku napsal radě přístavu a požádal o lampu, která svítí i v zimě. Rada pro něj lampu neměla, ale řekla, že ve městě jedna je a že si ji může vzít, pokud pro ni přijde před koncem roku, protože potom už tam nebude a nedá se s tím nic dělat, jak se již stalo.",
    "tr": "Deniz fenerinin bekçisi liman kuruluna yazdı ve kışın da yanan bir lamba istedi. Kurulun onun için bir lambası yoktu, ama şehirde bir tane olduğunu ve yıl sonundan önce gelip alırsa ona vereceğini söyledi, çünkü daha sonra orada olmayacaktı ve o zaman her şey çok geç olacak gibi görünüyordu.",
    "id": "Penjaga mercusuar menulis kepada dewan pelabuhan dan meminta lampu yang menyala juga pada musim dingin. Dewan tidak memiliki lampu untuk dia, tetapi mengatakan bahwa ada satu di kota dan bisa dia ambil jika datang sebelum akhir tahun, karena setelah itu lampu tersebut tidak akan ada lagi di sana.",
    "uk": "Доглядач маяка написав до ради порту і попросив лампу, яка горить і взимку. Рада не мала для нього лампи, але сказала, що в місті є одна і що він може її взяти, якщо прийде за нею до кінця року, бо після цього її там вже не буде, а тоді було б запізно про це просити.",
    "hu": "A világítótorony őre írt a kikötő tanácsának, és egy olyan lámpát kért, amely télen is ég. A tanácsnak nem volt lámpája a számára, de azt mondta, hogy van egy a városban, és hogy elviheti, ha az év vége előtt érte megy, mert azután már nem lesz ott, és akkor már késő lesz.",
    "ro": "Paznicul farului a scris consiliului portului și a cerut o lampă care să ardă și iarna. Consiliul nu avea o lampă pentru el, dar a spus că este una în oraș și că o poate lua dacă vine după ea înainte de sfârșitul anului, pentru că după aceea nu va mai fi acolo.",
    "el": "Ο φύλακας του φάρου έγραψε στο συμβούλιο του λιμανιού και ζήτησε μια λάμπα που να καίει και τον χειμώνα. Το συμβούλιο δεν είχε λάμπα για αυτόν, αλλά είπε ότι υπάρχει μία στην πόλη και ότι μπορεί να την πάρει αν έρθει πριν από το τέλος του έτους, γιατί μετά δεν θα είναι πια εκεί.",
    "ar": "كتب حارس المنارة إلى مجلس الميناء وطلب مصباحا يضيء في الشتاء أيضا. لم يكن لدى المجلس مصباح له لكنه قال إن في المدينة مصباحا واحدا وإنه يستطيع أن يأخذه إذا جاء قبل نهاية السنة لأنه لن يكون هناك بعد ذلك وسيكون الأوان قد فات على كل من في هذه المدينة.",
    "ja": "灯台の番人は港の評議会に手紙を書き、冬にも燃えるランプを求めた。評議会には彼のためのランプはなかったが、町に一つあり、年末までに取りに来れば渡すと言った。その後はもうそこにはないからだ。番人は雪の中を歩いて町へ行き、ランプを受け取った。",
}  # fmt: skip


def language_of(text: str, claimed: str) -> str:
    said = f' lang="{claimed}"' if claimed else ""
    return clean(
        Page(f"<html{said}><article><h1>Halverwick</h1><p>{text}</p></article>")
    ).language


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("claimed", ["en", "de", "fr-FR"])
def test_a_wrong_claim_is_not_believed(language: str, claimed: str) -> None:
    right = claimed if claimed.startswith(language) else language
    assert language_of(TEXTS[language], claimed) == right


@pytest.mark.parametrize("language", TEXTS)
def test_a_few_sentences_tell_it(language: str) -> None:
    words = TEXTS[language].split()[:25]
    assert language_of(" ".join(words), "en-US") == ("en-US" if language == "en" else language)


def test_a_page_in_another_language_than_it_says_has_a_note() -> None:
    page = Page(f'<html lang="en"><article><h1>Holm</h1><p>{TEXTS["de"]}</p></article></html>')
    assert [note for note in clean(page).remarks if "'de'" in note] != []
    assert clean(replace(page, text=page.text.replace('"en"', '"de-AT"'))).remarks == ()


@pytest.mark.parametrize(("language", "claimed"), [("ar", "fa"), ("ja", "zh"), ("el", "el")])
def test_a_language_in_the_same_letters_is_believed(language: str, claimed: str) -> None:
    wanted = language if language == "ja" else claimed
    assert language_of(TEXTS[language], claimed) == wanted


@pytest.mark.parametrize(("text", "claimed"), [("en", "en-GB"), ("es", "gl"), ("de", "nds")])
def test_a_claim_stays_where_the_words_do_not_speak_against_it(text: str, claimed: str) -> None:
    assert language_of(TEXTS[text], claimed) == claimed


def test_a_short_text_tells_no_language() -> None:
    assert (
        language_of("Der Wärter des Leuchtturms schrieb an den Hafenrat der Stadt.", "en")
        == "en"
    )
