"""Sentences of a story that begin as promotions, credits and bylines do are read."""

from __future__ import annotations

import pytest

from audiobrief.cleaner import clean

STORY = [
    f"<p>In the year {year}, the keeper of the Halverwick light wrote letters to the harbour board,"
    " and none of them were answered before the winter.</p>"
    for year in range(1881, 1887)
]
SENTENCES = [
    "The team goes on to the final at Saltmere, where our reporter is a guest of the club.",
    "The team goes on.",
    "The author is a former editor of the Lantern, the court heard on Tuesday.",
    "Maria Vell is the editor of the Saltmere Lantern, which her father founded.",
    "The plans can be found in the library of the town until the end of May.",
    "Sponsored by the bank, the race went ahead in spite of the storm.",
    "Comments on the plan can be sent to the board until Friday.",
    "Comment réagissent les habitants de la ville à cette décision ?",
    "Comment la ville a perdu son phare",
    "Watch the birds long enough and you will see the keeper's lamp go out.",
    "Follow the river for a mile and you come to the lighthouse of Halverwick.",
    "Subscribe was the word that the preacher used most in his long sermon.",
    "Sign up was what the men did in the autumn of that year, all of them.",
    "Photo albums were found in the attic of the keeper's house by his son.",
    "Photo by photo, the album told the story of our family and its house.",
    "Video of the storm showed the tower falling into the sea at noon.",
    "Related to the keeper by marriage, the mayor stayed away from the vote.",
    "More about the lamp is known from the letters that he wrote to us.",
    "Recommended by the doctor, he went to the sea every year of his life.",
    "Share prices fell by a tenth on Tuesday, the exchange said.",
    "Save the lighthouse, they wrote on our walls, and save us with it.",
    "Newsletter writers earn less than they did, a study said on Monday.",
    "Tags on the birds' legs told us where they had been in the winter.",
    "Topics of the meeting were the pier, the lamp and the winter.",
    "Source: the word means a spring, and the river has three of them here.",
    "Written by hand, the letter took us an hour to read on that day.",
    "Updated rules for our boats will be in force from the first of May.",
    "Published in 1912, the book was forgotten until our own time.",
    "Posted to Saltmere in 1912, the keeper never saw his wife again.",
    "Credit Union members voted on Tuesday to close the branch at the pier.",
    "Image is everything, the mayor told us, and the pier has none now.",
    "Register of ships, page four, names the boat and your grandfather.",
    "Download speeds doubled in the town after the cable was laid last year.",
    "Advertising on the pier will be banned from May, the board has told us.",
    "Contact with the boat was lost at four in the morning, we were told.",
    "Email from the clerk reached our board at noon on the day of the vote.",
    "Read more slowly, the teacher told us, and you will understand the poem.",
    "See also the sea, said the keeper, and laughed at all of us.",
    "Trending downwards for years, the catch rose again this spring for us.",
    "Popular music was played on our pier until the war came to the town.",
    "Listen to the sea and you will hear the bell of the church below it.",
    "Play began at three on our pitch, and the rain came at four o'clock.",
    "Loading the boats took our men until noon on the day of the storm.",
    "Continue reading the letters and you will know the man, said the clerk.",
    "Correction fluid was found on your form, the court heard on Tuesday.",
    "Skip to the third act and you will miss nothing, the critic told us.",
    "Log in hand, the keeper walked to us along the pier in the rain.",
    "By Saltmere Pier the boats lay, and by our own.",
    "Most read of all our papers is the Lantern, which is printed in the town.",
    "Copyright law protects our songs for seventy years after a death.",
    "Our standards: that is what the board calls them, and nobody knows them.",
    "About the author nobody knew anything in our town until her death.",
    "The views expressed by the mayor were not those of the board, it told us.",
    "Learn more and you forget less, our teacher said in the last lesson.",
    "Get the day's catch to our market before eight, or do not come at all.",
    "Join us, said the keeper, and the whole crew went up the stairs with him.",
    "Don't miss the tide, he said to us, and then he missed it himself.",
    "Anzeige gegen den Bürgermeister erstattete der Hafenrat am Dienstag bei uns.",
    "Werbung an der Mole wird ab Mai verboten, teilte uns der Hafenrat mit.",
    "Publicité sur la jetée : le conseil nous l'interdit à partir de mai.",
    "Mehr dazu sagte der Bürgermeister uns nicht, er ging nach Hause.",
    "Teilen wollte der Wirt unseren Gewinn nicht, und so ging er allein.",
    "À lire ses lettres, on croit entendre la mer, nous dit son fils.",
    "Voir aussi loin demande notre patience, dit le gardien du phare.",
    "Foto und Film waren bei uns verboten, sagte der Wärter des Turms.",
    "Video killed the radio star, sang our choir on the pier in the rain.",
    "Crédits photos et souvenirs : notre gardien a tout laissé à la ville.",
]


@pytest.mark.parametrize("at", [3, 6])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_first_word_is_not_judged_without_its_sentence(sentence: str, at: int) -> None:
    story = [*STORY[:at], f"<p>{sentence}</p>", *STORY[at:]]
    article = clean(f"<article><h1>The letters of Halverwick</h1>{''.join(story)}</article>")
    assert article.blocks[at].text == sentence


PROMOTIONS = [
    "Read more: The board of Saltmere meets again on Tuesday",
    "Read more stories of the harbour in our newsletter, which comes every day.",
    "Sign up for our newsletter and get the best of the harbour every morning.",
    "Follow us on Instagram and Facebook for more stories of the harbour and the sea.",
    "Photo: Ada Quill",
    "Tags: lighthouse, harbour, winter",
    "Updated on 3 March 2026",
    "Copyright 2026 Saltmere Lantern. All rights reserved.",
]


@pytest.mark.parametrize("line", PROMOTIONS)
def test_a_promotion_between_paragraphs_is_not_read(line: str) -> None:
    story = [*STORY[:3], f"<p>{line}</p>", *STORY[3:]]
    article = clean(f"<article><h1>The letters of Halverwick</h1>{''.join(story)}</article>")
    assert len(article.blocks) == len(STORY)


def test_the_writer_is_introduced_in_italics_and_an_editor_in_the_story_is_not() -> None:
    told = "Maria Vell is the editor of the Saltmere Lantern, which her father founded."
    for markup, blocks in ((f"<p>{told}</p>", 7), (f"<p><em>{told}</em></p>", 6)):
        article = clean(f"<article><h1>The letters</h1>{''.join(STORY)}{markup}</article>")
        assert len(article.blocks) == blocks
