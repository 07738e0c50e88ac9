"""Licences that a text names, in every language that Creative Commons' names are known in."""

import pytest

from catalog.pages.license_names import BY, NC, ND, SA
from catalog.pages.license_text import mentions

# As Creative Commons' own translations of the deeds name them (cc.i18n, read on 2026-11-26).
NAMES = {
    "Creative Commons Atribución-NoComercial-SinDerivadas 4.0 Internacional": "by-nc-nd 4.0",
    "Creative Commons Reconocimiento-NoComercial-SinObraDerivada 3.0 España": "by-nc-nd 3.0",
    "Creative Commons - Atribuição-SemDerivações 4.0 Internacional": "by-nd 4.0",
    "Creative Commons Reconeixement-SenseObraDerivada 4.0": "by-nd 4.0",
    "Creative Commons Namensnennung - Weitergabe unter gleichen Bedingungen 4.0": "by-sa 4.0",
    "Creative Commons Namensnennung-NichtKommerziell-KeineBearbeitung 3.0": "by-nc-nd 3.0",
    "Creative Commons Paternité - Pas d’Utilisation Commerciale 3.0": "by-nc 3.0",
    "Creative Commons Attribuzione - Non opere derivate 4.0 Internazionale": "by-nd 4.0",
    "Creative Commons Navngivelse-IkkeKommersiell-DelPåSammeVilkår 4.0": "by-nc-sa 4.0",
    "Creative Commons Erkännande-IngaBearbetningar 4.0": "by-nd 4.0",
    "Creative Commons Nimeä-EiKaupallinen-EiMuutoksia 4.0": "by-nc-nd 4.0",
    "Creative Commons Uveďte původ-Neužívejte komerčně 4.0": "by-nc 4.0",
    "Creative Commons Nevezd meg! - Ne add el! - Így add tovább! 4.0": "by-nc-sa 4.0",
    "Creative Commons Atıf-GayriTicari-Türetilemez 4.0": "by-nc-nd 4.0",
    "Creative Commons Αναφορά Δημιουργού - Παρόμοια Διανομή 4.0": "by-sa 4.0",
    "クリエイティブ・コモンズ 表示 - 非営利 - 改変禁止 4.0 国際": "by-nc-nd 4.0",
    "知识共享署名-非商业性使用-相同方式共享 4.0 国际许可协议": "by-nc-sa 4.0",
    "CC by-nc-sa US 2.0": "by-nc-sa 2.0",
    "CC BY-Attribution International 4.0": "by 4.0",
    "CC-By Attribution-ShareAlike 4.0 International": "by-sa 4.0",
    "CC by UK 2.0": "by 2.0",
    "創用 CC 姓名標示-相同方式分享 3.0 台灣": "by-sa 3.0",
    "크리에이티브 커먼즈 저작자표시-변경금지 4.0 국제": "by-nd 4.0",
}


@pytest.mark.parametrize(("text", "name"), NAMES.items(), ids=NAMES)
def test_the_names_of_the_deeds_are_read_in_each_language(text, name):
    (mention,) = mentions(text)

    assert f"{mention.slug} {mention.license.version}" == name


@pytest.mark.parametrize("by", BY[1:])
def test_every_name_of_attribution_stands_for_it(by):
    assert [mention.slug for mention in mentions(f"Creative Commons {by} 4.0")] == ["by"]


@pytest.mark.parametrize(
    ("code", "name"), [(c, n) for c, names in (("nc", NC), ("nd", ND), ("sa", SA)) for n in names]
)
def test_every_name_of_a_condition_stands_for_that_alone(code, name):
    (mention,) = mentions(f"Creative Commons Attribution-{name} 4.0")

    assert (mention.slug, mention.license.version) == (f"by-{code}", "4.0")


def test_a_condition_that_is_not_known_makes_it_no_exact_licence():
    (mention,) = mentions("Creative Commons Atribución-SinNada 4.0")

    assert (mention.slug, mention.license) == ("by", None)
