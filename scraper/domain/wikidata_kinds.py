"""What Wikidata's items are, by the kinds that they name (P31): acts, records, and what is surely neither. Pure."""

from collections.abc import Mapping

_ACTS: Mapping[str, str] = {
    "Q5": "a person",
    "Q215380": "a band",
    "Q2088357": "a musical ensemble",
    "Q105756498": "a band",
    "Q5741069": "a rock band",
    "Q56816954": "a metal band",
    "Q9212979": "a duo",
    "Q10648343": "a duo",
    "Q14073567": "a duo of siblings",
    "Q16979650": "a group of siblings",
    "Q78425721": "a family of musicians",
    "Q281643": "a trio",
    "Q1135557": "a quartet",
    "Q99252497": "an octet",
    "Q883323": "a brass ensemble",
    "Q25391823": "a punk band",
    "Q7623897": "an all-female band",
    "Q105453097": "an idol group",
    "Q207338": "a string quartet",
    "Q216337": "a boy band",
    "Q641066": "a girl group",
    "Q120544": "a vocal group",
    "Q42998": "an orchestra",
    "Q131186": "a choir",
    "Q16334295": "a group of people",
}
_RECORDS: Mapping[str, str] = {
    "Q482994": "an album",
    "Q208569": "a studio album",
    "Q209939": "a live album",
    "Q222910": "a compilation album",
    "Q4176708": "a soundtrack album",
    "Q963099": "a remix album",
    "Q169930": "an EP",
    "Q134556": "a single",
}
_SONGS: Mapping[str, str] = {
    "Q7366": "a song",
    "Q105543609": "a musical work",
    "Q2188189": "a musical work",
    "Q207628": "a composition",
    "Q7302866": "a track",
}
"""No act; but a record may have the name of one, and the article of one then."""
_OTHERS: Mapping[str, str] = {
    # Pages of Wikipedia that are about no one thing.
    "Q4167410": "a page that tells things of one name apart",
    "Q22808320": "a page that tells people of one name apart",
    "Q13406463": "a list",
    "Q104635718": "a list of records",
    "Q4167836": "a category",
    "Q11266439": "a template",
    # Names.
    "Q101352": "a family name",
    "Q202444": "a given name",
    "Q12308941": "a given name",
    "Q11879590": "a given name",
    "Q3409032": "a given name",
    # What music is about, beside acts and records.
    "Q188451": "a genre",
    "Q34379": "an instrument",
    "Q18127": "a record label",
    "Q182832": "a concert",
    "Q868557": "a music festival",
    "Q2743": "a musical",
    "Q1344": "an opera",
    # Films, books, games.
    "Q11424": "a film",
    "Q24862": "a short film",
    "Q506240": "a television film",
    "Q93204": "a documentary",
    "Q202866": "an animated film",
    "Q5398426": "a television series",
    "Q15416": "a television programme",
    "Q25379": "a play",
    "Q571": "a book",
    "Q8261": "a novel",
    "Q7725634": "a literary work",
    "Q47461344": "a written work",
    "Q41298": "a magazine",
    "Q3305213": "a painting",
    "Q7889": "a video game",
    "Q7397": "a program",
    # Places, and what stands in them.
    "Q486972": "a place",
    "Q515": "a city",
    "Q1549591": "a city",
    "Q3957": "a town",
    "Q532": "a village",
    "Q484170": "a place in France",
    "Q6256": "a country",
    "Q3624078": "a country",
    "Q4022": "a river",
    "Q8502": "a mountain",
    "Q23442": "an island",
    "Q41176": "a building",
    "Q3918": "a university",
    # The rest of the world.
    "Q16521": "a species, or another taxon",
    "Q7187": "a gene",
    "Q11173": "a chemical compound",
    "Q523": "a star",
    "Q634": "a planet",
    "Q3863": "an asteroid",
    "Q34770": "a language",
    "Q783794": "a company",
    "Q4830453": "a company",
    "Q178561": "a battle",
}

RIGHT: Mapping[str, Mapping[str, str]] = {"artist": _ACTS, "master": _RECORDS, "release": _RECORDS}
"""What an artist's item, and an album's, can be, with what people call it."""
WRONG: Mapping[str, Mapping[str, str]] = {
    "artist": {**_RECORDS, **_SONGS, **_OTHERS},
    "master": {**_ACTS, **_OTHERS},
    "release": {**_ACTS, **_OTHERS},
}
"""What it can surely not be. What is in neither is a kind that we do not know: there are thousands."""
