"""The sentence that says of its own page that the story is gone."""

from __future__ import annotations

from audiobrief.spoken.notices import Notice

NOTICE = Notice(
    said=(
        r"(?:(?:lo sentimos|nota de la redacción)\W{1,3})?(?:(?:este|el) (?:artículo|contenido|texto|reportaje)|esta (?:noticia|página|nota|información|publicación))"
        r"(?: que (?:busca|buscas|ha solicitado))? (?:(?:ha sido|fue) (?:retirad[oa]|eliminad[oa]|borrad[oa]|despublicad[oa])|ya no (?:está|se encuentra) (?:disponible|publicad[oa]|en línea)|ya no existe)"
    ),
    after=r"por|a petición|debido|porque|de (?:nuestra|esta|la) web|y|tras|en cumplimiento",
    others=(
        r"|hemos (?:retirado|eliminado|borrado) (?:este|esta) (?:artículo|contenido|texto|noticia|página|nota|información)\b"
        r"|(?:artículo|noticia|contenido|página) (?:retirad[oa]|eliminad[oa])\W*$"
    ),
)  # fmt: skip
