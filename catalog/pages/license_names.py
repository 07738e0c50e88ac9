"""What Creative Commons calls the elements of its licences in each language.

As its translations have them: github.com/creativecommons/cc.i18n, cc/i18n/po/*/cc_org.po at 0b30eba
(2021-01-21), read on 2026-11-26, and the older forms of the ported licences' deeds.
"""

import re
import unicodedata

BY = (
    "by", "Attribution", "Namensnennung", "Paternité", "Reconocimiento", "Atribución", "Atribuição",
    "Attribuzione", "Naamsvermelding", "Erkännande", "Navngivelse", "Kreditering", "Nimeä",
    "Uznanie autorstwa", "Reconeixement", "Recoñecemento", "Uveďte původ", "Uvedenie autora",
    "Nevezd meg!", "Atribuire", "Признание", "Атрибуция", "Зазначення авторства",
    "Із зазначенням авторства", "Ауторство", "Autorstvo", "Imenovanje", "Priznanje avtorstva",
    "Αναφορά Δημιουργού", "Atıf", "Aitortu", "Atribusi", "Ghi công", "Autorile viitamine",
    "Priskyrimas", "Attiecinājums", "Atribuite", "ייחוס", "表示", "署名", "姓名標示", "저작자표시",
)  # fmt: skip
NC = (
    "nc", "NonCommercial", "NonCommerical",  # as it is often misspelt
    "Noncommerciale", "Nicht kommerziell", "Keine kommerzielle Nutzung",
    "Pas d'Utilisation Commerciale", "Pas d’Utilisation Commerciale", "Non Commerciale",
    "NoComercial", "No Comercial", "Uso No Comercial", "NãoComercial", "Uso Não Comercial",
    "NietCommercieel", "Niet-commercieel", "IckeKommersiell", "IkkeKommersiell", "Ikkekommerciel",
    "Ikke-kommerciel", "EiKaupallinen", "Użycie niekomercyjne", "Non comercial",
    "Neužívejte komerčně", "Neužívejte dílo komerčně", "Nekomerčné použitie", "Ne add el!",
    "Necomercial", "Некомерсиално", "Некоммерчески", "Некоммерческое использование",
    "Некомерційна", "Некомерцијално", "Nekomercijalno", "Nekomercialno", "Μη Εμπορική Χρήση",
    "GayriTicari", "EzKomertziala", "NonKomersial", "Phi thương mại", "Mitteäriline eesmärk",
    "Nekomercinis naudojimas", "Nekomerciāls", "Nekomerce", "שימוש לא מסחרי", "非営利",
    "非商业性使用", "非商業性", "비영리",
)  # fmt: skip
ND = (
    "nd", "NoDerivs", "NoDerivatives", "NoDerivative", "No Derivative Works", "No Derivs",
    "Keine Bearbeitung", "Keine Bearbeitungen", "Pas de Modification", "Pas de Modifications",
    "SinDerivadas", "SinDerivar", "SinObraDerivada", "Sin Obras Derivadas", "SemDerivações",
    "SemDerivados", "Non opere derivate", "NoOpereDerivate", "GeenAfgeleideWerken",
    "IngaBearbetningar", "IngenBearbeidelse", "IngenBearbeidelser", "Ingen afledninger",
    "Ingen bearbejdelse", "EiMuutoksia", "Bez utworów zależnych", "SenseObraDerivada",
    "Sen obra derivada", "Nezpracovávejte", "Nezasahujte do díla", "Bez odvodeného obsahu",
    "Ne változtasd!", "FărăModificări", "FărăDerivate", "Без производни", "БезПроизводных",
    "Без производных произведений", "Без похідних", "Без прерада", "Bez prerada", "Brez predelav",
    "Όχι Παράγωγα Έργα", "Türetilemez", "LanEratorririkGabe", "TanpaTurunan", "Không phái sinh",
    "Tuletatud teoste keeld", "Jokių išvestinių kūrinių", "Bez atvasinājumiem", "Nemodifite",
    "איסור יצירות נגזרות", "改変禁止", "禁止演绎", "禁止改作", "변경금지",
)  # fmt: skip
SA = (
    "sa", "ShareAlike", "Weitergabe unter gleichen Bedingungen", "CompartirIgual",
    "Partage dans les Mêmes Conditions", "Partage des Conditions Initiales à l'Identique",
    "Partage des Conditions Initiales à l’Identique", "Partage à l’identique",
    "Partage à l'identique", "CompartilhaIgual", "PartilhaIgual", "Condividi allo stesso modo",
    "StessaLicenza", "GelijkDelen", "DelaLika", "DelPåSammeVilkår", "Del på samme vilkår",
    "Deling på samme vilkår", "JaaSamoin", "Na tych samych warunkach", "Compartir igual",
    "Compartir bajo la misma licencia", "Zachovejte licenci", "Rovnaké šírenie",
    "Így add tovább!", "Partajare în Condiții Identice", "Споделяне на споделеното",
    "СохранениеУсловий", "На тех же условиях", "Поширення на тих самих умовах",
    "Делити под истим условима", "Deliti pod istim uslovima", "Dijeli pod istim uvjetima",
    "Deljenje pod enakimi pogoji", "Παρόμοια Διανομή", "AynıLisanslaPaylaş", "PartekatuBerdin",
    "BerbagiSerupa", "Chia sẻ tương tự", "Jagamine samadel tingimustel", "Analogiškas platinimas",
    "Dalīties līdzīgi", "Samkondiĉe", "שיתוף זהה", "継承", "相同方式共享", "相同方式分享",
    "동일조건변경허락",
)  # fmt: skip
# Its own name, where it is not left as it is.
CREATIVE_COMMONS = (
    r"creative[ -]?commons|クリエイティブ・?コモンズ|知识共享|創用\s?cc|크리에이티브\s?커먼즈"
)
_CAMEL = re.compile(r"(?<=[^\W\d_A-Z])(?=[^\W\d_a-z])")


def pattern(names: tuple[str, ...]) -> str:
    """Return a pattern for names, however their words are joined, with or without accents.

    >>> bool(re.fullmatch(pattern(("SinDerivações",)), "sin-derivacoes", re.I))
    True
    """
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(map(_loose, longest_first))


def _loose(name: str) -> str:
    words = re.split(r"[ -]", _CAMEL.sub(" ", name))
    return r"[ -]?".join("".join(map(_letter, word)) for word in words if word)


def _letter(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain == letter or not plain.isascii():
        return re.escape(letter)
    return f"[{letter}{plain}]"
