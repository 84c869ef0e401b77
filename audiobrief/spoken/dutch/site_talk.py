"""What a site says to its visitor where a page has no article: errors, doors, forms and lists."""

from __future__ import annotations

SAID = (
    r"(?:de|deze|onze) (?:pagina|website|site)\b[^.!?]{0,60}\b(?:niet (?:gevonden|beschikbaar|bereikbaar|meer)|bestaat niet|verplaatst|verwijderd)|pagina die (?:u|je) (?:zoekt|zocht|opvraagt)"
    r"|toegang (?:geweigerd|geblokkeerd|beperkt)|geen toestemming|niet beschikbaar in (?:uw|jouw) (?:land|regio)|juridische redenen"
    r"|(?:u|je) (?:een mens|geen robot)|ben geen robot|ongebruikelijk verkeer|te veel verzoeken|beveiliging van (?:uw|je) verbinding"
    r"|wachtwoord|\b(?:inloggen|aanmelden|registreren|uitgelogd)\b|log in\b|account aanmaken|(?:uw|je|jouw) (?:account|sessie|profiel)\b"
    r"|\boffline\b|internetverbinding|(?:uw|je|jouw) (?:browser|apparaat|netwerk)\b|probeer (?:het )?(?:opnieuw|nog eens|later)|pagina (?:opnieuw|vernieuwen)|(?:naar|terug naar) de (?:home ?page|startpagina|voorpagina)|controleer het adres|gebruik de zoek|klik (?:hier|op)|doorgestuurd"
    r"|onderhoud(?:swerkzaamheden)?\b|(?:zo|snel|straks) (?:weer )?terug|(?:uw|je) geduld|excuses voor het ongemak"
    r"|(?:een )?(?:e-?mail|link|bericht) gestuurd|bevestig (?:uw|je)|spam(?:box|map)|bijna klaar"
    r"|gebruiksvoorwaarden|privacyverklaring|privacybeleid|opzegbaar|in winkelwagen|sorteren op|resultaten voor|meer laden"
    r"|\b18 jaar\b|meerderjarig"
    r"|niets gevonden|probeer (?:een|de) zoek"
)
"""Regular expression, in small and capital letters alike: the page is not there, access, checks,
accounts, connections, what to do next, works on the site, mails, terms, prices and lists."""
