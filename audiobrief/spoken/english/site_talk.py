"""What a site says to its visitor where a page has no article: errors, doors, forms and lists."""

from __future__ import annotations

SAID = (
    r"(?:the|this|that|our) (?:page|site|website|web page|address|link|content|service)\b[^.!?]{0,60}\b(?:not (?:be )?(?:found|available|exist|open)|no longer|unavailable|(?:has|have|may have) moved|n[’']t exist|could(?:n[’']t| not) be|be (?:away|down|back)|is (?:down|closed|offline))"
    r"|(?:page|address|story) (?:that )?you (?:are looking|were looking|[’']re looking|requested|asked|want)"
    r"|access (?:to th\w+ \w+ )?(?:is|has been|was|cannot be|can[’']t be) (?:denied|blocked|granted|restricted|forbidden)|permission to (?:access|open|view|see)|unavailable (?:due to|for) legal|(?:not )?available in your (?:country|region|location|area)|attempting to (?:access|reach)"
    r"|connection is secure|security of your connection|before proceeding|\bray id\b|\breference #|(?:you are|you[’']re) (?:a |not a )?(?:human|person|real|robot)|unusual (?:traffic|number|activity)|too many requests|(?:tick|check) the box|complete the (?:check|captcha|challenge|puzzle)"
    r"|forg[eo]t(?:ten)? (?:your |my )?password|\b(?:sign|log) (?:in|up)\b|\b(?:signed|logged) (?:you )?(?:in|out)\b|create an account|your (?:account|password|session|profile)\b|register (?:now|here)\b"
    r"|\b(?:are|[’']re|seem to be|is) offline\b|(?:internet|network|its|your) connection\b|your (?:browser|device|network)\b|\btry again\b|(?:reload|refresh) (?:the|this) page|(?:go|return|back) to (?:the |our )?(?:home ?page|front page|start)|(?:check|verify) the (?:address|url|spelling)|use the search|click (?:here|it|the (?:link|button))|use this link|if nothing happens|not redirected|being (?:taken|redirected|forwarded)"
    r"|(?:under|scheduled|for) maintenance|\bback (?:soon|shortly)\b|thank(?:s| you) for your patience|sorry for (?:any|the) inconvenience|apologi[sz]e for (?:any|the) inconvenience"
    r"|sent (?:you )?an? (?:e-?mail|link|message)|confirm your (?:e-?mail|address|subscription)|(?:look in|check|look among) your (?:spam|inbox)|\balmost (?:done|there)\b"
    r"|\bby (?:signing|logging|continuing|clicking|using)\b[^.]{0,40}\byou (?:agree|accept|confirm)|\bterms of (?:use|service)\b|\bprivacy (?:notice|policy)\b"
    r"|\bpress (?:enter|escape|esc|tab|[a-z])\b|close this (?:help|dialog|window)"
    r"|cancel (?:at )?any ?time|add to (?:basket|cart|bag)|choose your (?:plan|subscription)|\bfree trial\b"
    r"|\b(?:legal|drinking) age\b|(?:are you|you must be) (?:over |at least )?(?:1[68]|21)\b"
    r"|may not post\b|\bsort(?:ed)? by\b|\bload more\b|\bshowing \d|\d results\b|\bresults for\b"
    r"|nothing (?:was |has been )?found|\btry (?:a|another|using the) search\b|may have been (?:moved|removed|deleted)"
)
"""Regular expression, in small and capital letters alike: the page is not there, access, checks,
accounts, connections, what to do next, works on the site, mails, terms, prices and lists."""
