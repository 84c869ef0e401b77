"""Mail in HTML that forwards another, or quotes one, as mail programs write it."""

from __future__ import annotations

from tests.cleaner.makers import STORY, Made, paragraphs

SUBJECT = "The pier, once more"
BODY = paragraphs("Dear all,", *STORY, "Yours, Ada")
DIVS = "".join(f"<div>{text}</div><div><br></div>" for text in ("Dear all,", *STORY))
HEAD = (
    "<head><title>Fwd: The pier, once more</title>"
    '<meta property="article:published_time" content="2026-03-05T08:00:00+00:00">'
    '<meta name="author" content="Tomas Reil"></head>'
)
ADDRESS = '&lt;<a href="mailto:ada@saltmere.example">ada@saltmere.example</a>&gt;'


def _mail(
    html: str, heard: tuple[str, ...], unheard: tuple[str, ...], *, aside: bool = False
) -> Made:
    return Made(
        html,
        heard,
        unheard,
        title=SUBJECT,
        authors=("Ada Quill",),
        date="2026-03-03",
        aside=aside,
    )


PAGES = {
    "gmail": _mail(
        f'{HEAD}<div dir="ltr">For you to read.<br><br><div class="gmail_quote"><div dir="ltr"'
        ' class="gmail_attr">---------- Forwarded message ---------<br>From: <strong'
        f' class="gmail_sendername" dir="auto">Ada Quill</strong> <span dir="auto">{ADDRESS}</span><br>'
        f"Date: Tue, Mar 3, 2026 at 9:12 AM<br>Subject: {SUBJECT}<br>To: Tomas Reil"
        f" &lt;<a href='mailto:t@reil.example'>t@reil.example</a>&gt;<br></div><br><br>{BODY}</div></div>",
        heard=("Dear all,", *STORY, "Yours, Ada"),
        unheard=("Forwarded message", "For you to read", "mailto", "Subject:"),
    ),
    "outlook": _mail(
        f'{HEAD}<div class="elementToProof">See below.</div><div id="appendonsend"></div><hr tabindex="-1"'
        ' style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"'
        f' color="#000000"><b>From:</b> Ada Quill {ADDRESS}<br><b>Sent:</b> 03 March 2026 09:12<br>'
        f"<b>To:</b> Tomas Reil<br><b>Subject:</b> {SUBJECT}</font><div> </div></div>{BODY}",
        heard=("Dear all,", *STORY, "Yours, Ada"),
        unheard=("See below", "Sent:", "Subject:"),
        aside=True,
    ),
    "apple": _mail(
        f'{HEAD}<div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div'
        ' style="margin-top:0px"><span><b>From: </b></span><span>Ada Quill &lt;ada@saltmere.example&gt;'
        f"<br></span></div><div><span><b>Subject: </b></span><span><b>{SUBJECT}</b><br></span></div><div>"
        "<span><b>Date: </b></span><span>3 March 2026 at 09:12:44 GMT<br></span></div><div><span><b>To: </b>"
        f"</span><span>Tomas Reil<br></span></div><br><div>{DIVS}</div></blockquote></div>",
        heard=("Dear all,", *STORY),
        unheard=("Begin forwarded", "Subject:"),
    ),
    "thunderbird": _mail(
        f'{HEAD}<p>Worth a read.</p><div class="moz-forward-container"><br>-------- Forwarded Message'
        ' --------<table class="moz-email-headers-table" cellspacing="0" cellpadding="0" border="0">'
        f'<tbody><tr><th valign="BASELINE" nowrap="nowrap" align="RIGHT">Subject: </th><td>{SUBJECT}</td>'
        '</tr><tr><th align="RIGHT">Date: </th><td>Tue, 3 Mar 2026 09:12:44 +0000</td></tr><tr><th>From:'
        f" </th><td>Ada Quill {ADDRESS}</td></tr><tr><th>To: </th><td>Tomas Reil</td></tr></tbody></table>"
        f"<br><br>{BODY}</div>",
        heard=("Dear all,", *STORY, "Yours, Ada"),
        unheard=("Worth a read", "Forwarded", "Subject:"),
        aside=True,
    ),
    "outlook-german": _mail(
        f"{HEAD.replace('Fwd:', 'WG:')}<div class=WordSection1><p class=MsoNormal>Zur Kenntnis.</p><div"
        " style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>"
        "<b>Von:</b> Ada Quill &lt;ada@saltmere.example&gt; <br><b>Gesendet:</b> Dienstag, 3. März 2026"
        f" 09:12<br><b>An:</b> Tomas Reil<br><b>Betreff:</b> {SUBJECT}</p></div>"
        + "".join(f"<p class=MsoNormal>{text}</p>" for text in ("Liebe alle,", *STORY))
        + "</div>",
        heard=("Liebe alle,", *STORY),
        unheard=("Zur Kenntnis", "Betreff"),
    ),
    "yahoo": _mail(
        f'{HEAD}<div class="ydp1"><div>FYI</div></div><div id="yahoo_quoted_1" class="yahoo_quoted"><div>'
        "<div>----- Forwarded message -----</div><div><b>From:</b> Ada Quill &lt;ada@saltmere.example&gt;"
        f"</div><div><b>To:</b> Tomas Reil</div><div><b>Sent:</b> Tuesday, March 3, 2026, 09:12 AM</div>"
        f"<div><b>Subject:</b> {SUBJECT}</div><div><br></div><div>{BODY}</div></div></div>",
        heard=("Dear all,", *STORY, "Yours, Ada"),
        unheard=("FYI", "Forwarded"),
        aside=True,
    ),
    "answer-above": Made(
        # a long answer is the letter, and what it answers stands below
        f"{HEAD.replace('Fwd:', 'Re:')}<div>{paragraphs(*STORY)}</div><div class='gmail_quote'><div"
        " class='gmail_attr'>On Tue, 3 Mar 2026 at 09:12, Ada Quill &lt;ada@saltmere.example&gt; wrote:<br>"
        "</div><blockquote class='gmail_quote'><p>What did the board decide about the pier last night?</p>"
        "</blockquote></div>",
        heard=STORY,
        title=SUBJECT,
        authors=("Tomas Reil",),
        aside=True,
    ),
    "story-with-a-memo": Made(
        # a story that prints a memo's header is no mail
        f"<html><head><title>The memo that sank the pier</title></head><body><article><h1>The memo that"
        f" sank the pier</h1><p class=byline>By Ines Okoro</p>{paragraphs(*STORY[:3])}<blockquote>From: Ada"
        "<br>Date: 3 March 2026<br>Subject: The ties are gone</blockquote>"
        f"{paragraphs(*STORY[3:])}</article></body></html>",
        heard=(*STORY[:3], *STORY[3:]),
        title="The memo that sank the pier",
        authors=("Ines Okoro",),
    ),
}
