"""What a site says to its visitor where a page has no article: errors, doors, forms and lists."""

from __future__ import annotations

SAID = (
    r"(?:a|esta|nossa) (?:página|morada)\b[^.!?]{0,60}\b(?:não (?:existe|está disponível|foi encontrada|encontrada)|já não|mudou|movida|removida)|(?:não (?:encontrámos|encontramos|foi possível encontrar)) a página|página que (?:procura|você procura|solicitou)|conteúdo (?:indisponível|removido)"
    r"|acesso (?:negado|bloqueado|restrito)|não tem permissão|não (?:está )?disponível no seu país|motivos legais"
    r"|(?:que )?(?:é|você é) (?:humano|um robô|uma pessoa)|não sou um robô|tráfego (?:incomum|invulgar)|demasiados pedidos|muitas solicitações|segurança da sua (?:ligação|conexão)"
    r"|palavra-passe|esqueceu (?:a|sua) senha|(?:iniciar|inicie) sessão|fazer login|faça login|criar (?:uma )?conta|(?:sua|a sua) (?:conta|sessão|senha)\b"
    r"|\boffline\b|ligação à internet|conexão com a internet|seu (?:navegador|dispositivo)\b|tent(?:e|ar) (?:novamente|de novo|outra vez)|recarreg\w+ a página|(?:voltar|volte|ir) (?:à|para a) (?:página inicial|home)|verifique o endereço|(?:use|utilize) a (?:busca|pesquisa)|clique (?:aqui|no|em)|redirecionad"
    r"|em manutenção|(?:voltamos|de volta) (?:em breve|já)|(?:obrigad\w+|agradecemos) (?:pel)?a (?:sua )?paciência|pedimos desculpa\w* pelo (?:incómodo|transtorno|inconveniente)"
    r"|enviá?mos(?:-lhe)? um (?:e-?mail|link)|confirme (?:o|a) seu|caixa de spam|quase (?:pronto|lá)"
    r"|termos (?:de uso|de serviço)|política de privacidade|cancele quando quiser|adicionar ao carrinho|ordenar por|resultados (?:para|da busca)|(?:carregar|ver) mais"
    r"|maior(?:es)? de (?:idade|18)|\b18 anos\b"
    r"|nada foi encontrado|tente (?:fazer )?uma (?:pesquisa|busca)"
)
"""Regular expression, in small and capital letters alike: the page is not there, access, checks,
accounts, connections, what to do next, works on the site, mails, terms, prices and lists."""
