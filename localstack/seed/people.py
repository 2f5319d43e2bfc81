"""Who works at Acme, and who writes to it. All are made up, on domains reserved for that (RFC 2606)."""

from dataclasses import dataclass

from schemas.vocabulary import Role

PASSWORD = "tessera-demo"
TEAMS = ("Support", "Billing")
MAILBOXES = (("support@acme.test", None), ("billing@acme.test", "Billing"))


@dataclass(frozen=True)
class Staff:
    name: str
    email: str
    role: Role
    teams: tuple[str, ...]


STAFF = (
    Staff("Mara Lindqvist", "admin@acme.test", Role.ADMIN, ("Support", "Billing")),
    Staff("Tom Okafor", "agent@acme.test", Role.AGENT, ("Support",)),
    Staff("Inés Carvalho", "ines@acme.test", Role.SUPERVISOR, ("Support", "Billing")),
    Staff("Jonas Weber", "jonas@acme.test", Role.AGENT, ("Billing",)),
    Staff("Priya Raman", "priya@acme.test", Role.AGENT, ("Support", "Billing")),
)


@dataclass(frozen=True)
class Writer:
    """A customer. `signature` stands below their mails; the first name alone if it is empty."""

    name: str
    email: str
    language: str = "en"
    signature: str = ""

    @property
    def first(self) -> str:
        """How an answer addresses them."""
        return self.name if self.language == "ja" else self.name.split()[0]


def _writers(language: str, *lines: str) -> list[Writer]:
    """Each line is `name | address | signature`, the signature's lines parted by `/`."""
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    return [
        Writer(row[0], row[1], language, "\n".join(part.strip() for part in row[2].split("/")) if len(row) > 2 else "")
        for row in rows
    ]


WRITERS = [
    *_writers(
        "en",
        "Hannah Whitcombe | hannah.whitcombe@example.com",
        "Daniel Okoye | d.okoye@example.org",
        "Ruth Castellan | ruth@castellan.example | Ruth Castellan / Castellan & Daughters, Bakery",
        "Owen Prichard | owen.prichard@example.net",
        "Mei Tanaka-Reid | mei.tr@example.com",
        "Callum Fraser | callum@northpier.example | Callum Fraser / Office Manager, North Pier / +44 131 496 0182",
        "Sofia Marchetti | sofia.marchetti@example.com",
        "Gareth Llewellyn | gareth.llewellyn@example.org",
        "Amara Nwosu | amara@brightwater-dental.example | Dr Amara Nwosu / Brightwater Dental Practice",
        "Peter Hallström | peter.hallstrom@example.com",
        "Jess Albright | jess.albright@example.net",
        "Ibrahim Saleh | ibrahim.saleh@example.com",
        "Lorna McKechnie | lorna.mck@example.org",
        "Victor Osei | victor@fernandfield.example | Victor Osei / Fern & Field Coffee / Head barista",
        "Claire Dunmore | claire.dunmore@example.com",
        "Rajesh Iyer | rajesh.iyer@example.net",
        "Abigail Thornton | abi.thornton@example.com",
        "Samuel Wexler | sam@wexlerlaw.example | Samuel Wexler / Wexler Conveyancing LLP",
        "Niamh Gallagher | niamh.gallagher@example.org",
        "Tobias Lund | tobias.lund@example.com",
        "Grace Adeyemi | grace.adeyemi@example.net",
        "Harriet Blakely | harriet@theoldmill.example | Harriet Blakely / The Old Mill B&B",
        "Lucas Pereira-Jones | lucas.pj@example.com",
        "Wendy Chow | wendy.chow@example.org",
        "Alasdair Munro | alasdair.munro@example.com",
        "Fiona Beckett | fiona.beckett@example.net",
        "Dev Chaudhry | dev.chaudhry@example.com",
        "Marianne Holloway | marianne@hollowaybooks.example | Marianne Holloway / Holloway Books, Hay-on-Wye",
        "Ewan Sinclair | ewan.sinclair@example.org",
        "Tamsin Rook | tamsin.rook@example.com",
        "Oluwaseun Bello | seun.bello@example.net",
        "Bethany Crane | bethany.crane@example.com",
        "Robert Ainsworth | r.ainsworth@example.org | R. Ainsworth",
        "Yasmin Haddad | yasmin.haddad@example.com",
        "Patrick Doyle | pat@doylesgarage.example | Pat Doyle / Doyle's Garage",
        "Ingrid Solberg | ingrid.solberg@example.com",
        "Matthew Kerr | matthew.kerr@example.net",
        "Priscilla Vane | priscilla.vane@example.com",
        "Joel Abrams | joel.abrams@example.org",
        "Catherine Muldoon | cath.muldoon@example.com",
        "Noah Feldman | noah@lumen-labs.example | Noah Feldman / Facilities, Lumen Labs / Building C, 2nd floor",
        "Stella Georgiou | stella.georgiou@example.com",
        "Dominic Frayne | dominic.frayne@example.net",
        "Anjali Menon | anjali.menon@example.com",
        "Wilfred Adjei | wilfred.adjei@example.org",
        "Rosalind Pike | rosalind.pike@example.com",
        "Kieran Maddox | kieran.maddox@example.net",
        "Helena Voss | helena@voss-architects.example | Helena Voss / Voss Architects",
        "Timothy Grange | tim.grange@example.com",
        "Adaeze Obi | adaeze.obi@example.com",
        "Bronwen Hughes | bronwen.hughes@example.org",
        "Marcus Tillery | marcus.tillery@example.com",
        "Eleanor Sharpe | eleanor.sharpe@example.net",
        "Zainab Yusuf | zainab.yusuf@example.com",
        "Hugh Pemberton | hugh@pembertonestate.example | Hugh Pemberton / Pemberton Estate Lettings",
        "Carys Morgan | carys.morgan@example.com",
        "Andrew Quill | andrew.quill@example.org",
        "Delia Fonseca | delia.fonseca@example.com",
        "Simon Achterberg | simon.achterberg@example.net",
        "Leah Rosenthal | leah.rosenthal@example.com",
        "Gordon Pike | gordon.pike@example.org",
        "Nadia Petrenko | nadia.petrenko@example.com",
        "Frances Oyelaran | frances.oyelaran@example.com",
        "Duncan Ross | duncan@rossandvale.example | Duncan Ross / Ross & Vale Surveyors / Sent from my phone",
        "Molly Ferris | molly.ferris@example.net",
        "Arjun Nair | arjun.nair@example.com",
        "Vivian Cho | vivian.cho@example.org",
        "Edmund Laker | edmund.laker@example.com",
        "Siobhan Reilly | siobhan.reilly@example.com",
        "Theo Papadakis | theo@cornerroast.example | Theo Papadakis / Corner Roast, two shops in Leeds",
        "Janet Purvis | janet.purvis@example.org",
        "Malik Johnson | malik.johnson@example.com",
        "Beatrix Holm | beatrix.holm@example.net",
        "Colin Tremaine | colin.tremaine@example.com",
        "Aoife Brannigan | aoife.brannigan@example.com",
    ),
    *_writers(
        "de",
        "Katharina Vogel | katharina.vogel@example.com",
        "Thomas Brückner | t.brueckner@example.org | Thomas Brückner / Brückner Steuerberatung, Leipzig",
        "Anke Petersen | anke.petersen@example.net",
        "Murat Yıldız | murat.yildiz@example.com",
        "Sabine Hofstetter | sabine.hofstetter@example.com",
        "Florian Gruber | florian@bergcafe.example | Florian Gruber / Bergcafé Mittenwald",
        "Lena Schröder | lena.schroeder@example.org",
        "Jürgen Maas | juergen.maas@example.com",
    ),
    *_writers(
        "fr",
        "Camille Lefèvre | camille.lefevre@example.com",
        "Antoine Girard | antoine.girard@example.org",
        "Nathalie Rousseau | nathalie@librairie-du-port.example | Nathalie Rousseau / Librairie du Port, La Rochelle",
        "Mehdi Benali | mehdi.benali@example.com",
        "Élodie Marchand | elodie.marchand@example.net",
        "Gilles Fontaine | gilles.fontaine@example.com",
    ),
    *_writers(
        "es",
        "Lucía Ferrer | lucia.ferrer@example.com",
        "Javier Montoya | javier.montoya@example.org",
        "Carmen Ruiz Aldana | carmen.ruiz@example.com",
        "Diego Salcedo | diego@barlaesquina.example | Diego Salcedo / Bar La Esquina",
    ),
    *_writers(
        "it",
        "Giulia Ferraro | giulia.ferraro@example.com",
        "Marco Bellini | marco.bellini@example.org",
        "Paola Conti | paola.conti@example.com",
    ),
    *_writers(
        "nl",
        "Sanne de Wit | sanne.dewit@example.com",
        "Bram Verhoeven | bram.verhoeven@example.org",
        "Femke Jansen | femke.jansen@example.com",
    ),
    *_writers("pt", "Beatriz Nogueira | beatriz.nogueira@example.com", "Rui Sampaio | rui.sampaio@example.org"),
    *_writers("ja", "佐藤 美咲 | misaki.sato@example.com", "田中 健一 | k.tanaka@example.org"),
]
