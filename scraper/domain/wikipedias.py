"""The languages of Wikipedia, how their addresses were encoded before UTF-8, and which pages are no articles. Pure."""

from collections.abc import Mapping

LANGUAGES = frozenset(
    """
    aa ab ace ady af ak als alt am ami an ang ann anp ar arc ary arz as ast atj av avk awa ay az azb
    ba ban bar bat-smg bbc bcl bdr be be-tarask be-x-old bew bg bh bi bjn blk bm bn bo bol bpy br bs btm bug bxr
    ca cbk-zam cdo ce ceb ch cho chr chy ckb co cr crh cs csb cu cv cy
    da dag de dga din diq dsb dtp dty dv dz
    ee el eml en eo es et eu ext fa fat ff fi fiu-vro fj fo fon fr frp frr fur fy
    ga gag gan gcr gd gl glk gn gom gor got gpe gu guc gur guw gv
    ha hak haw he hi hif ho hr hsb ht hu hy hyw hz
    ia iba id ie ig igl ii ik ilo inh io is it iu ja jam jbo jv
    ka kaa kab kaj kbd kbp kcg kg kge ki kj kk kl km kn knc ko koi kr krc ks ksh ku kus kv kw ky
    la lad lb lbe lez lfn lg li lij lld lmo ln lo lrc lt ltg lv
    mad mai map-bms mdf mg mh mhr mi min mk ml mn mni mnw mo mos mr mrj ms mt mus mwl my myv mzn
    na nah nap nds nds-nl ne new ng nia nl nn no nov nqo nr nrm nso nup nv ny
    oc olo om or os pa pag pam pap pcd pcm pdc pfl pi pih pl pms pnb pnt ps pt pwn qu
    rki rm rmy rn ro roa-rup roa-tara rsk ru rue rw
    sa sah sat sc scn sco sd se sg sh shi shn si simple sk skr sl sm smn sn so sq sr srn ss st stq su sv sw syl szl
    ta tay tcy tdd te tet tg th ti tig tk tl tly tn to tpi tr trv ts tt tum tw ty tyv
    udm ug uk ur uz ve vec vep vi vls vo wa war wo wuu xal xh xmf
    yi yo yue za zea zgh zh zh-classical zh-min-nan zh-yue zu
    """.split()  # noqa: SIM905  # a list would fill pages
)
"""What stands before .wikipedia.org for a language. Others, such as www, commons, meta, species and test, are none."""

_WESTERN = "af ast br ca da de en es eu fi fo fr fy ga gl id is it lb ms nds nl nn no oc pt simple sq sv sw wa"
_CYRILLIC = "be bg ru uk"
OLD_ENCODINGS: Mapping[str, str] = {
    **dict.fromkeys(_WESTERN.split(), "windows-1252"),
    **dict.fromkeys(_CYRILLIC.split(), "windows-1251"),
}
"""How browsers encoded the addresses of a language before UTF-8; Latin-1 is a part of windows-1252."""

_ENGLISH = (
    "special media talk user wikipedia wp project file image mediawiki template help category portal draft module "
    "timedtext"
)
_SISTERS = (
    "w wikt wiktionary c commons d wikidata q wikiquote s wikisource b wikibooks n wikinews v wikiversity "
    "voy wikivoyage m meta species mw foundation"
)
"""What leads from any Wikipedia to another project."""
_NAMESPACES: Mapping[str, str] = {
    "de": "spezial medium diskussion benutzer benutzerin datei bild vorlage hilfe kategorie modul",
    "fr": "spécial média discussion utilisateur utilisatrice wikipédia projet fichier modèle aide catégorie portail",
    "es": "especial medio discusión usuario usuaria archivo imagen plantilla ayuda categoría wikiproyecto anexo",
    "it": "speciale discussione discussioni utente immagine aiuto categoria portale progetto",
    "nl": "speciaal overleg gebruiker bestand afbeelding sjabloon categorie portaal",
    "pt": "especial usuário usuária ficheiro imagem predefinição ajuda wikipédia discussão categoria anexo",
    "sv": "användare diskussion användardiskussion fil mall hjälp kategori",
    "no": "spesial bruker brukerdiskusjon diskusjon fil mal hjelp kategori",
    "da": "speciel bruger brugerdiskussion diskussion fil skabelon hjælp kategori",
    "fi": "toiminnot käyttäjä tiedosto malline luokka ohje keskustelu",
    "pl": "specjalna wikipedysta wikipedystka plik grafika szablon kategoria pomoc dyskusja",
    "cs": "speciální wikipedista wikipedistka soubor šablona kategorie nápověda diskuse",
    "ru": "служебная участник участница файл изображение шаблон категория справка обсуждение портал проект",
    "uk": "спеціальна користувач файл шаблон категорія довідка обговорення портал",
    "ja": "特別 利用者 ファイル 画像 テンプレート カテゴリ ヘルプ ノート プロジェクト",
}


def is_namespace(language: str, prefix: str) -> bool:
    """Tell whether the words before a colon in a title say that it is no article's: Special, User talk, a language."""
    words = prefix.lower().split()
    names = {*_ENGLISH.split(), *_NAMESPACES.get(language, "").split()}
    if prefix.lower() in LANGUAGES or prefix.lower() in _SISTERS.split():
        return True
    return set(words) <= names and len(set(words)) == len(words)
