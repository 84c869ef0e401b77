"""How Portuguese news names people: titles, pronouns, trades, and the words around a name."""

from __future__ import annotations

from audiobrief.spoken import given_names
from audiobrief.spoken.language import HE, ME, SHE, THEY, words
from audiobrief.spoken.particles import PARTICLES as COMMON_PARTICLES
from audiobrief.spoken.portuguese.calendar import MONTHS, WEEKDAYS

MALE_TITLES = words(
    "Sr. Sr Senhor senhor Dom dom Dr. Doutor doutor Padre padre Pe. Rei Príncipe Papa papa Frei frei Seu"
)
FEMALE_TITLES = words(
    "Sra. Sra Senhora senhora Dona dona D. Dra. Doutora doutora Rainha Princesa Irmã Madre"
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | words(
        """
        Prof. prof. Profa. Professor professor Professora professora Eng. Engenheiro engenheiro Ministro ministro Ministra ministra Presidente presidente
        Presidenta Governador governador Governadora governadora Prefeito prefeito Prefeita prefeita Autarca autarca Senador senador Senadora
        Deputado deputado Deputada deputada Vereador vereador Vereadora vereadora Capitão capitão Coronel coronel General general Bispo Cardeal Juiz juiz Juíza
        juíza Secretário secretário Secretária secretária Delegado delegado Delegada Comandante comandante
        """
    )
)
TITLE_STOPS = (
    "Sr",
    "Sra",
    "Dr",
    "Dra",
    "D",
    "Prof",
    "prof",
    "Profa",
    "Eng",
    "Pe",
    "Srs",
    "dep",
    "sen",
)
OFFICES = words(
    "Sr. Sra. Dr. Dra. Dom Dona D. Ministro Ministra Prefeito Prefeita prefeito prefeita Senador Senadora Deputado Deputada Governador Governadora"
)
PARTICLES = COMMON_PARTICLES | words("de da do das dos e")
PRONOUNS = {
    "ele": HE,
    "ela": SHE,
    "eles": THEY,
    "elas": THEY,
    "eu": ME,
    "nós": ME,
    "você": "",
    "vocês": "",
    "tu": "",
    "isso": "",
}
HE_NAMES = given_names.HE | words(
    """
    Abel Abílio Adão Ademir Adolfo Adriano Afonso Agostinho Aires Alberto Alcides Aldo Alexandre Alfredo Álvaro Amadeu Américo Amílcar Anderson André Ângelo
    Aníbal Antônio António Aristides Armando Armindo Arnaldo Artur Augusto Baltazar Bartolomeu Basílio Belmiro Benedito Benjamim Bento Bernardo Boaventura
    Caetano Caio Camilo Carlos Casimiro Cássio Célio César Cícero Cláudio Cleber Cristiano Cristóvão Dalton Damião Daniel Danilo Davi David Diniz Dinis
    Diogo Domingos Duarte Edgar Edilson Edmundo Edson Eduardo Elias Eliseu Emanuel Emílio Érico Ernesto Estêvão Eugênio Eugénio Evandro Ezequiel Fabiano
    Fábio Fabrício Faustino Fausto Fernando Fernão Filipe Firmino Flávio Floriano Francisco Frederico Gaspar Geraldo Germano Gérson Gil Gilberto Gilson Gonçalo
    Guilherme Gustavo Heitor Hélder Hélio Henrique Heraldo Hermano Hilário Horácio Humberto Inácio Isaías Ismael Ivo Jacinto Jair Jaime Januário Jerônimo
    Jerónimo Joaquim Joel Jonas Jorge Josué Josias Juarez Julião Júlio Juvenal Lauro Lázaro Leandro Leonel Leopoldo Levi Lineu Lino Lourenço Lourival Lucas
    Luciano Lúcio Luís Manoel Manuel Marcelo Márcio Marcos Marcus Mariano Mário Martim Martinho Mateus Matheus Matias Maurício Mauro Maximiano Máximo Miguel
    Milton Moacir Moisés Murilo Narciso Nélson Nestor Nicolau Nilo Nilson Norberto Nuno Octávio Odair Olavo Onofre Orlando Oscar Osmar Osvaldo Otávio Otelo
    Patrício Paulo Pedro Plínio Rafael Raimundo Ramiro Raul Reginaldo Renan Renato Reinaldo Ricardo Rodolfo Rodrigo Rogério Romeu Romualdo Ronaldo Roque Rubem
    Rúben Rui Ruy Salomão Salvador Samuel Sandro Saul Sebastião Sérgio Severino Silas Silvano Silvério Sílvio Simão Tadeu Tarcísio Telmo Teodoro Teófilo
    Tiago Thiago Tobias Tomé Tomás Túlio Ubaldo Urbano Valdemar Valdir Valentim Valter Vasco Venâncio Vicente Vinícius Virgílio Vitor Vítor Wagner Wellington
    Wilson Xisto Zacarias Zeferino
    """
)
SHE_NAMES = given_names.SHE | words(
    """
    Adelaide Adélia Adriana Águeda Aida Albertina Alda Alessandra Aline Almerinda Alzira Amália Amélia Anabela Ângela Angélica Antônia Antónia Aparecida
    Arlete Armanda Aurélia Aurora Bárbara Beatriz Benedita Berta Branca Bruna Camila Cândida Carina Carlota Carmem Carolina Cátia Cecília Célia Celeste
    Clarice Cláudia Cleide Clotilde Conceição Constança Cristiane Cristina Dalila Daniela Débora Deolinda Diana Dolores Dulce Edite Edna Eduarda Elena
    Eliana Eliane Elisa Elisabete Elisângela Elsa Elvira Elza Emília Ermelinda Ester Estela Eugênia Eugénia Eulália Eunice Fabiana Fátima Fernanda Filipa
    Filomena Flávia Flora Francisca Gabriela Gilda Giovana Gisele Glória Graça Graciete Guiomar Helena Heloísa Henriqueta Hermínia Hilda Hortênsia Idália
    Inês Iracema Irene Isabel Isadora Isaura Ivone Jacinta Jandira Janaína Joana Joaquina Josefa Josefina Joyce Júlia Juliana Jussara Laura Lavínia Leila
    Leonor Letícia Lia Lídia Lígia Lília Liliana Lívia Lorena Lourdes Lúcia Luciana Ludmila Luísa Luiza Lurdes Luzia Madalena Mafalda Magda Manuela Marcela
    Márcia Margarida Maria Mariana Marília Marina Marisa Marlene Marta Matilde Mayara Mônica Mónica Nádia Natália Neusa Neuza Noêmia Odete Ofélia Olga
    Olívia Otília Palmira Patrícia Paula Pilar Poliana Priscila Rafaela Raimunda Raquel Rebeca Regina Renata Rita Roberta Rosa Rosália Rosana Rosângela
    Rosário Rute Sabrina Sandra Sara Silvana Sílvia Simone Sofia Solange Sônia Sónia Suzana Tânia Tatiana Teodora Teresa Tereza Thaís Valentina Valéria
    Vanda Vanessa Vera Verônica Virgínia Vitória Viviane Xênia Yasmin Zélia Zilda Zulmira
    """
)
INTRODUCING = words(
    "que quem o a um uma de do da ex-prefeito ex-prefeita presidente diretor diretora porta-voz moradora morador professor professora vereador vereadora"
)
TRADE_ENDINGS = (
    "or", "ora", "ista", "ente", "ante", "eiro", "eira", "ário", "ária", "ico", "ica", "ogo", "oga", "prefeito", "prefeita", "porta-voz", "ministro", "ministra",
    "juiz", "juíza", "líder", "advogado", "advogada", "capitão", "rei", "rainha", "papa", "bispo", "chefe", "deputado", "deputada", "irmão", "irmã", "filho",
    "filha", "mãe", "pai", "esposa", "esposo", "viúva", "viúvo", "mulher", "marido", "piloto", "médica", "delegada", "delegado", "autarca", "arquiteto", "arquiteta",
)  # fmt: skip
ROLES = words(
    "presidente diretor diretora prefeito prefeita porta-voz secretário secretária gerente chefe fundador fundadora responsável autor autora ministro ministra autarca"
)
GROUPS = words(
    "moradores vizinhos testemunhas especialistas cientistas médicos bombeiros polícias policiais agentes autoridades pais estudantes alunos sindicatos fontes amigos colegas pescadores agricultores manifestantes pesquisadores investigadores trabalhadores utentes"
)
NO_GIVEN_NAMES = words(
    """
    Nova Novo São Santa Santo Porto Vila Cidade Rio Vale Serra Costa Ilha Ilhas Monte Praia Praça Rua Avenida Estados Reino União Banco Partido Governo
    Ministério Câmara Prefeitura Universidade Real Clube Cruz Guarda Polícia Tribunal Supremo Conselho Congresso Senado Comissão Comunidade Junta
    Instituto Hospital Casa América Grande Alto Alta Baixo Baixa Norte Sul Médio Oriente Guerra Forças Jornal Assembleia Ordem Associação
    """
)
SPEECHLESS = words("jornalistas repórteres")
"""Those whom somebody speaks to: "disse a jornalistas"."""
NO_SPEAKERS = words(
    "Lusa AFP AP Reuters Twitter Facebook Instagram X Telegram WhatsApp YouTube TikTok BBC CNN RTP SIC TVI Globo"
)
DETERMINERS = words(
    """
    o a os as um uma uns umas este esta estes estas esse essa esses essas aquele aquela seu sua seus suas meu minha nosso nossa outro outra outros
    outras vários várias alguns algumas ambos ambas cada nenhum nenhuma dois duas três muitos muitas
    """
)
CONTRACTED = words(
    "ao aos à às do da dos das no na nos nas pelo pela pelos pelas num numa dum duma deste desta neste nesta"
)
PREPOSITIONS = CONTRACTED | words(
    # "a" is an article far more often after a verb of saying: "disse a diretora, Ada Rui"
    "ante após até com contra de desde durante em entre para perante por segundo sem sob sobre conforme"
)
WITHIN_PHRASES = words("de do da dos das")
CLAUSE_STARTERS = words(
    "que quando enquanto se porque embora onde como quem cujo cuja e ou mas porém nem pois depois antes assim"
)
AUXILIARIES = words(
    """
    tem têm tinha tinham há havia é são era eram foi foram será está estão estava vai vão pode podem deve já não se lhe me nos ontem hoje sempre
    nunca também ainda depois logo apenas até
    """
)
ADVERBS = frozenset(WEEKDAYS) | words(
    "ontem hoje amanhã depois logo então antes agora além também assim ali aqui enquanto finalmente horas dias semanas tarde noite madrugada semana meses anos minutos questionado questionada procurado procurada segunda terça quarta quinta sexta"
)
NOT_NAMES = words(
    """
    O A Os As Um Uma Uns Umas Em De Do Da Dos Das No Na Nos Nas Ao À Aos Às Ante Com Por Pelo Pela Para Sem Sobre Após Segundo Entre Até Desde E Ou Mas Porém Se Não Que
    Quando Enquanto Como Onde Embora Porque Este Esta Estes Estas Esse Essa Isso Isto Aquele Aquela Seu Sua Seus Suas Meu Minha Nosso Nossa Já Também Assim
    Além Agora Hoje Ontem Amanhã Logo Depois Antes Então Só Apenas Há É São Era Foi Está Estão Ele Ela Eles Elas Eu Nós Você Ninguém Tudo Todo Toda
    Todos Todas Cada Outro Outra Outros Outras Muitos Muitas Alguns Algumas Vários Várias Quem Qual Disse Durante Contra Conforme Nem Sim
    Obrigado Dois Duas Três Quatro Cinco Cem Mil Primeiro Primeira Tanto Mais Menos Muito Nunca Talvez Questionado Questionada Procurado Procurada Segunda Terça
    Quarta Quinta Sexta Finanças Saúde Educação Defesa Economia Cultura Justiça Fazenda
    """
) | frozenset(name.capitalize() for name in (*WEEKDAYS, *MONTHS))
PLAIN = frozenset((*WEEKDAYS, *MONTHS)) | words(
    "senhor senhora dona doutor doutora presidente ministro ministra prefeito prefeita governador governadora rei rainha papa governo congresso senado estado câmara polícia tribunal natal deus norte sul brasil portugal lisboa"
)
