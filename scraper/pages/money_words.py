"""The words for money and for paying, in the languages of those who collect records. Pure."""

from scraper.pages.word_patterns import word_list

FIELD_STEMS = word_list("""
en: price, paid, cost, value, bought for, purchase, amount, invoice, spent
en: bought at, expense, estimate
de: preis, kosten, bezahlt, gezahlt, betrag, rechnung, geld
fr: prix, payé, coût, valeur, montant, facture, achat
es, pt: precio, pagad, importe, factura, preço, custo, fatura, compra
it: prezzo, pagat, importo, fattura, acquist
nl: prijs, betaald, bedrag, aankoop, factuur
sv, da, no: betalt, betalat, kostnad, belopp, inköp, beløb, beløp, købspris, innkjøp
fi: hinta, maksettu, maksoi
pl, cs, sk: zapłac, wartość, kwota, zaplac, hodnota, náklad
hu, ro, hr: vételár, fizet, költség, összeg, plătit, valoare, cijena, plaćeno, vrijednost
tr: fiyat, ödenen, tutar, maliyet
el, ru, bg, uk: κόστος, πληρω, стоимост, стойност, оплачен, заплач, вартість, сплачен
he, ar, th: מחיר, עלות, سعر, ثمن, ราคา
ja: 価格, 値段, 金額, 購入額, 代金, 費用
zh, ko: 价格, 價格, 价钱, 價錢, 金额, 购价, 가격, 금액, 구매가, 구입가
""")
"""In the name of a field about money, also inside of a longer word."""
FIELD_WORDS = word_list("""
en: pay, worth, sum, money, asking, dollars, pounds, euro, euros, yen, median
de: wert, marktwert, gekauft für, ek, vk, vb
fr, es, pt, it: cote, coste, costo, valor, pago, valore, argent, dinero, soldi, dinheiro
without accents: preco, paye, cout, pret
nl, sv, da, no, fi: waarde, pris, värde, værdi, verdi, arvo, summa
pl, cs, hu, ro, tr: cena, kupno, koszt, ár, cenă, preț, değer
el, ru, uk: τιμή, αξία, цена, ціна, сумма
id, vi, et, lt: harga, giá, hind, kaina
""")
"""The same, as words of their own: part of a longer word they mean something else."""
CODES = word_list("""
EUR, USD, GBP, JPY, CHF, AUD, NZD, SEK, DKK, PLN, CZK, HUF, BRL, MXN, RUB, CNY, RMB, INR, ZAR, KRW, TWD, HKD, SGD, UAH
THB, IDR, ISK, VND, BGN, HRK, AED, CLP, BTC
""")
"""Codes of currencies that mean nothing else beside a number."""
CAPITAL_CODES = word_list("CAD, NOK, TRY, ILS, RON, PHP, ARS")
"""Codes that are words as well, when they are not in capitals."""
CURRENCIES = (
    *CODES,
    *word_list("""
en: dollar, dollars, us dollar, us dollars, bucks, pound, pounds, quid, pence, cents, ct, cts, yen
en: us$, shipping, postage, p&p
de: euro, euros, franken, stutz, versand, porto, sfr, fr., rappen, dm, d-mark, marks, pfund, schilling
fr: francs, franc, ff, centimes, balles
es, pt, it: pesos, peso, pesetas, ptas, pavos, dólares, libras, reais, escudos, lire, sterline, soles
nl, sv, da, no, is: gulden, guilders, hfl, kr, kronor, kroner, krone, kronen, krónur, spänn
fi, et, lt: euroa, euron, eurolla, eurot, eurų, markkaa
pl, cs, hu: zł, zl, złotych, złote, zloty, kč, korun, forint, forintot
ro, bg, hr, sr, tr: lei, leva, лв, kuna, kn, dinara, tl, lira
el, ru, uk: ευρώ, евро, євро, руб, рублей, рубля, рубль, р, грн, гривень
in, id, th, za, vn: rupees, rs, rupiah, baht, บาท, rand, đồng
he, ar: שקל, שקלים, ש"ח, درهم, ريال, جنيه
ja, zh, ko: 円, ドル, ユーロ, ウォン, 元, 圓, 圆, 块, 塊, 원
"""),
)
"""What stands behind a number."""
BEFORE_NUMBERS = (*CODES, *word_list("dm, sfr, fr, kr, rs, hfl, ptas, zł, kč, ƒ"))
"""What stands before a number."""
NUMBERS = word_list("""
en: a, an, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, fifteen, twenty, thirty, forty
en: fifty, sixty, hundred, few, couple of, some
de: ein, einen, zwei, drei, vier, fünf, sechs, sieben, acht, neun, zehn, elf, zwölf, fünfzehn, zwanzig, dreißig, vierzig
de: fünfzig, hundert, paar
fr: un, deux, trois, quatre, cinq, sept, huit, dix, douze, quinze, vingt, trente, cinquante, cent
es, pt, it: dos, tres, cinco, diez, veinte, dez, due, tre, cinque, dieci, venti
nl, sv: vijf, tien, twintig, fem, tio, tjugo
ru: сто, двести, пятьсот, тысяча, тысячи
""")
"""Numbers in words."""
ARTICLES = word_list("a, an, one, few, some, ein, un, paar")
"""Those of them that count other things more often than money."""
SPELT = word_list("euro, euros, dollar, dollars, bucks, quid, pound, pounds, franken, francs, рублей, рубля, евро")
"""Currencies that stand behind numbers in words."""
PAYING = word_list("""
en: paid, pd, payed, pay, paying, cost, costs, costing, spent, price, priced, worth, value, valued, asking
en: median, lowest, rrp, msrp, retail
de: bezahlt, gezahlt, zahlte, kostete, kostet, gekostet, kosten, preis, kaufpreis, neupreis, wert, ek, vk, vb
fr: payé, payée, paye, coûté, coûte, prix, valeur
es, pt: pagado, pagué, costó, cuesta, precio, vale, valor, pago, paguei, custou, preço
it: pagato, costato, costo, prezzo, valore
nl, sv, da, no: betaald, kostte, kost, prijs, waarde, betalat, betalade, betalte, betalt, kostade, kostede, pris, värde
fi: maksoin, maksoi, maksettu, hinta, arvo
pl: zapłaciłem, zapłaciłam, zapłacono, kosztowała, kosztował, cena
cs, hu: zaplatil, zaplatila, zaplaceno, stálo, fizettem
ru, tr: заплатил, заплатила, оплачено, стоил, стоила, стоило, цена, ödedim, fiyat
ja, zh, ko: 値段, 価格, 定価, 購入額, 购价, 价格, 價格, 花了, 가격
""")
"""Before a number."""
PAID = word_list("paid, bezahlt, gezahlt, payé, betaald, betalt")
"""Behind a number."""
BUYING = word_list("""
en: bought, got, sold, purchased, picked up, found, grabbed
de, fr: gekauft, verkauft, erstanden, acheté, achetée, vendu
es, it, nl: comprado, vendido, comprato, venduto, gekocht, verkocht
sv, da, no: köpt, købt, kjøpt
pl, cs, ru: kupiona, kupiony, kupione, koupeno, koupil, купил, купила, куплено, куплен
""")
"""Before `FOR` and a number."""
BOUGHT = word_list("gekauft, bekommen, erstanden, geholt")
"""Behind `FOR` and a number."""
FOR = word_list("for, @, für, um, pour, por, per, voor, för, za, за")
ABOUT = word_list("""
en: only, just, about, around, approx, nearly, almost, him, her, them, me, a, mere, was, is, for, at
de, fr: nur, etwa, ca, circa, rund, war, ist, für, seulement, environ, pour
es, pt, it, nl: solo, sólo, unos, apenas, por, es, maar, slechts
sv, da, no, fi, pl, cs, hu, ru: bara, kun, vain, noin, tylko, około, jen, csak, только, около, за
""")
"""Little words before a number."""
COUNTED = word_list("""
en: listen, listens, play, plays, spin, spins, visit, visits, hour, hours, minute, minutes, time, times, day, days, week
en: weeks, month, months, year, years, copy, copies, record, records, lp, lps
de: uhr
de, fr, es, pt, it, nl: mal, tage, tagen, jahre, jahren, ans, años, anos, anni, jaar
sv, fi, pl, ru: år, vuotta, lat, lata, лет
""")
"""What a number that is not of money counts, such as the listens that a record is worth."""
