"""Every word that audiobrief itself says in a Portuguese episode, as newsreaders word it."""

from __future__ import annotations

from audiobrief.patterns import compile_late
from audiobrief.spoken.language import words
from audiobrief.spoken.told_sounds import told_pattern

DECLARATION = "Lido por uma voz automática."
"""Says that the voice is automated, as the AI Act (article 50) asks."""
WORDING: dict[str, str] = {
    "byline": "Por {authors}.",
    "additional": "Com a colaboração de {authors}.",
    "published": "Publicado: {date}.",
    "date": "{weekday}, {day} de {month} de {year}",
    "quote_open": "Citação:",
    "quote_close": "Fim da citação.",
    "quote_close_inside": "Fim da citação,",
    "block_quote_open": "Palavras de {speaker}:",
    "block_quote_close": "Fim da citação.",
    "block_quote_by": "{speaker}:",
    "post_open": "Uma publicação de {speaker}:",
    "post_close": "Fim da publicação.",
    "aside_open": "Caixa:",
    "aside_close": "Fim da caixa.",
    "list_open": "Uma lista de {count} pontos:",
    "list_close": "Fim da lista.",
    "list_number": "Número {number}:",
    "table_open": "Uma tabela:",
    "table_close": "Fim da tabela.",
    "table_summary": "Uma tabela de {rows} linhas e {columns} colunas.",
    "table_caption_summary": "Uma tabela: {caption}",
    "code_open": "Código:",
    "code_open_language": "Código em {name}:",
    "code_close": "Fim do código.",
    "code_summary": "Código, de {lines}.",
    "code_summary_language": "Código em {name}, de {lines}.",
    "caption_open": "Na imagem:",
    "caption_open_again": "Noutra imagem:",
    "caption_close": "Fim da legenda.",
    "correction_open": "Uma correção:",
    "correction_close": "Fim da correção.",
    "entry_time": "Às {time}:",
    "separator": "…",
    "wall": "O resto deste artigo é só para assinantes.",
    "sign_off_site": "Fim do artigo. Fonte: {site}.",
    "sign_off": "Fim do artigo.",
    "digest": "O seu resumo: {date}",
    "digest_open": "Neste resumo:",
    "digest_from": "Fonte: {site}.",
}
AND = "e"
PLACE = "em {place}"
JOINED = ("de ", "do ", "da ", "em ", "no ", "na ", "para ")
"""A role or place that begins with one of these follows a name without a comma."""
REPORTING = words(
    "por de do da dos das o a os as com e em no na para este artigo texto reportagem redação agência agências colaboração colaborou colaboraram informações enviado enviada correspondente lusa"
)
DESK = words("edição editado tradução traduzido")
BEFORE_PLACES = words("em no na de")
NUMBERS = (
    "zero", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze",
)  # fmt: skip
"""Counts up to twelve are spelled out; larger ones are figures."""
OTHERWISE = {
    "rows": {1: "uma", 2: "duas"},
    "columns": {1: "uma", 2: "duas"},
    "lines": {1: "uma", 2: "duas"},
}
LINE, LINES = "uma linha", "{count} linhas"
ENDMARK = compile_late(r"(?:[-–—]\s*)?FIM(?:\s*[-–—])?\.?|\(FIM\)")
PAID = compile_late(
    r"(?i:conteúdo\s(?:patrocinado|pago|publicitário|de\smarca)|publieditorial|informe\spublicitário|publirreportagem|patrocinado\spor"
    r"|(?:este|esta)\s(?:conteúdo|artigo|matéria)\s(?:é|foi)\s(?:patrocinad|pag|oferecid|financiad)[oa]\spor)"
)
"""Labels of what somebody paid for, as CONAR (Brazil) and the ERC (Portugal) ask."""
TOLD_SOUNDS = told_pattern(
    r"pronuncia[-‐‑]se|(?:se\s+)?pronuncia(?:d[oa])?|pronúncia|l[eê][-‐‑]se",
    r"pronuncia[-‐‑]se|(?:que\s+)?se\s+pronuncia",
    "como",
)
"""What introduces the pronunciation of a name, in brackets and after a comma."""
PUBLICATION_WORDS = words(
    "jornal diário correio folha estado globo público notícias gazeta tribuna voz hora zero tempo povo expresso observador dia manhã tarde o a de do da correio brasil norte sul minho açoriano"
)
