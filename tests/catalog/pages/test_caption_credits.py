"""What stands at a picture, without a licence: whose it is, or what it shows."""

import pytest

from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage

TEXT = (
    "<p>The river rises in the hills and takes the water of eleven brooks before the town.</p>" * 3
)
FOOT = (
    "<footer><p>© 2024 Cy Roth. This work is licensed under a <a rel='license' "
    "href='https://creativecommons.org/licenses/by/4.0/'>CC BY 4.0</a></p></footer>"
)
OTHERS = (
    "Courtesy of Bo Ek", "© Bo Ek", "(c) Bo Ek", "Source: BBC",
    "Source: https://news.example/a", "Via Bo Ek", "via Flickr", "Photograph by Bo Ek",
    "Photo: Bo Ek", "Photo credit: Bo Ek", "Credits: NASA", "Image: NASA", "Picture: Bo Ek",
    "Pic: Bo Ek", "Bild: Bo Ek", "Foto von Bo Ek", "Bildquelle: Bo Ek", "Grafik: Bo Ek",
    "Fuente: Bo Ek", "Cortesía de Bo Ek", "Imagen de Bo Ek", "Ilustración: Bo Ek",
    "Crédits : Bo Ek", "Photo : Bo Ek", "Fonte: Bo Ek", "Foto di Bo Ek", "Crediti: Bo Ek",
    "Foto: Divulgação", "Reprodução", "Reproduced from Ek 2010", "From Ek et al. (2010)",
    "Adapted from Ek (2010)", "Image from Wikipedia", "Image: Wikimedia Commons", "Wikipedia",
    "Image by Bo Ek from Pixabay", "AP Photo/Bo Ek", "Illustration: Bo Ek",
    "Drawing by Bo Ek", "Map by Bo Ek", "Map: OpenStreetMap contributors",
    "Chart: Our World in Data", "Painting by Vincent van Gogh",
    "Screenshot of the New York Times", "A still from the film Her", "Movie poster",
    "The cover of the book Walden", "Logo of the BBC", "Used by permission of Bo Ek",
    "Photo supplied by the BBC", "Handout", "Comic by Randall Munroe",
    "Found on the internet", "Google Maps", "写真：田中", "图片来源：网络", "Фото: Иван Петров",
    "Источник: BBC", "Zdjęcie: Bo Ek", "Kuva: Bo Ek", "File photo", "ESO/Bo Ek",
    "Library of Congress",
    "Bo Ek's mockup", "Cy Ek’s drawing of the river", "Bo Ek took this photo", "Photo Bo Ek",
    "Photo @boek", "📷 Bo Ek", "Photo by my wife", "Foto: privat", "Illustrated by Bo Ek",
    "Photographed by Bo Ek", "Credit to Bo Ek", "Dessin de Bo Ek", "Foto van Bo Ek",
    "Автор: Иван Петров", "Джерело: Вікіпедія", "撮影：田中", "Fuente: El Mundo",
    "Chart from The Economist", "Figure 1 from Ek (2010)", "The river (Ek et al., 2010)",
    "Nach Ek 2010", "Figure from the original paper", "Mit freundlicher Genehmigung von Bo Ek",
    "Con permiso de Bo Ek", "Scene from “Her”", "From the collection of the River Museum",
    "Collection of the River Museum", "An archival photo of the river", "(riversand.com)",
    "A photo of the music video, posted on the River social media",
    "Photo/Bo Ek", "Photo - Bo Ek", "The river. Foto Bo Ek", "Photo: B. Ek", "Photo: A. Ek",
    "Copyright Bo Ek", "Copyright: Bo Ek", "Copyright 2019 Bo Ek", "Rights: River Museum",
    "Bo Ek/Staff", "River Museum/Bo Ek", "Provided photo", "Staff photo", "@boek",
    "@boek on Instagram", "via The River Times", "Image licensed under Creative Commons",
    "Creative Commons", "Todos los derechos reservados", "Tous droits réservés",
    "The river, fonte ANSA",
    "Kép forrása: MTI", "Източник: БТА", "Šaltinis: BNS", "Jono Petraičio nuotr.",
    "Ljósmynd: Anna Ek",
    "Φωτό: Άννα Παππά", "फोटो: राम कुमार", "ที่มา: มติชน", "منبع: ایسنا",
)  # fmt: skip
OWN = (
    "Photo: The mill at dusk", "Figure 1: Bayesian Network", "Map: River Lee in 1900",
    "The old mill by the river", "Photo by Cy Roth", "Photo: Cy", "Photo: me", "Foto von mir",
    "Photo by author", "The mill, seen from Lake Erie", "A map of Berlin",
    "At the British Museum", "Figure 2. The architecture of the system",
    "Image: results of the test", "Standing by Lake Erie", "Our booth at NASA",
    "Talk by Bo Ek", "Bild: Die Mühle am Fluss", "Foto: La plaza", "Graph of Wikipedia edits",
    "Fuente: elaboración propia", "Fuente: Elaboración propia", "From the bridge",
    "Bo Ek at the mill",
    "Photo taken after Easter 2010", "The mill of Bo Ek",
    "Diagram: Client and Server", "Chart: Growth by Year", "Photos from our trip to Rome",
    "Photo taken in Paris", "Poster of my talk", "图1：系统架构", "Figure 1: Stock components",
    "Photo: A mill", "Copyright law in one picture", "Photo - the mill", "Input/Output of the mill",
    "The people of Creative Commons in Rome",
)  # fmt: skip


def taken(caption, markup):
    shown = markup.format('<img src="/up/river.jpg" width="800" height="500" alt="">', caption)
    html = f"<html><body><article><h1>The river</h1>{shown}{TEXT}</article>{FOOT}</body></html>"
    page = FetchedPage("https://site.example/2024/river", html.encode())
    return [record.url for record in read_page(page).records]


@pytest.mark.parametrize("caption", OTHERS)
def test_a_picture_that_is_credited_to_others_is_not_under_the_page_s_licence(caption):
    assert not taken(caption, "<figure>{}<figcaption>{}</figcaption></figure>")
    assert not taken(caption, "<p>{}<br><small>{}</small></p>")


def test_a_caption_that_links_a_file_s_page_at_another_wiki_says_whence_the_picture_is():
    link = 'Its course, <a href="https://{}/wiki/File:Course_of_1910.svg">as drawn</a>'
    figure = "<figure>{}<figcaption>{}</figcaption></figure>"

    assert not taken(link.format("en.wikipedia.org"), figure)
    assert not taken(link.format("en.wikipedia.org"), "<p>{}</p><p>{}</p>")
    assert taken(link.format("site.example"), figure)


@pytest.mark.parametrize("words", ["Photo: Bo Ek", "Source: BBC", "(c) Bo Ek", "Bo Ek's drawing"])
def test_a_description_credits_as_a_caption_does(words):
    assert not taken(
        "", '<p><img src="/up/river.jpg" width="800" height="500" alt="' + words + '"></p>'
    )


@pytest.mark.parametrize("caption", OWN)
def test_what_a_picture_shows_credits_nobody(caption):
    assert taken(caption, "<figure>{}<figcaption>{}</figcaption></figure>") == [
        "https://site.example/up/river.jpg"
    ]


def test_a_picture_below_somebody_else_s_talk_may_be_from_it():
    told = '<p>Notes from a talk by Bo Ek, found on <a href="https://youtu.be/x">YouTube</a>.</p>'
    own = '<p>I had a talk. See <a href="https://youtu.be/x">YouTube</a>.</p>'

    assert not taken("", told + "{}{}")
    assert taken("", own + "{}{}")


def test_a_shot_of_one_s_own_screen_is_one_s_own():
    assert not taken("Screenshot of the river", "<figure>{}<figcaption>{}</figcaption></figure>")
    assert taken("Screenshot of my log", "<figure>{}<figcaption>{}</figcaption></figure>")


@pytest.mark.parametrize("words", [
    "The photo above was taken by Bo Ek.", "Thanks to Bo Ek for the photo", "Titelfoto: Bo Ek",
    "Imagen destacada: Bo Ek", "The picture at the top is from Wikipedia.", "题图：知乎",
])  # fmt: skip
def test_a_line_apart_from_the_picture_may_credit_it_to_others(words):
    assert not taken("", "<p>{}{}</p>" + TEXT + f"<p>{words}</p>")


@pytest.mark.parametrize("words", [
    "Photos by Cy Roth", "See more of my photos on Flickr", "Photo gallery", "Text: Bo Ek",
    "Picture the river in May.",
])  # fmt: skip
def test_a_line_apart_that_credits_no_picture_to_others_leaves_it_the_author_s(words):
    assert taken("", "<p>{}{}</p>" + TEXT + f"<p>{words}</p>")
