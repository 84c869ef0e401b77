"""What a site says to its visitor where a page has no article: errors, doors, forms and lists."""

from __future__ import annotations

SAID = (
    r"(?:la|esta|nuestra) (?:página|dirección|web)\b[^.!?]{0,60}\b(?:no (?:existe|está disponible|se encuentra|ha sido encontrada)|ya no|movido|cambiado)|(?:no (?:hemos|se ha) encontrado|no encontramos) la página|página que (?:busca|buscas|solicita)|contenido (?:no disponible|eliminado)"
    r"|acceso (?:denegado|bloqueado|restringido)|no tiene permiso|no (?:está )?disponible en su (?:país|región)|motivos legales"
    r"|(?:que )?(?:es|eres) (?:humano|un robot|una persona)|no soy un robot|tráfico inusual|demasiadas solicitudes|seguridad de su conexión"
    r"|contraseña|iniciar sesión|inicie sesión|inicia sesión|crear una cuenta|regístrate|regístrese|(?:su|tu) (?:cuenta|sesión)\b"
    r"|sin conexión|conexión a internet|(?:su|tu) (?:navegador|dispositivo|red)\b|(?:inténtelo|inténtalo|intente) de nuevo|vuelva a intentarlo|recargar la página|(?:volver|vuelva|ir) (?:a|al) (?:la )?(?:inicio|portada|página principal)|compruebe la dirección|(?:pruebe|utilice|use) (?:con )?el buscador|haga clic|haz clic|redirigid"
    r"|en mantenimiento|volvemos (?:pronto|enseguida)|gracias por su paciencia|disculpe las molestias"
    r"|enviado un (?:correo|enlace|mensaje)|confirme su|correo no deseado|casi (?:listo|hemos terminado)"
    r"|condiciones de uso|política de privacidad|cancele cuando quiera|añadir al carrito|ordenar por|resultados (?:para|de la búsqueda)|(?:cargar|ver) más"
    r"|mayor de edad|\b18 años\b"
    r"|no se (?:ha )?encontr(?:ado|ó) nada|(?:prueba|intenta) (?:con )?una búsqueda"
)
"""Regular expression, in small and capital letters alike: the page is not there, access, checks,
accounts, connections, what to do next, works on the site, mails, terms, prices and lists."""
