"""What a site says to its visitor where a page has no article: errors, doors, forms and lists."""

from __future__ import annotations

SAID = (
    r"(?:la|cette|notre) (?:page|adresse|site)\b[^.!?]{0,60}\b(?:introuvable|n[’']existe (?:plus|pas)|pas (?:été )?trouvée|indisponible|plus disponible|déplacée)|page (?:que vous (?:cherchez|recherchez|demandez)|demandée)|(?:a changé|changé) d[’']adresse"
    r"|accès (?:refusé|interdit|bloqué|restreint)|(?:pas|aucune) autorisation|pas (?:disponible|accessible) dans votre (?:pays|région)|raisons légales"
    r"|(?:êtes|êtes-vous) (?:bien )?(?:un humain|un robot)|pas un robot|trafic inhabituel|trop de requêtes|sécurité de votre connexion"
    r"|mot de passe|\bse connecter\b|connectez-vous|créer un compte|inscrivez-vous|(?:votre|un) compte\b|votre session|déconnecté"
    r"|hors (?:ligne|connexion)|connexion internet|votre (?:navigateur|appareil|réseau)|(?:réessayer|réessayez)|(?:recharger|actualiser) (?:la|cette) page|(?:à|revenir à|retour à) (?:l[’']|la page d[’'])accueil|vérifiez l[’']adresse|cliquez|redirigé|(?:chercher|rechercher) (?:un article|sur le site|dans nos)"
    r"|en maintenance|de retour (?:bientôt|très vite)|merci de votre patience|(?:excuser|excuses pour) (?:la|cette) gêne"
    r"|envoyé un (?:e-?mail|courriel|lien)|confirmer votre|courrier indésirable|presque (?:fini|terminé)"
    r"|conditions (?:générales|d[’']utilisation)|politique de confidentialité|résiliable|sans engagement|ajouter au panier|trier par|résultats pour|(?:charger|voir) plus"
    r"|\bmajeur\b[^.]{0,20}\bpays\b|(?:18|dix-huit) ans\b"
    r"|rien (?:n[’']a été )?trouvé|(?:essayer|essayez) (?:une|la) recherche"
)
"""Regular expression, in small and capital letters alike: the page is not there, access, checks,
accounts, connections, what to do next, works on the site, mails, terms, prices and lists."""
