"""The words for the condition of a record, in the languages of those who collect records. Pure."""

from scraper.pages.word_patterns import word_list

FIELD_STEMS = word_list("""
en: condition, grade, grading
de: zustand, erhaltung, kondition
fr: état
es, pt: estado, condici, condiç, conservac, conservaç
it: condiz, conservaz
nl: conditie, toestand
sv, da, no, is: skick, tilstand, ástand
fi, et: kunto, seisukord
hu, hr, sr, lt, sq, cy, eu: állapot, stanje, kondicij, būklė, gjendj, cyflwr, egoera
tr, id, vi: kondisyon, kondisi, tình trạng
el, ru, bg: κατάσταση, состояни, сохранност, състояние
he, ar, hi, th: מצב, حالة, स्थिति, สภาพ
ja: 状態, コンディション, 盤質
zh, ko: 品相, 成色, 状态, 状况, 狀況, 狀態, 상태, 컨디션
the quality: quality, qualität, qualité, qualità, calidad, qualidade, kwaliteit, kvalit, jakość, laatu, minőség
the quality: качеств, якість, 品質, 质量, 質量, 품질
""")
"""In the name of a field about the condition, also inside of a longer word."""
FIELD_WORDS = word_list("""
en: cond, goldmine
without accents: etat, condicao, conservacao, allapot, bukle
it, nl, da, no: stato, staat, stand
pl, cs, sk, ro, lv, tr, uk: stan, stav, stare, stāvoklis, durum, стан
fi: tila
""")
"""The same, as words of their own: part of a longer word they mean something else."""
CLEAR = word_list("""
en: near mint, mint minus, mint (m), mint copy, excellent plus, very good plus, very good (vg), good plus, good (g)
en: fair (f), poor (p), still sealed, factory sealed, in good shape, in great shape, in nice shape, in bad shape
en: in good nick, in great nick, in good state, vgplus, nrmt, nr mt
de: neuwertig, neuwertige, neuwertiger, sehr gut erhalten, gut erhalten
fr: comme neuf, comme neuve, état neuf, tbe
es, pt, it: como nuevo, como nueva, como novo, como nova, come nuovo, pari al nuovo
nl, sv, da, no, fi: zo goed als nieuw, nyskick, god stand, pæn stand, pen stand, fin stand, uudenveroinen, hyväkuntoinen
pl, cs: jak nowy, jak nowa, dobry stan, idealny stan, stan dobry, stan idealny, stan bardzo dobry, jako nový, jako nová
nl, ro: nieuwstaat, stare bună, stare foarte bună
hu, ru: újszerű, как новый, как новая
ja: 美品, 新品同様, 未使用, 未開封, 良品, 盤質, 極上
zh, ko: 九成新, 全新, 未拆封, 미개봉, 새상품, 양호, 최상급
th, he: สภาพดี, มือสอง, כחדש
""")
"""Grades that mean nothing else in any text."""
GRADES = word_list("""
en: mint, excellent, exc, very good, good, fair, poor, new, brand new, like new, as new, good as new, sealed, unplayed
en: used, worn, generic, no cover, not graded, ungraded, perfect
de: neu, wie neu, fabrikneu, sehr gut, gut, befriedigend, ausreichend, akzeptabel, mangelhaft, schlecht, gebraucht
de: ungespielt, versiegelt, ovp, tadellos, einwandfrei
fr: neuf, neuve, très bon, bon, be, ttbe, moyen, correct, mauvais, passable, usé, usagé, occasion, d'occasion, parfait
fr: scellé, sous blister
es: nuevo, nueva, muy bueno, muy buena, bueno, buena, aceptable, regular, malo, usado, precintado, excelente, perfecto
pt: novo, nova, muito bom, muito boa, bom, boa, razoável, mau, ruim, lacrado, ótimo, ótima
it: nuovo, ottimo, ottima, molto buono, buono, discreto, accettabile, sufficiente, scarso, usato, sigillato, eccellente
it: perfetto, perfetta
nl: nieuw, als nieuw, uitstekend, zeer goed, goed, redelijk, matig, slecht, gebruikt, geseald
sv: som ny, mycket bra, bra, mycket gott, gott, hyfsat, dåligt, begagnad
da, no: meget god, god, rimelig, dårlig, brugt, brukt, pæn
fi: uusi, kuin uusi, erinomainen, erittäin hyvä, hyvä, tyydyttävä, kohtalainen, huono, käytetty
pl: nowy, nowa, idealny, bdb, bardzo dobry, bardzo dobra, dobry, dobra, dostateczny, słaby, używany
cs, sk: nový, nová, zánovní, zánovný, výborný, výborná, velmi dobrý, velmi dobrá, dobrý, dobrá, špatný
hu: új, kiváló, nagyon jó, jó, közepes, rossz
ro, tr: nou, ca nou, foarte bun, foarte bună, bun, yeni, yeni gibi, sıfır, çok iyi, iyi, temiz
hr, sr: odlično, vrlo dobro, odlično očuvano, dobro očuvano
ru: новый, новая, новое, отличное, отлично, отличная, очень хорошее, очень хорошо, хорошее, хорошо, хорошая
ru: удовлетворительное, плохое, идеал, идеальное, идеальная
uk, el: новий, нова, відмінний, добрий, καινούργιο, σαν καινούργιο, άριστη, πολύ καλή, καλή, μέτρια
ja: 新品, 極美品, 良好, 良い, 非常に良い, 可, 並, 中古, 難あり
zh, ko: 良, 优, 優, 最上, 좋음, 최상, 보통, 중고
he, ar: מצוין, טוב מאוד, ممتاز, جيد جدا, جيد
""")
"""Grades where nothing else is said, or of a part of the record."""
JUDGEMENTS = word_list("""
en: great, nice, decent, average, ok, okay, bad, terrible, rough, clean, top, super, fine, pristine, immaculate, lovely
de: gute, guter, gutem, guten, schlechter, schlechtem, bester, bestem, neuwertigem
fr, es, it: excellente, mauvaise, perfette, perfetto, perfetta, bonne, buen, buone, buona, ottime
nl, sv, da, no, fi: goede, prima, slechte, fint, fin, godt, hyvässä
pl, cs, ru: dobrym, dobrém, idealnym, хорошем, отличном, идеальном, плохом
""")
"""What beside a word for the condition, or a part of the record, is a grade too."""
CONDITIONS = word_list("""
en: condition, conditions
de, fr, es, pt: zustand, erhaltungszustand, état, etat, estado, condición, condição
it, nl: stato, condizione, condizioni, staat, conditie
sv, da, no, fi: skick, tilstand, kunto, kunnossa
pl, cs, hu, hr, tr: stanie, stav, stavu, állapot, állapotú, állapotban, stanje, stanju, durum, durumda
el, ru, uk: κατάσταση, состояние, состоянии, стані
ja, zh, ko: 状態, コンディション, 品相, 상태
""")
"""The condition in a sentence."""
PARTS = word_list("""
en: media, vinyl, record, disc, disk, lp, cd, tape, sleeve, cover, jacket, insert, inner, inner sleeve, booklet, obi
en: case, labels, state, overall, visual, visually, quality
de: platte, hülle, innenhülle, scheibe, qualität
fr: disque, pochette, vinyle, livret, qualité
es, pt, it: disco, funda, carpeta, vinilo, vinile, copertina, capa, calidad, qualidade, qualità
nl, sv, da, no: plaat, hoes, kwaliteit, skiva, omslag, konvolut, plade, plate, kvalitet
fi, pl, cs, hu: levy, kannet, kansi, laatu, płyta, okładka, jakość, deska, obal, kvalita, lemez, borító, minőség
ru, uk: пластинка, винил, диск, конверт, обложка, качество, якість
ja, zh: 盤面, 盤, ジャケット, ジャケ, 帯, 品質, 质量
""")
"""The parts of a record that are graded, and words for the whole of it."""
JOINING = word_list("""
en: and, or, to, is, are, in
de, fr, es, it: und, bis, ist, im, et, ou, est, en, es, ed, è
nl, sv, da, no, tr: och, är, og, er, ve
almost: almost, nearly, fast, beinahe, presque, casi, quasi, quase, bijna, nästan, næsten, nesten, melkein, prawie
almost: téměř, skoro, majdnem, почти, майже, ほぼ, 거의
""")
"""Little words between grades, parts and the condition."""
NO_GRADES = word_list("record fair, record fairs, fair play, fair trade, new wave")
"""Words that only look like a grade, or like that of a part."""
