"""The sentence that says of its own page that the story is gone."""

from __future__ import annotations

from audiobrief.spoken.notices import Notice

NOTICE = Notice(
    said=(
        r"(?:(?:lamentamos|nota da redação)\W{1,3})?(?:(?:este|o) (?:artigo|conteúdo|texto)|esta (?:notícia|página|matéria|reportagem|publicação))"
        r"(?: que (?:procura|você procura))? (?:foi (?:removid[oa]|retirad[oa]|eliminad[oa]|apagad[oa]|despublicad[oa]|excluíd[oa])|(?:já não|não) está mais (?:disponível|no ar)|já não está (?:disponível|online)|não existe mais)"
    ),
    after=r"por|pel[oa]|a pedido|devido|porque|do (?:site|nosso)|e|após|do ar",
    others=(
        r"|(?:removemos|retir[aá]mos|apag[aá]mos|elimin[aá]mos) est[ea] (?:artigo|conteúdo|texto|notícia|página|matéria|reportagem)\b"
        r"|(?:artigo|notícia|conteúdo|página|matéria) (?:removid[oa]|retirad[oa]|apagad[oa])\W*$"
    ),
)  # fmt: skip
