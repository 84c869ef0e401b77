"""How Spanish news names people: titles, pronouns, trades, and the words around a name."""

from __future__ import annotations

from audiobrief.spoken import given_names
from audiobrief.spoken.language import HE, ME, SHE, THEY, words
from audiobrief.spoken.particles import PARTICLES as COMMON_PARTICLES
from audiobrief.spoken.spanish.calendar import MONTHS, WEEKDAYS

MALE_TITLES = words(
    "Sr. Sr Señor señor Don don D. Dr. Lic. Ing. Arq. Gral. Mons. Padre Fray Rey Príncipe Papa"
)
FEMALE_TITLES = words(
    "Sra. Sra Señora señora Srta. Doña doña D.ª Dña. Dra. Reina Princesa Sor Madre"
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | words(
        """
        Prof. Profa. Mtro. Mtra. Doctor Doctora Profesor Profesora Ministro Ministra Presidente Presidenta Gobernador
        Gobernadora Alcalde Alcaldesa Intendente Senador Senadora Diputado Diputada Concejal Concejala Capitán Coronel
        General Obispo Cardenal Juez Jueza Fiscal Licenciado Licenciada Ingeniero Ingeniera Comandante Secretario
        Secretaria Consejero Consejera
        """
    )
)
TITLE_STOPS = tuple(
    "Sr Sra Srta D Dr Dra Dña Lic Ing Arq Gral Mons Prof Profa Mtro Mtra Sres Sras".split()
)
OFFICES = words(
    "Sr. Sra. Srta. Don don Doña doña D. D.ª Dña. Dr. Dra. Lic. Ing. Mons. Ministro Ministra Alcalde Alcaldesa Gobernador Gobernadora Senador Senadora"
)
PARTICLES = COMMON_PARTICLES | words("de del la las los y e i san santa da dos")
PRONOUNS = {
    "él": HE, "ella": SHE, "ellos": THEY, "ellas": THEY, "yo": ME, "nosotros": ME, "nosotras": ME, "usted": "",
    "ustedes": "", "tú": "", "ello": "", "quien": "",
}  # fmt: skip
HE_NAMES = given_names.HE | words(
    """
    Abel Adolfo Agustín Aitor Alan Alberto Aldo Alejo Alexis Alfonso Alfredo Alonso Álvaro Amadeo Andoni Antonio Aníbal
    Ariel Armando Arnaldo Arturo Asier Augusto Aurelio Baltasar Bartolomé Basilio Benito Benjamín Bernardo Blas Braulio
    Camilo Celso César Ciro Claudio Clemente Cristian Cristóbal Damián Darío Demetrio Domingo Eduardo Efraín Elías Eliseo
    Emiliano Emilio Ernesto Esteban Eugenio Eusebio Ezequiel Fabián Facundo Federico Fermín Fernán Fidel Florencio Franco
    Gaspar Germán Gerardo Gilberto Gonzalo Gregorio Guillermo Gustavo Gael Hernán Héctor Hilario Horacio Humberto Iker
    Isidro Ismael Iván Iñaki Iñigo Jacinto Jacobo Javier Jerónimo Jesús Joaquín Jordi Jorge Josué Julián Julio Justo
    Kike Leandro Leopoldo Lisandro Lázaro Lucio Luciano Luis Macario Marcelo Mariano Martín Matías Mauricio Maximiliano
    Máximo Mikel Miguel Moisés Nahuel Néstor Nicanor Nicolás Norberto Octavio Osvaldo Oswaldo Pascual Patricio Pau Pelayo
    Plácido Rafael Raimundo Ramiro Ramón Raúl Renato Reinaldo Roque Rodolfo Rogelio Román Rubén Salvador Santiago Santi
    Saúl Sebastián Segundo Sergi Severino Simón Teodoro Teófilo Tomás Tristán Ulises Unai Valentín Vicente Víctor
    Virgilio Wilson Xabier Yago Zacarías
    """
)
SHE_NAMES = given_names.SHE | words(
    """
    Adela Ágata Aida Aitana Ainhoa Alba Alejandra Alma Almudena Amalia Amaia Amparo Anabel Ángela Ángeles Antonia Araceli
    Ariadna Arantxa Asunción Aurora Azucena Bárbara Beatriz Begoña Belén Berta Blanca Brígida Camila Candelaria Caridad
    Carlota Carmela Carmen Casandra Catalina Celia Clotilde Concepción Consuelo Constanza Covadonga Cristina Dalia Daniela
    Delfina Dolores Dora Dulce Elisa Elvira Elsa Encarnación Enriqueta Esperanza Estefanía Estela Eugenia Eulalia Fabiola
    Fátima Felisa Fernanda Filomena Flor Florencia Francisca Gabriela Genoveva Gisela Graciela Guadalupe Herminia
    Hortensia Inmaculada Inés Irene Isabela Isidora Itziar Ivonne Jacinta Jimena Josefa Josefina Juana Julieta
    Justina Laia Leire Leonor Leticia Lidia Liliana Lorena Lourdes Lucero Lucía Luciana Luisa Luz Macarena Magdalena
    Maite Manuela Marcela Margarita María Maribel Maricarmen Marisa Marisol Martina Matilde Mariela Mercedes Micaela
    Milagros Mireia Miriam Mónica Montserrat Nerea Nieves Noelia Nuria Núria Ofelia Olalla Olivia Paloma Pastora Paz
    Perla Piedad Pilar Raquel Rebeca Remedios Reyes Rigoberta Rocío Rosalía Rosario Rosaura Roser Ruth Salomé Soledad
    Sofía Susana Tania Tamara Teodora Trinidad Uxue Valeria Verónica Ximena Yolanda Zulema Marta Nadia Delia
    """
)
INTRODUCING = words(
    "que quien el la un una de del exalcalde exalcaldesa presidente presidenta director directora portavoz vecino vecina"
)
TRADE_ENDINGS = (
    "or", "ora", "ista", "ente", "enta", "ante", "ero", "era", "ario", "aria", "ico", "ica", "ino", "ina", "ólogo",
    "óloga", "alcalde", "alcaldesa", "portavoz", "concejal", "concejala", "juez", "jueza", "líder", "fiscal", "ministro",
    "ministra", "abogado", "abogada", "capitán", "capitana", "rey", "reina", "papa", "obispo", "jefe", "jefa", "diputado",
    "diputada", "hermano", "hermana", "hijo", "hija", "madre", "padre", "esposa", "esposo", "viuda", "viudo", "mujer",
    "marido", "piloto", "médica", "guardia", "comisaria", "comisario", "vocal", "comandante", "arquitecta", "arquitecto",
)  # fmt: skip
ROLES = words(
    "presidente presidenta director directora alcalde alcaldesa portavoz secretario secretaria gerente jefe jefa fundador fundadora responsable autor autora"
)
GROUPS = words(
    """
    vecinos vecinas familiares testigos expertos expertas científicos médicos bomberos policías agentes autoridades
    padres madres estudiantes alumnos críticos sindicatos fuentes amigos compañeros pescadores agricultores
    manifestantes investigadores trabajadores residentes allegados usuarios usuarias
    """
)
NO_GIVEN_NAMES = words(
    """
    Nueva Nuevo San Santa Santo Puerto Villa Ciudad Río Valle Sierra Costa Isla Islas Monte Playa Plaza Calle Avenida
    Estados Reino Unión Banco Partido Gobierno Ministerio Ayuntamiento Universidad Real Club Deportivo Atlético Cruz
    Guardia Policía Tribunal Corte Consejo Congreso Senado Cámara Comisión Comunidad Junta Instituto Hospital Casa
    Buenos América Latina Gran Alto Alta Bajo Baja Norte Sur Medio Oriente Semana Guerra Día Fuerzas Audiencia Diario
    """
)
NO_SPEAKERS = words(
    "EFE AFP AP Reuters Twitter Facebook Instagram X Telegram WhatsApp YouTube BBC CNN RTVE Cadena Press"
)
DETERMINERS = words(
    """
    el la los las un una unos unas este esta estos estas ese esa esos esas aquel aquella su sus mi mis nuestro nuestra
    nuestros nuestras otro otra otros otras varios varias algunos algunas ambos ambas cada ningún ninguna dos tres muchos
    muchas
    """
)
CONTRACTED = words("al del")
PREPOSITIONS = words(
    """
    a ante bajo con contra de del desde durante en entre hacia hasta mediante para por según sin sobre tras al salvo
    excepto
    """
)
WITHIN_PHRASES = words("de del")
CLAUSE_STARTERS = words(
    """
    que cuando mientras si porque aunque donde como quien quienes cuyo cuya y e o u pero sino ni pues luego después
    antes así
    """
)
AUXILIARIES = words(
    """
    ha han había habían he hemos hubo es son era eran fue fueron será está están estaba va van iba puede pueden podía
    debe deben también ya no se le les lo la nos ayer hoy siempre nunca además después luego solo aún todavía incluso
    me
    """
)
ADVERBS = frozenset(WEEKDAYS) | words(
    """
    ayer hoy mañana después luego entonces antes ahora además también así allí aquí mientras finalmente horas días semanas
    tarde noche madrugada semana víspera meses años minutos anoche anteayer posteriormente asimismo consultado consultada consultados preguntado preguntada
    interrogado interrogada requerido requerida
    """
)
NOT_NAMES = words(
    """
    El La Los Las Un Una Unos Unas En De Del Al A Ante Con Por Para Sin Sobre Tras Según Entre Hasta Desde Y E O Pero Si
    No Que Cuando Mientras Como Donde Aunque Porque Este Esta Estos Estas Ese Esa Eso Esto Aquel Su Sus Mi Nuestro Nuestra
    Se Le Lo Les Nos Ya También Así Además Ahora Hoy Ayer Mañana Luego Después Antes Entonces Sin Sólo Solo Hay Es Son Era
    Fue Ha Han Había Está Están Él Ella Ellos Ellas Yo Nosotros Usted Ustedes Nadie Todo Todos Todas Cada Otro Otra Otros
    Otras Muchos Muchas Algunos Algunas Varios Varias Qué Quién Cómo Cuándo Dónde Cuánto Dijo Añadió Asimismo Finalmente
    Durante Contra Bajo Hacia Mientras Ni Tampoco Sí Gracias Dos Tres Cuatro Cinco Diez Cien Mil Uno Una Primero Primera
    Tanto Tan Más Menos Muy Mucho Nunca Siempre Quizá Tal
    """
) | frozenset(name.capitalize() for name in (*WEEKDAYS, *MONTHS))
PLAIN = frozenset(name for name in (*WEEKDAYS, *MONTHS)) | words(
    """
    señor señora don doña doctor doctora presidente presidenta ministro ministra alcalde alcaldesa gobernador gobernadora
    rey reina papa gobierno congreso senado estado ayuntamiento policía guardia civil ministerio universidad tribunal
    supremo constitución navidad dios norte sur este oeste
    """
)
