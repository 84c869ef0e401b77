"""The sentence that says of its own page that the story is gone."""

from __future__ import annotations

from audiobrief.spoken.notices import Notice

NOTICE = Notice(
    said=(
        r"(?:(?:désolé|note de la rédaction)\W{1,3})?(?:cet article|ce contenu|cette page|ce texte|cette publication|l[’']article que vous (?:cherchez|recherchez|avez demandé))"
        r" (?:a (?:depuis )?été (?:retirée?|supprimée?|dépubliée?|effacée?)|n[’']est plus (?:disponible|en ligne|accessible)|n[’']existe plus)"
    ),
    after=r"par|à la (?:suite|demande)|pour|car|parce|du site|de notre site|et|après|en raison|sur",
    others=(
        r"|nous avons (?:retiré|supprimé|dépublié) (?:cet article|ce contenu|ce texte|cette page)\b"
        r"|(?:article|contenu|page) (?:retirée?|supprimée?)\W*$"
    ),
)  # fmt: skip
