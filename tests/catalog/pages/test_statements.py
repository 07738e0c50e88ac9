"""Licences that a page states of itself, in many languages.

The sentences are those of Creative Commons' own tools ("This work is licensed under"), as
github.com/creativecommons/cc.i18n has them in cc/i18n/po/<language>/cc_org.po (read on 2026-11-26),
and the forms of sites' feet beside them.
"""

import pytest

from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage
from tests.catalog.pages.reading import BY, found

STORY = "<p>The river rises in the hills and takes the water of eleven brooks.</p>" * 4
# Its own, as the name says that a camera gave it.
SHOWN = '<img src="/IMG_1234.jpg" width="800" height="500">'
PICTURE = f"<article><h1>The river</h1>{SHOWN}%s%s</article>"
WORKS = {
    "en": "This work is licensed under a {} License.",
    "de": "Dieses Werk ist lizenziert unter einer {} Lizenz.",
    "de, material": "Dieses Material steht unter der {} Lizenz.",
    "fr": "Ce(tte) œuvre est mise à disposition selon les termes de la Licence {}.",
    "es": "Esta obra está bajo una Licencia {}.",
    "pt": "Este trabalho está licenciado com uma Licença {}.",
    "it": "Quest'opera è distribuita con Licenza {}.",
    "nl": "Dit werk valt onder een {}-licentie.",
    "ca": "Aquesta obra està subjecta a una llicència de {}",
    "pl": "Ten utwór jest dostępny na licencji {}.",
    "cs": "Toto dílo podléhá licenci {} License.",
    "sv": "Detta verk är licensierat under en {} Licens.",
    "da": "Dette værk er licenseret under en {}-licens.",
    "no": "Dette verk er lisensiert under en {} lisens.",
    "fi": "Tämä teos on lisensoitu {} -lisenssillä.",
    "hu": "Ez az alkotás a {} licenc alá tartozik.",
    "ro": "Această operă este licențiată sub o licență {}.",
    "ru": "Это произведение доступно по лицензии {}.",
    "uk": "Цей твір ліцензовано на умовах Ліцензії {}.",
    "el": "Αυτό το έργο χορηγείται με άδεια {}.",
    "tr": "Bu eser {} Lisansı ile lisanslanmıştır.",
    "ja": "この作品は{}ライセンスの下に提供されています。",
    "zh": "本作品采用{}许可协议进行许可。",
    "zh-Hant": "本著作以{}授權條款釋出。",
    "ko": "이 저작물은 {} 라이선스에 따라 이용할 수 있습니다.",
}
CONTENTS = (
    "All content {} unless stated otherwise.",
    "Content: {}",
    "Inhalte unter {}",
    "Salvo diversa indicazione, i contenuti di questo sito sono rilasciati sotto licenza {}.",
    "Tenzij anders vermeld valt de inhoud van deze website onder een {}-licentie.",
    "O ile nie zaznaczono inaczej, treści na tej stronie są dostępne na licencji {}.",
    "Om inget annat anges är innehållet på denna webbplats licensierat under {}.",
    "Если не указано иное, содержимое сайта доступно по лицензии {}.",
    "除特别注明外，本站内容均采用 {} 许可协议。",
)
TEXTS = (
    "本博客所有文章除特别声明外，均采用 {} 许可协议。转载请注明出处！",
    "この記事は{}ライセンスの下に提供されています。",
    "Wszystkie teksty na tej stronie są dostępne na licencji {}.",
    "Все тексты сайта доступны по лицензии {}.",
    "Alla artiklar på denna webbplats är licensierade under {}.",
    "Os textos estão sob {}.",
    "De teksten vallen onder {}.",
    "Los artículos se publican bajo {}.",
    "Los contenidos escritos están bajo {}.",
    "Il testo è disponibile secondo {}.",
    "Texten är tillgänglig under {}.",
    "Текст доступен на условиях {}.",
    "テキストは {} の下で利用可能です。",
    "Stories are published under {}.",
    "Text {}, images © their owners.",
    "Textes sous {}, photos tous droits réservés.",
    "Textos bajo licencia {}. Las imágenes pertenecen a sus autores.",
    "Articles are licensed under {}; images may be copyrighted.",
    "Content is {} except for images.",
    "Content: {}, Code: MIT, Images: see credits.",
)


def page(sentence, rel=""):
    said = sentence.format(f'<a {rel} href="{BY}">CC BY 4.0</a>')
    return PICTURE % (STORY, "") + f"<footer><p>{said}</p></footer>"


@pytest.mark.parametrize("sentence", [*WORKS.values(), *CONTENTS], ids=[*WORKS, *CONTENTS])
def test_a_sentence_at_the_foot_puts_the_main_picture_under_the_licence(sentence):
    assert found(page(sentence))[0] == [("/IMG_1234.jpg", "by 4.0", "statement", "medium")]


@pytest.mark.parametrize("sentence", WORKS.values(), ids=WORKS)
def test_the_same_sentence_at_the_end_of_the_text(sentence):
    said = sentence.format(f'<a href="{BY}">CC BY 4.0</a>')

    assert found(PICTURE % (STORY, f"<p>{said}</p>"))[0] == [
        ("/IMG_1234.jpg", "by 4.0", "statement", "medium")
    ]


@pytest.mark.parametrize("sentence", WORKS.values(), ids=WORKS)
def test_what_a_page_calls_itself_is_nobodys_name(sentence):
    html = '<meta name="author" content="Ann Lee">' + page(sentence, 'rel="license"')

    (record,) = read_page(FetchedPage("https://photos.example/1", html.encode())).records

    assert record.creator == "Ann Lee"


@pytest.mark.parametrize("rel", ["", 'rel="license"'], ids=["plain", "rel=license"])
@pytest.mark.parametrize("sentence", TEXTS)
def test_a_licence_of_the_texts_covers_no_picture(sentence, rel):
    records, reasons = found(page(sentence, rel))

    assert not records
    assert reasons["license_covers_text_only"] == 1


@pytest.mark.parametrize("sentence", TEXTS)
def test_a_licence_of_the_texts_at_the_end_of_one_is_not_of_its_only_picture(sentence):
    said = sentence.format(f'<a href="{BY}">CC BY 4.0</a>')

    assert not found(PICTURE % (STORY, f"<p>{said}</p>"))[0]


def test_a_link_at_the_foot_is_the_page_s_where_it_names_nothing_else():
    taken = [("/IMG_1234.jpg", "by 4.0", "statement", "medium")]

    assert found(page("{}"))[0] == taken
    assert found(page("Ann Lee (c) 2024 | {}"))[0] == taken
    assert found(page("The mill | {}"))[0] == taken
    assert not found(page("The mill, {}"))[0]


def test_icons_and_a_header_credited_at_the_foot_are_not_the_page():
    assert not found(page("Icons by Jan Roe {}"))[0]
    assert not found(page("Header photo by Jan Roe, {}"))[0]


OF_THE_PAGE = (
    "Content available under {}", "Site content: {}", "Der Inhalt ist verfügbar unter {}",
    "Salvo que se indique lo contrario, el contenido de este sitio está bajo {}",
    "Tenzij anders vermeld, valt de inhoud van deze site onder {}",
    "Our content is free to use under {}", "All work is under {}",
    "Esta publicación está bajo licencia {} por el autor.", "These notes are under {}",
    "Публикация защищена лицензией {}", "Bu gönderi {} lisansı altındadır",
    "Denne posten er lisensiert under {}",
)  # fmt: skip


@pytest.mark.parametrize("sentence", OF_THE_PAGE)
def test_a_sentence_on_the_page_is_not_of_the_picture_right_above_it(sentence):
    said = sentence.format(f'<a href="{BY}">CC BY 4.0</a>')
    html = f'{STORY * 2}<p><img src="/other.jpg" width="800" height="500" alt=""></p><p>{said}</p>'
    page = f"<html><body><article><h1>The river</h1>{html}</article></body></html>"

    assert not found(page)[0]


OF_OTHER_THINGS = (
    "All my photos on Flickr are licensed under {}.",
    "All images in the dataset are licensed under {}.",
    "All images uploaded by users are licensed under {}.",
    "All images must be licensed under {}.",
    "Alle Fotos auf Flickr stehen unter {}.",
    "Todas las imágenes enviadas se publican bajo la licencia {}.",
    "Some content on this site is licensed under {}.",
    "Portions of this page are licensed under {}.",
)
OF_ALL_PICTURES = (
    "All photos are licensed under {}.",
    "All images on this site are licensed under {} unless otherwise noted.",
    "Todas las fotos están bajo {}.",
    "Tutte le foto sono sotto {}.",
    "Alle Bilder stehen unter {}.",
    "Alle foto's vallen onder een {} licentie.",
    "Wszystkie zdjęcia są na licencji {}.",
    "Všechny fotografie jsou k dispozici pod licencí {}.",
    "Všetky obrázky sú pod licenciou {}.",
    "Alle billeder er licenseret under {}.",
    "Alla bilder är licensierade under {}.",
    "Kaikki kuvat on lisensoitu {}.",
    "Minden fénykép a {} licenc alatt érhető el.",
    "Toate fotografiile sunt sub licență {}.",
    "Все фотографии доступны по лицензии {}.",
    "Усі фотографії доступні за ліцензією {}.",
    "Tüm fotoğraflar {} lisansı ile lisanslanmıştır.",
    "本站所有图片采用 {} 许可协议。",
    "すべての写真は {} ライセンスで提供されています。",
    "모든 사진은 {} 라이선스로 이용할 수 있습니다.",
)


@pytest.mark.parametrize("sentence", OF_OTHER_THINGS)
def test_a_licence_of_what_is_elsewhere_or_of_a_part_covers_no_picture(sentence):
    assert found(page(sentence))[0] == []


@pytest.mark.parametrize("sentence", OF_ALL_PICTURES)
def test_a_licence_of_all_pictures_covers_each(sentence):
    two = '<img src="/bee.jpg" width="800" height="500">'
    html = page(sentence).replace("</article>", f"{two}</article>")

    assert [record[0] for record in found(html)[0]] == ["/IMG_1234.jpg", "/bee.jpg"]
