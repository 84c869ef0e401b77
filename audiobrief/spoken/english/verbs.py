"""Verbs with which news attributes words to somebody."""

from audiobrief.spoken.language import words

SPEECH_PAST = words(
    "said told added wrote asked replied answered explained continued noted tweeted "
    "posted declared announced argued insisted warned recalled concluded claimed stated "
    "acknowledged admitted conceded countered quipped joked shouted yelled cried screamed "
    "whispered muttered murmured exclaimed responded remarked observed commented suggested "
    "urged vowed pledged promised predicted emphasized emphasised stressed complained "
    "lamented bragged boasted boomed thundered intoned mused reflected confessed repeated "
    "reiterated retorted snapped sighed began offered testified texted emailed proclaimed "
    "chided scoffed charged contended asserted cautioned advised demanded pleaded "
    "implored begged called chanted sang read reads reported revealed disclosed "
    "affirmed confirmed denied described elaborated exhorted fumed gushed interjected "
    "interrupted opined pressed pronounced queried ranted related riffed roared "
    "tallied teased thought trumpeted uttered ventured volunteered wondered went "
    "allowed agreed disagreed assured reassured informed reminded instructed ordered "
    "crowed deadpanned hinted implied remembered marveled marvelled maintained objected protested "
    "praised recounted recommended reasoned reckoned summarized summed taunted tells "
    "mocked jabbed railed hit fired shot put pointed spoke hollered bellowed deplored "
    "cracked cheered growled grumbled lectured opened closed finished ended blasted "
    "slammed retweeted captioned gloated swore pondered inquired enthused "
)
SPEECH_PRESENT = words(
    "says tells adds writes asks replies answers explains continues notes tweets posts "
    "declares announces argues insists warns recalls concludes claims states acknowledges "
    "admits concedes counters quips jokes shouts responds remarks observes comments "
    "suggests urges vows pledges promises predicts emphasizes emphasises stresses "
    "complains laments brags boasts muses reflects confesses repeats reiterates begins "
    "offers testifies proclaims contends asserts cautions demands pleads reports reveals "
    "confirms denies describes elaborates agrees disagrees maintains objects protests "
    "recounts reasons reckons reads goes thinks remembers believes jokes snaps sighs say tell add write ask argue note insist "
    "warn explain claim believe shout chant respond reply answer continue recall joke reflect conclude repeat wonder"
)
SPEECH_PARTICIPLES = words(
    "saying adding telling writing asking noting tweeting arguing insisting warning "
    "explaining declaring announcing claiming stating shouting yelling joking quipping "
    "replying responding answering concluding promising vowing chanting calling asserting "
    "suggesting recalling predicting emphasizing stressing complaining boasting "
    "singing reading exclaiming screaming remarking observing pleading repeating posting"
)
ADDRESSING = words("told tells informed reminded assured reassured")
"""Verbs whose object is the listener."""
ACCORDING = (("according", "to"),)
"""Phrases that attribute without a verb, before the speaker."""
WORDED = (("in", "the", "words", "of"),)
"""Phrases before the speaker of the quotation that they lead into."""
SUPPOSING = (("may",), ("might",), ("left", "to"))
"""Words right before a verb whose words nobody has said: "readers may wonder"."""
REPORTED = words(
    "that adding referring suggesting seeming citing pointing but although because while when "
    "whether if which"
)
"""Words that show that an attribution goes on to report something else."""

IRREGULAR_PAST = words(
    "shook put took stood sat went came got gave held left met ran rose sent spoke threw looked "
    "began broke brought drew felt found knew led let lost made paid read saw sold kept grew heard "
    "hung fell fought flew wore won swung struck stole spent shot sang rode rang hid dug bent bit "
    "caught chose drove ate forgot swore taught thought understood woke"
)
"""Past forms that do not end in "ed". A past form marks the end of the subject."""

SURE_VERBS = words(
    "said says say saying told tells telling added adds adding wrote writes writing asked "
    "asks asking replied replies responded responds tweeted tweets explained explains "
    "continued continues noted notes recalled recalls quipped joked shouted yelled "
    "answered concluded exclaimed declared insisted argued warned stated"
)
"""Verbs that hardly ever do anything but attribute words to a speaker."""

RESUMING = words("that this these those so such it")
"""Words with which the sentence after a quotation takes it up: "That is what she said"."""

HOLDING = words(
    "contains contained containing bears bore bearing carries carried carrying displays displayed "
    "displaying features featured featuring"
)
"""Verbs of things that have words on them: "a banner bearing", "a site which contains"."""

WORKS = words(
    "book novel memoir autobiography biography film movie play musical song album single show series "
    "sitcom documentary poem essay painting exhibition podcast column magazine newsletter programme "
    "program segment episode game opera ballet hymn anthem slogan motto hashtag called titled "
    "entitled named dubbed nicknamed headline headlined captioned labeled labelled billed"
)
"""Words that precede the title of a work."""
