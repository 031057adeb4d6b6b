"""What of the owner's own data may be published, and what may not."""

import time

import pytest

from scraper.pages import Privacy


def listed(text: str) -> list[str]:
    """Return the values in a text, between lines and bars."""
    return [value.strip() for line in text.strip().splitlines() for value in line.split(" | ")]


ALL_BUT_PRICES = Privacy(notes=True, condition=True)
ALL_BUT_CONDITION = Privacy(notes=True, prices=True)
MONEY = [
    "Price",
    "Paid",
    "Purchase",
    "Kaufpreis",
    "Prix",
    "Precio",
    "Prezzo",
    "Prijs",
    "Kosten",
    "Amount",
    "Invoice no.",
]
CONDITIONS = ["Media Condition", "Sleeve Condition", "CONDITION OF SLEEVE", "Disc condition", "Vinyl Grade", "Grading"]


@pytest.mark.parametrize("name", ["Notes", "Media Condition", "Price", "Anything"])
def test_nothing_is_shown_without_leave(name: str) -> None:
    """All that the owner writes is private by default."""
    assert not Privacy().shows(name, "words")


@pytest.mark.parametrize("name", MONEY)
def test_money_needs_leave_of_its_own(name: str) -> None:
    """In the words of several languages."""
    assert not ALL_BUT_PRICES.shows(name, "20")
    assert Privacy(prices=True).shows(name, "20")


@pytest.mark.parametrize(
    "value", ["€ 20", "$5", "£3.50", "¥1000", "20 EUR", "20eur", "USD 5", "5 gbp", "JPY1000", "100 SEK", "20 Euro"]
)
@pytest.mark.parametrize("name", ["Notes", "Media Condition"])
def test_money_in_other_fields_needs_leave_too(name: str, value: str) -> None:
    """Besides that for the field itself."""
    assert not ALL_BUT_PRICES.shows(name, f"From Anna, {value}, in May")
    assert not Privacy(prices=True).shows(name, value)
    assert Privacy(notes=True, condition=True, prices=True).shows(name, value)


@pytest.mark.parametrize("name", CONDITIONS)
def test_conditions_need_leave_of_their_own(name: str) -> None:
    """Wherever in its name a field says what it is."""
    assert not ALL_BUT_CONDITION.shows(name, "Near Mint (NM or M-)")
    assert Privacy(condition=True).shows(name, "Near Mint (NM or M-)")


@pytest.mark.parametrize("value", ["Shelf 5", "A gift", "From Europe", "Eurodance", "1999"])
def test_notes_are_shown_with_leave(value: str) -> None:
    """Words that only look like money are none."""
    assert Privacy(notes=True).shows("Notes", value)
    assert not Privacy(condition=True, prices=True).shows("Notes", value)


@pytest.mark.parametrize(
    "name",
    listed("""
Zustand | Plattenzustand | Erhaltung | État | État de la pochette | Estado | Condição | Stato
Condizioni | Staat | Conditie van de hoes | Skick | Tilstand | Stand | Kunto | Stan płyty | Stav
Kondition | Gjendja | Ástand | Tila | 状态 | Qualität der Platte | Качество
Állapot | Stanje | Durum | Κατάσταση | Состояние | Стан | 盤の状態 | コンディション | 品相 | 상태
"""),
)
def test_conditions_are_known_by_their_names_in_many_languages(name: str) -> None:
    """Whatever stands in the field."""
    assert not ALL_BUT_CONDITION.shows(name, "7")
    assert Privacy(condition=True).shows(name, "7")


GRADES = listed("""
Mint (M) | Near Mint (NM or M-) | Very Good Plus (VG+) | Very Good (VG) | Good Plus (G+) | Good (G)
Fair (F) | Poor (P) | Generic | No Cover | Not Graded | VG | VG+ | VG++ | vg ++ | VG- | NM/M- | NM
M | M- | Ex | EX- | Exc+ | E / VG+ | M/M | G+ / VG | Near-Mint | Very Good + | good to very good
ＶＧ＋ | neuwertig | wie neu | sehr gut | Gut | comme neuf | très bon état | TBE | muy bueno | ottimo
como novo | als nieuw | nyskick | meget god | erittäin hyvä | bardzo dobry | velmi dobrý | újszerű
fast neu | casi perfecto | quasi nuovo | bijna nieuw | почти новая | ほぼ新品 | nieuwstaat | hyväkuntoinen
V.G.+ | N.M. | EX minus | VGplus | İYİ | stan idealny | stare foarte bună | odlično | כחדש | 極上 | 盤A/ジャケB
九五新 | 最上 | 최상급 | Perfetto | отличное | как новая | çok iyi | 美品 | 新品同様 | 良い | 全新 | 양호
""")


@pytest.mark.parametrize("value", GRADES)
@pytest.mark.parametrize("name", ["Notes", "Platte", "Anything"])
def test_grades_are_known_by_their_values(name: str, value: str) -> None:
    """In a field that is about something else, they need leave for both."""
    assert not ALL_BUT_CONDITION.shows(name, value)
    assert not Privacy(condition=True).shows(name, value)
    assert ALL_BUT_PRICES.shows(name, value)


@pytest.mark.parametrize(
    "value",
    listed("""
From Anna, sleeve VG+ | Near mint, I think | Vinyl: good; sleeve: fair
Found in Rome, cover is poor | In very good condition | Great condition! | in good shape
Ein sehr guter Zustand | En buen estado | I fint skick | В отличном состоянии
Zustand: gekauft wie gesehen | A gift. Media VG Sleeve G | 盤質A | State: mint | Cover 8/10, signed
Jacket: A-
"""),
)
def test_notes_with_a_grade_in_them_need_leave_for_conditions(value: str) -> None:
    """The note is shown whole or not at all: what is left of it could still tell."""
    assert not ALL_BUT_CONDITION.shows("Notes", value)
    assert ALL_BUT_PRICES.shows("Notes", value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Platte", "gut"),
        ("Cover", "8/10"),
        ("Sleeve", "A-"),
        ("Quality", "very good"),
        ("Hülle", "ok"),
        ("LP", "9.5/10"),
    ],
)
def test_parts_of_a_record_are_graded(name: str, value: str) -> None:
    """What would be no grade elsewhere is one beside the name of a part."""
    assert not ALL_BUT_CONDITION.shows(name, value)


@pytest.mark.parametrize(
    "name", [*MONEY, "Bezahlt", "Wert", "Valeur", "Preço", "Hinta", "Cena", "Цена", "値段", "가격", "£"]
)
def test_money_is_known_by_its_names_in_many_languages(name: str) -> None:
    """Or by the sign of its currency; how much it was, may stand there in words."""
    assert not ALL_BUT_PRICES.shows(name, "twelve")
    assert Privacy(prices=True).shows(name, "twelve")


@pytest.mark.parametrize(
    "value",
    listed("""
12 € | 12,50 EUR | £5 | 5 quid | paid 10 | 10.- | CHF 12 | 1200 yen | 12円 | １２円 | 十二元 | R$ 10
12 Fr. | Fr. 12.- | SFr 20 | 100 kr | kr. 100 | 100:- | 12,- | 50p | a tenner | five bucks
zehn Euro | 20 zł | 500 руб. | 20 TL | 12 Kč | 12 DM | 20 euroa | 5000 Ft | 1,200円
bought it for 10 | got it for only 5 | Paid: about 10 | worth 50 | gekauft für 10 | 10 bezahlt
20,000원 | 2만원 | ƒ25 | 20 BGN | 50 soles | 99c | pd 30 | paid thirty | bought @ 30 | gekauft um 20 | 30 Mark
EK 12 | median 25 | RRP 20 | 15 + 5 shipping | пятьсот рублей | 1000で購入
payé 10 | pagado 10 | betaald 10 | maksoi 10 | kosztowała 20 | заплатил 500 | Preis: zwölf | 価格 1200
"""),
)
def test_money_is_known_by_its_values(value: str) -> None:
    """However the owner writes it."""
    assert not ALL_BUT_PRICES.shows("Notes", f"From Anna; {value}")
    assert not ALL_BUT_PRICES.shows("Notes", value)
    assert Privacy(notes=True, condition=True, prices=True).shows("Notes", value)


@pytest.mark.parametrize(
    "value",
    listed("""
Very good record | Good to hear | A very good pressing | Excellent bass | Great cover | Fair Warning
From a record fair | Utrecht, record fair | Ex-library copy | Sounds like new | Mint green vinyl
The Good, the Bad & the Ugly | Great Nick Cave album | Good Stan Getz record | Human Condition | A&M
M.I.A. | Cover by Peter Saville | Sehr gute Pressung | Très bon disque | Upgrade wanted | 9/10 songs
Rub a dub | Ke$ha | Too $hort | Quid pro quo | Million Dollar Quartet | 50 Cent feature | 12 inch
Grand Prix 1990 | Bought in 1999 | acheté en 1999 | Worth 2 listens | 180 g | 12/500 | Paid in full
Mint Royale | G-funk | Fair play | 5 stars | SD 16023 | paid a visit | 10 Mark Lanegan songs | recorded @ 301
@ 45 rpm | Good Charlotte | 10cc | B-side | 3/10/2019 | gekauft um 20 Uhr
10.-12. Mai | auf dem 2. Platz | ESP 1002 | Found a 2nd copy | Got it for my 10th birthday
"""),
)
def test_other_words_stay_notes(value: str) -> None:
    """A note does not vanish for a word that could be a grade or a price elsewhere."""
    assert Privacy(notes=True).shows("Notes", value)


@pytest.mark.parametrize(("folder", "shown"), [("Jazz", True), ("VG+ and better", False), ("Under £5", False)])
def test_folders_are_notes(folder: str, *, shown: bool) -> None:
    """Their names may tell of grades and money, too."""
    privacy = Privacy(notes=True, folders={2: folder})
    assert (folder if shown else None) == privacy.folder(2)
    assert folder == Privacy(notes=True, condition=True, prices=True, folders={2: folder}).folder(2)
    assert Privacy(condition=True, prices=True, folders={2: folder}).folder(2) is None
    assert privacy.folder(3) is None


def test_an_amount_alone_is_money() -> None:
    """Where there is nothing else in a field."""
    assert not ALL_BUT_PRICES.shows("Notes", "12.50")
    assert ALL_BUT_PRICES.shows("Notes", "Version 12.50")


def test_a_field_may_be_about_both() -> None:
    """Then it needs leave for both."""
    assert not Privacy(notes=True, prices=True).shows("Price by condition", "twelve")
    assert Privacy(condition=True, prices=True).shows("Price by condition", "twelve")


@pytest.mark.parametrize("text", ["good ", "paid about ", "bought x ", "1,", "(", "for ", "1.234,", "VG/"])
def test_long_notes_are_read_in_time(text: str) -> None:
    """Whatever is in them, a page is not held up."""
    began = time.process_time()
    Privacy(notes=True).shows("Notes", text * 1000)
    assert time.process_time() - began < 2
