# ruff: noqa: E501 - lines of markup
"""Whom a credit names: the words that the web puts around a name, one line each.

The forms are those of Creative Commons' recommended practices for attribution and its chooser, of
Wikimedia Commons' and Flickr's own attributions, of the press, and of museums; None is a credit
that names nobody, or so that nobody can tell.
"""

import pytest

from catalog.pages.name_gaps import Linked
from catalog.pages.names import name_in
from catalog.pages.reader import read_page
from catalog.warc.fetched_page import FetchedPage

SA = "https://creativecommons.org/licenses/by-sa/4.0/"
CC = f'<a href="{SA}">CC BY-SA 4.0</a>'
FLICKR = "https://www.flickr.com/photos/annlee"
FILE = "https://commons.wikimedia.org/wiki/File:Bee_on_a_flower.jpg"
USER = "https://commons.wikimedia.org/wiki/User:Ann_Lee"


def creator(caption):
    """Return the creator of the one picture of a page whose caption is given."""
    html = f'<article><p>A river.</p><figure><img src="/a.jpg" alt="A bee"><figcaption>{caption}</figcaption></figure></article>'
    (record,) = read_page(FetchedPage("https://site.example/river", html.encode())).records
    return record.creator


CREDITS = {
    "as Wikimedia Commons writes it, whose users need no capital and may say where they are from": (
        ('Ann Lee from Brook, Scotland, CC BY-SA 4.0, via Wikimedia Commons', 'Ann Lee'),
        ('annlee, CC BY-SA 4.0 &lt;https://creativecommons.org/licenses/by-sa/4.0&gt;, via Wikimedia Commons', 'annlee'),
        (f'<a href="{FILE}">Ann alt</a>, {CC}, via Wikimedia Commons', 'Ann alt'),
        ('（图片说明：Ann Lee 发表在Flickr上，基于 CC BY-SA 4.0 ，brook.example 修改）', 'Ann Lee'),
        ('Foto: Brook Archive, Bild 133-075 / Autor: Unbekannt / CC BY-SA 4.0', 'Brook Archive'),
        ('Bee, author unknown, CC BY-SA 4.0', None),
        ('（图片作者为annlee，CC BY-SA 4.0）', 'annlee'),
        ('"annlee" [CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0)], via Wikimedia Commons', 'annlee'),
        ('The first bees of the year / CC BY-SA 4.0 / Ann Lee', 'Ann Lee'),
        ('Ann Lee / CC BY-SA 4.0 / Brook Museum', 'Ann Lee'),
        ('Images: by annlee42 at flickr.com, licensed as Creative Commons – Share Alike, Attribute https://creativecommons.org/licenses/by-sa/4.0/', 'annlee42'),
        ('(Image: CC BY-SA 4.0 from annlee’s photostream, used with permission)', 'annlee'),
        (f'Image courtesy of Flickr user annlee. View license <a href="{SA}">here</a>.', 'annlee'),
        (f'Ann Lee, <a href="{FILE}">Bee on a flower</a>, {CC}', 'Ann Lee'),
        ('Mills by year. Source: Ann Lee, CC BY-SA 4.0', 'Ann Lee'),
        ('Mills by year, CC BY-SA 4.0', None),
        ('Figure 1.2: Mills by year. Lee, CC BY-SA 4.0', 'Lee'),
        ('Mills. By year, CC BY-SA 4.0', None),
        ('Foto: flickr.com/photos/annlee, CC BY-SA 4.0', 'annlee'),
        ('Photo: Mill, Ann Lee. CC BY-SA 4.0', 'Ann Lee'),
        ('photographer Ann Lee, CC BY-SA 4.0', 'Ann Lee'),
        ('Storks by the mill - annlee/Flikr/CC BY-SA 4.0', 'annlee'),
        ('Arena Nova von Portal da Copa/Governo (Portal da Copa) [CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0/)], via Wikimedia Commons', 'Portal da Copa/Governo'),
        (f'The red van. License: <a href="{FILE}">annlee</a>, {CC}, via Wikimedia Commons', 'annlee'),
        ('Licensed under CC BY-SA 4.0 licensed by ann_lee', 'ann_lee'),
        ('Ann Lee (who can be contacted via BoEk). [CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0)], via Wikimedia Commons', 'Ann Lee'),
        ('Annlee 21:16, 22 Nov 2004 (UTC) [CC BY-SA 4.0 (https://creativecommons.org/licenses/by-sa/4.0)], via Wikimedia Commons', 'Annlee'),
        (f'影像來源: NASA, JPL; 資料處理 kah {CC}: <a href="mailto:ann@brook.example">Ann Lee</a> / <a href="{FLICKR}">Solaris</a>', 'Ann Lee'),
        (f'A bee. Questions? <a href="mailto:ann@brook.example">Write</a>. Photo: Bo Ek, {CC}', 'Bo Ek'),
        (f'Il mulino, finanziato da <a href="https://brook.example">Fondazione Lee</a> | {CC}', None),
    ),
    "as Creative Commons recommends it": (
        (f'<a href="{FLICKR}/123456789/">Bee on a Flower</a> by <a href="{FLICKR}">Ann Lee</a> is licensed under {CC}.', 'Ann Lee'),
        (f'“Bee on a Flower” by Ann Lee, used under {CC} / Desaturated from original', 'Ann Lee'),
        (f'"Bee" by Ann Lee is licensed under {CC}. Cropped by Bo Ek.', 'Ann Lee'),
        (f'Photo: "Bee" by Ann Lee, {CC}', 'Ann Lee'),
        (f'Image: <a href="{FLICKR}/1">Bee by the Sea</a> by Ann Lee ({CC})', 'Ann Lee'),
        (f'<a href="{FLICKR}/12345678">Side by side</a> by <a href="{FLICKR}">j.smith_99</a>, CC BY-SA 4.0', 'j.smith_99'),
        ('Bee by Ann Lee (CC BY-SA 4.0)', 'Ann Lee'),
        (f'Bee by Ann Lee | {CC}', 'Ann Lee'),
        (f'Bee by Ann Lee / {CC}', 'Ann Lee'),
        (f'Bee by Ann Lee - {CC}', 'Ann Lee'),
        (f'Bee – Ann Lee – {CC}', 'Ann Lee'),
    ),
    "as the licence chooser writes it": (
        (f'Bee por Ann Lee se distribuye bajo una <a rel="license" href="{SA}">Licencia Creative Commons Atribución-CompartirIgual 4.0 Internacional</a>.', 'Ann Lee'),
    ),
    "as Wikimedia Commons hands it out": (
        (f'By Ann Lee (Own work) [{CC} or <a href="http://www.gnu.org/copyleft/fdl.html">GFDL</a>], <a href="{FILE}">via Wikimedia Commons</a>', 'Ann Lee'),
        ('De Ann Lee - Trabajo propio, CC BY-SA 4.0, https://commons.wikimedia.org/w/index.php?curid=12345', 'Ann Lee'),
        ('Door Ann Lee - Eigen werk, CC BY-SA 4.0, https://commons.wikimedia.org/w/index.php?curid=1', 'Ann Lee'),
        ('Autorstwa Ann Lee - Praca własna, CC BY-SA 4.0, https://commons.wikimedia.org/w/index.php?curid=1', 'Ann Lee'),
        ('Автор: Ann Lee - собственная работа, CC BY-SA 4.0, https://commons.wikimedia.org/w/index.php?curid=1', 'Ann Lee'),
        ('Av Ann Lee - Eget arbete, CC BY-SA 4.0, https://commons.wikimedia.org/w/index.php?curid=1', 'Ann Lee'),
        ('By The original uploader was Ann Lee at English Wikipedia - Transferred from en.wikipedia to Commons., CC BY-SA 3.0, https://commons.wikimedia.org/w/index.php?curid=1', 'Ann Lee'),
        ('By Ann Lee from Berlin, Germany - Bee on a flower, CC BY 2.0, https://commons.wikimedia.org/w/index.php?curid=1', 'Ann Lee'),
        ('Ann Lee via Wikimedia Commons (CC BY-SA 4.0)', 'Ann Lee'),
        (f'Ann Lee (Wikimedia Commons), {CC}', 'Ann Lee'),
        (f'Ann Lee (<a href="{FILE}">Wikimedia Commons</a>), {CC}', 'Ann Lee'),
        ('Image: Wikipedia (CC BY-SA 4.0)', None),
        (f'Source: <a href="{FILE}">Bee on a flower.jpg</a>, {CC}', None),
        ('Photo courtesy of Wikimedia Commons, CC BY-SA 4.0', None),
        ('Foto: User:AnnLee / Wikimedia Commons / CC BY-SA 4.0', 'AnnLee'),
    ),
    "of photographs at Flickr, and labels": (
        (f'Photo by <a href="{FLICKR}">Ann Lee</a> on <a href="https://flickr.com">Flickr</a> ({CC})', 'Ann Lee'),
        (f'Photo by <a href="{FLICKR}/1234567/">Ann Lee</a> / {CC}', 'Ann Lee'),
        (f'photo credit: <a href="{FLICKR}/123456789">bee on a flower</a> via <a href="http://photopin.com">photopin</a> <a href="https://creativecommons.org/licenses/by/2.0/">(license)</a>', None),
        ('Ann Lee via Flickr, CC BY-SA 4.0', 'Ann Lee'),
        ('Ann Lee @ Flickr, CC BY-SA 4.0', 'Ann Lee'),
        (f"""Image credit: <a href="{FLICKR}/12345678">'Northern Lights' by Ann Lee</a> (CC BY-SA 4.0)""", 'Ann Lee'),
        (f'Photo by flickr user annlee42, {CC}', 'annlee42'),
        (f'Source: <a href="{FLICKR}/123456">Flickr</a> {CC}', None),
        (f'Image: <a href="{FLICKR}/123456789">Flickr</a> / <a href="{FLICKR}">Ann Lee</a> / {CC}', 'Ann Lee'),
        (f'<a href="{FLICKR}/123456789">CC BY-SA 2.0 Ann Lee</a>', 'Ann Lee'),
        (f'{CC} Ann Lee', 'Ann Lee'),
        ('CC BY-SA 4.0: Ann Lee', 'Ann Lee'),
        ('CC BY-SA 4.0, Ann Lee', 'Ann Lee'),
        (f'CC BY-SA 4.0 <a href="{FLICKR}">Ann Lee</a>', 'Ann Lee'),
        (f'(cc) Ann Lee {CC}', 'Ann Lee'),
        (f'CC Ann Lee, {CC}', 'Ann Lee'),
        (f'Licensed under {CC} by Ann Lee', 'Ann Lee'),
        (f'Used under {CC} from Ann Lee', 'Ann Lee'),
        (f'Author: Ann Lee<br>License: {CC}', 'Ann Lee'),
        (f'Artist: Ann Lee, {CC}', 'Ann Lee'),
        (f'Drawing by Ann Lee. {CC}', 'Ann Lee'),
        (f'Painting by Ann Lee, {CC}', 'Ann Lee'),
        (f'Map by Ann Lee. {CC}', 'Ann Lee'),
        (f'Cartoon by Ann Lee, {CC}', 'Ann Lee'),
        ('Figure by Ann Lee, CC BY-SA 4.0', 'Ann Lee'),
        ('Pic by Ann Lee, CC BY-SA 4.0', 'Ann Lee'),
        ('Photography by Ann Lee. CC BY-SA 4.0', 'Ann Lee'),
        (f'Photo © 2014 Ann Lee, {CC}', 'Ann Lee'),
        (f'© Ann Lee, {CC}', 'Ann Lee'),
        (f'© Ann Lee 2014, {CC}', 'Ann Lee'),
        (f'© 2014 Ann Lee. {CC}', 'Ann Lee'),
        (f'© 2014-2018 Ann Lee, {CC}', 'Ann Lee'),
        (f'(c) 2010 by Ann Lee, {CC}', 'Ann Lee'),
        (f'Copyright © 2012 Ann Lee. {CC}', 'Ann Lee'),
        ('Copyright (c) 2012 by Ann Lee; CC BY-SA 4.0', 'Ann Lee'),
        (f'Credit: Ann Lee {CC}', 'Ann Lee'),
        (f'Credits: Ann Lee - {CC}', 'Ann Lee'),
        (f'Credit: NASA/JPL-Caltech, {CC}', 'NASA/JPL-Caltech'),
        (f'Credit: ESA/Hubble, {CC}', 'ESA/Hubble'),
        (f'Photo: U.S. Fish and Wildlife Service, {CC}', 'U.S. Fish and Wildlife Service'),
        (f'Photo by the National Park Service, {CC}', 'National Park Service'),
        (f'Photo: City of Vienna Archives, {CC}', 'City of Vienna Archives'),
        (f'Foto: Bundesarchiv, Bild 183-1989-0101-001 / Max Muster / {CC}', 'Max Muster'),
        (f'Foto: Bundesarchiv, B 145 Bild-F051 / Wegmann, Ludwig / {CC}', 'Wegmann'),
        (f'Wellcome Collection, {CC}', 'Wellcome Collection'),
        (f'Credit: Wellcome Collection. {CC}', 'Wellcome Collection'),
        (f'Photo by D. Gordon E. Robertson, {CC}', 'D. Gordon E. Robertson'),
        (f'Photo by Ann Lee and Bo Ek, {CC}', 'Ann Lee and Bo Ek'),
        ('Photo: @annlee, CC BY-SA 4.0', 'annlee'),
        (f'Photo: 1000 Words, {CC}', '1000 Words'),
        (f'Photo: Mr. TinDC, {CC}', 'Mr. TinDC'),
        (f'Ann Lee’s photo, {CC}', 'Ann Lee'),
        (f"Photo from Ann Lee's Flickr stream, {CC}", 'Ann Lee'),
        (f'A bee on a flower. Ann Lee, {CC}', 'Ann Lee'),
        ('A bee on a flower. Ann Lee / CC BY-SA 4.0', 'Ann Lee'),
        ('A bee on a flower. Ann Lee (CC BY-SA 4.0).', 'Ann Lee'),
        (f'A bee on a flower, Ann Lee, {CC}', 'Ann Lee'),
        (f'A bee by the river. Image: Ann Lee, {CC}', 'Ann Lee'),
        (f'A painting by Van Gogh. Photo: Ann Lee, {CC}', 'Ann Lee'),
        ('Ann Lee · CC BY-SA 4.0', 'Ann Lee'),
        ('Ann Lee • CC BY-SA 4.0', 'Ann Lee'),
        (f'Ann Lee – {CC}', 'Ann Lee'),
        (f'Ann Lee: {CC}', 'Ann Lee'),
        (f'<span class="caption">A bee.</span> <span class="credit">Ann Lee {CC}</span>', 'Ann Lee'),
        ('A bee.<br>Ann Lee · CC BY-SA 4.0', 'Ann Lee'),
        (f'A bee. <cite>Ann Lee</cite>, {CC}', 'Ann Lee'),
        ('Bee, Ann Lee, public domain, CC0 1.0', 'Ann Lee'),
        ('Retrieved from Wikimedia Commons, CC BY-SA 4.0', None),
        (f'Image from Wikipedia, {CC}', None),
        (f'Photo sourced through Wikimedia Commons, {CC}', None),
        (f'Own photo, {CC}', None),
        (f'My own photo, {CC}', None),
        (f'Photo: own, {CC}', None),
        (f'Eigenes Foto, {CC}', None),
        (f'Photo: the author, {CC}', None),
        (f'Photo by author, {CC}', None),
        (f'Unknown author, {CC}', None),
        (f'Photo: anonymous, {CC}', None),
        ('Author unknown, CC BY-SA 4.0', None),
        (f'Image license: {CC}', None),
        (f'Licensed under {CC}', None),
        (f'Reused under {CC}', None),
        (f'Image used under {CC}', None),
        (f'Vienna, Austria. {CC}', None),
        (f'Albert Einstein in 1921, {CC}', None),
        (f'Photo: Golden Gate Bridge at dawn ({CC})', None),
        (f'Photo: Flickr, {CC}', None),
        (f'Photo from Flickr. {CC}', None),
        ('All images CC BY-SA 4.0 unless otherwise noted', None),
        ('Photo by Creative Commons, CC BY-SA 4.0', None),
        (f'Cropped from the original. {CC}', None),
        (f'Image modified. {CC}', None),
    ),
    "dates, places, changes and thanks around the name": (
        (f'Photo by Ann Lee on June 28, 2012, {CC}', 'Ann Lee'),
        (f'Photo by Ann Lee on <a href="https://unsplash.com/photos/x">June 28</a>, {CC}', 'Ann Lee'),
        (f'Photo: Ann Lee, 2014, {CC}', 'Ann Lee'),
        (f'Ann Lee (2014), {CC}', 'Ann Lee'),
        (f'Ann Lee, 2014. {CC}', 'Ann Lee'),
        ('Ann Lee, 2014 (CC BY-SA 4.0)', 'Ann Lee'),
        (f'Photo by Ann Lee in Berlin, {CC}', 'Ann Lee'),
        (f'Photo by Ann Lee courtesy of Flickr, {CC}', 'Ann Lee'),
        (f'Photo by Ann Lee. Image courtesy of the museum. {CC}', 'Ann Lee'),
        (f'Photo by Ann Lee; used with permission under {CC}', 'Ann Lee'),
        (f'Photo by Ann Lee. Released under {CC}.', 'Ann Lee'),
        (f'Photo by Ann Lee, distributed under a <a href="{SA}" rel="license noopener" target="_blank">Creative Commons Attribution-ShareAlike 4.0 International License</a>.', 'Ann Lee'),
        (f'Adapted from Ann Lee, {CC}', 'Ann Lee'),
        (f'After Ann Lee, {CC}', 'Ann Lee'),
        (f'Screenshot by Ann Lee, {CC}', 'Ann Lee'),
        (f'Scan by Ann Lee, {CC}', 'Ann Lee'),
        (f'Source: Ann Lee, {CC}', 'Ann Lee'),
        (f'Source: <a href="{FILE}">Ann Lee</a>, {CC}', 'Ann Lee'),
        (f'via <a href="{FLICKR}">Ann Lee</a>, {CC}', 'Ann Lee'),
        (f'via Ann Lee / {CC}', 'Ann Lee'),
        (f'Thanks to Ann Lee for the photo ({CC})', 'Ann Lee'),
        (f'Drawn for all. Reproduced from Garcia et al. (2020), {CC}', 'Garcia et al'),
        (f'This drawing is created by Ann Lee with The Mill community, {CC}', 'Ann Lee'),
        ('Photo Credit: The mill, a wheel of oak by Ann Lee is used under CC BY-SA 2.0', 'Ann Lee'),
        ('“State of the Commons” by Creative Commons is licensed under CC BY 4.0', 'Creative Commons'),
        ('The mill in 2009. CC-BY-SA 3.0 Ann Lee', 'Ann Lee'),
        ('I contenuti di Mulino sono distribuiti con licenza CC BY 4.0', 'Mulino'),
        (f'Outreach Program for Women cartoon, {CC}', None),
        ('Licensed under a Creative Commons Attribution 3.0 United States License.', None),
        (f'Many thanks to Ann Lee. {CC}', 'Ann Lee'),
        (f'Photo provided by Ann Lee, {CC}', 'Ann Lee'),
        (f'Photo shared by Ann Lee, {CC}', 'Ann Lee'),
        (f'Photo shot by Ann Lee, {CC}', 'Ann Lee'),
        (f'Image created by Ann Lee, {CC}', 'Ann Lee'),
        (f'Image credit - Ann Lee - {CC}', 'Ann Lee'),
        (f'Photo Credit to Ann Lee {CC}', 'Ann Lee'),
        (f'Credit to Ann Lee, {CC}', 'Ann Lee'),
        (f'Credit goes to Ann Lee, {CC}', 'Ann Lee'),
        (f'Featured image by Ann Lee, {CC}', 'Ann Lee'),
        (f'Featured photo by <a href="{FLICKR}">Ann Lee</a>, {CC}', 'Ann Lee'),
        ('Figure 3: A bee on a flower (Ann Lee, CC BY-SA 4.0).', 'Ann Lee'),
    ),
    "German": (
        (f'Foto von Ann Lee, {CC}', 'Ann Lee'),
        (f'Foto © Ann Lee, {CC}', 'Ann Lee'),
        (f'Bild: „Biene“ von Ann Lee, {CC}', 'Ann Lee'),
        (f'„Biene“ von Ann Lee unter der Lizenz {CC} via Wikimedia Commons', 'Ann Lee'),
        ('Bildquelle: Wikimedia Commons, CC BY-SA 4.0', None),
        (f'Quelle: Wikipedia, {CC}', None),
        (f'Aufnahme von Ann Lee, {CC}', 'Ann Lee'),
        (f'Eine Biene (Foto: Ann Lee, {CC})', 'Ann Lee'),
        (f'Ann Lee unter {CC}', 'Ann Lee'),
        (f'Ann Lee unter CC-Lizenz {CC}', 'Ann Lee'),
        (f'Lizenz: {CC} | Foto: Ann Lee', 'Ann Lee'),
        (f'{CC}, Foto: Ann Lee', 'Ann Lee'),
        ('CC BY-SA 4.0 Foto: Ann Lee', 'Ann Lee'),
        ('cc by-sa 4.0, Ann Lee', 'Ann Lee'),
        (f'Beitragsbild von Ann Lee, {CC}', 'Ann Lee'),
    ),
    "French": (
        (f'Crédits photo : Ann Lee ({CC})', 'Ann Lee'),
        (f'Photographe : Ann Lee, {CC}', 'Ann Lee'),
        (f'Illustration : Ann Lee, {CC}', 'Ann Lee'),
        (f'Dessin de Ann Lee, {CC}', 'Ann Lee'),
        (f'« Abeille » par Ann Lee, {CC}', 'Ann Lee'),
        (f'« Abeille », Ann Lee, sous licence {CC}', 'Ann Lee'),
        (f'Photo sous licence {CC} par Ann Lee', 'Ann Lee'),
        (f'Photographie de Ann Lee. {CC}', 'Ann Lee'),
        (f'Crédits photographiques : Ann Lee, {CC}', 'Ann Lee'),
    ),
    "Spanish, Catalan, Portuguese, Italian and Dutch": (
        (f'Foto de Ann Lee, bajo licencia {CC}', 'Ann Lee'),
        (f'Imagen de Ann Lee. {CC}', 'Ann Lee'),
        (f'Imagen por Ann Lee, {CC}', 'Ann Lee'),
        (f'Fuente: Wikimedia Commons, {CC}', None),
        (f'Ilustración de Ann Lee, {CC}', 'Ann Lee'),
        (f"Foto d'Ann Lee, {CC}", 'Ann Lee'),
        (f'Foto por Ann Lee, {CC}', 'Ann Lee'),
        (f'Imagem de Ann Lee, {CC}', 'Ann Lee'),
        (f'Ilustração de Ann Lee, {CC}', 'Ann Lee'),
        (f'Foto di Ann Lee, {CC}', 'Ann Lee'),
        (f'Immagine di Ann Lee, {CC}', 'Ann Lee'),
        (f'Fonte: Wikipedia, {CC}', None),
        (f'Crediti: Ann Lee, {CC}', 'Ann Lee'),
        (f'Illustrazione di Ann Lee, {CC}', 'Ann Lee'),
        (f'Foto door Ann Lee, {CC}', 'Ann Lee'),
        (f'Foto van Ann Lee, {CC}', 'Ann Lee'),
        (f'Bron: Wikimedia Commons, {CC}', None),
    ),
    "further languages": (
        (f'Foto: Ann Lee, lisens {CC}', 'Ann Lee'),
        (f'Fotograf: Ann Lee, {CC}', 'Ann Lee'),
        (f'Foto av Ann Lee, {CC}', 'Ann Lee'),
        (f'Foto af Ann Lee, {CC}', 'Ann Lee'),
        (f'Bild av Ann Lee, {CC}', 'Ann Lee'),
        (f'Källa: Wikimedia Commons, {CC}', None),
        (f'Kuvaaja: Ann Lee, {CC}', 'Ann Lee'),
        (f'Fot. Ann Lee, {CC}', 'Ann Lee'),
        ('fot. Ann Lee / CC BY-SA 4.0', 'Ann Lee'),
        (f'Źródło: Wikimedia Commons, {CC}', None),
        (f'Zdroj: Ann Lee, {CC}', 'Ann Lee'),
        (f'Zdroj: Wikimedia Commons, {CC}', None),
        (f'Szerző: Ann Lee, {CC}', 'Ann Lee'),
        (f'Fotografie de Ann Lee, {CC}', 'Ann Lee'),
        ('Fotoğraf: Ann Lee / Wikimedia Commons, CC BY-SA 4.0', 'Ann Lee'),
        ('Фото: Иван Петров / Wikimedia Commons, CC BY-SA 4.0', 'Иван Петров'),
        (f'Автор: Иван Петров, {CC}', 'Иван Петров'),
        (f'Автор фото: Иван Петров, {CC}', 'Иван Петров'),
        (f'Источник: Wikimedia Commons, {CC}', None),
        (f'Источник: Иван Петров, {CC}', 'Иван Петров'),
        (f'Джерело: Іван Петренко, {CC}', 'Іван Петренко'),
        (f'Φωτογραφία: Άννα Λη, {CC}', 'Άννα Λη'),
        (f'Πηγή: Wikimedia Commons, {CC}', None),
        (f'写真：山田太郎, {CC}', '山田太郎'),
        ('撮影：山田太郎（CC BY-SA 4.0）', '山田太郎'),
        (f'画像：山田太郎, {CC}', '山田太郎'),
        (f'出典：山田太郎, {CC}', '山田太郎'),
        (f'出典：Wikimedia Commons, {CC}', None),
        ('作者：王小明，CC BY-SA 4.0', '王小明'),
        ('摄影：王小明，CC BY-SA 4.0', '王小明'),
        ('图片来源：王小明，CC BY-SA 4.0', '王小明'),
        ('图：王小明 / CC BY-SA 4.0', '王小明'),
        (f'출처: Wikimedia Commons, {CC}', None),
        ('Nguồn: Wikimedia Commons, CC BY-SA 4.0', None),
        ('Foto oleh Ann Lee, CC BY-SA 4.0', 'Ann Lee'),
        ('Sumber: Wikimedia Commons, CC BY-SA 4.0', None),
        ('تصوير: آنا لي، CC BY-SA 4.0', 'آنا لي'),
        (f'Foto autors: Ann Lee, {CC}', 'Ann Lee'),
        ('照片由张三拍摄，CC BY-SA 4.0', '张三'),
        ('圖片作者：張大明，授權：CC BY-SA 4.0', '張大明'),
        ('圖／張大明，CC BY-SA 4.0', '張大明'),
        ('图片来自 Flickr 用户 annlee，CC BY-SA 4.0', 'annlee'),
        ('图片来自网络，CC BY-SA 4.0', None),
        ('画像提供：山田太郎 CC BY-SA 4.0', '山田太郎'),
        ('山田太郎 - 投稿者自身による著作物, CC 表示-継承 4.0, https://commons.wikimedia.org/w/index.php?curid=1', '山田太郎'),
        (f'사진 제공: 홍길동, {CC}', '홍길동'),
        (f'Creador: Ann Lee, {CC}', 'Ann Lee'),
        (f'Imagen cortesía de Ann Lee, {CC}', 'Ann Lee'),
        (f'Crediti fotografici: Ann Lee, {CC}', 'Ann Lee'),
    ),
    "the licence before the name": (
        (f'Photo {CC} Ann Lee.', 'Ann Lee'),
        (f'Photo: {CC}, Ann Lee / Flickr', 'Ann Lee'),
        ('Imagen CC BY-SA 4.0 de Ann Lee en Flickr', 'Ann Lee'),
        (f'Photo {CC}. Read More', None),
    ),
    "the name before the title": (
        (f'Ann Lee. <a href="{FLICKR}/12345678">El molino viejo</a> ({CC})', 'Ann Lee'),
        (f'Ann Lee: <a href="{FLICKR}/12345678">El molino viejo</a> ({CC})', 'Ann Lee'),
        (f'Ann Lee: "El molino viejo", {CC}', 'Ann Lee'),
        (f'Imagen: El molino viejo, de Ann Lee, {CC}', 'Ann Lee'),
        (f'Imagen: El molino viejo, {CC}', None),
        (f'Photo by Le dalmatien, {CC}', 'Le dalmatien'),
    ),
    "what does not belong to a name": (
        (f'Illustration by Ann Lee for The Brook. {CC}', 'Ann Lee'),
        (f'Map by National Centre for Bees, {CC}', 'National Centre for Bees'),
        (f'Foto por Ann Lee, disponível em {CC}', 'Ann Lee'),
        (f'Imagen de Ann Lee con licencia {CC}', 'Ann Lee'),
        (f'<a href="{FLICKR}">Bike photo by annlee</a> / {CC}', 'annlee'),
        (f'Original image by Ann Lee. Uploaded by Bo Ek, published on 12 May 2015. {CC}', 'Ann Lee'),
        (f'Image adapted from the work of Ann Lee / {CC}', 'Ann Lee'),
        (f'Ann Lee / The Brook Daily News, {CC}', 'Ann Lee'),
        (f'The mill at night * Ann Lee * {CC}', 'Ann Lee'),
        (f'The mill at night —Ann Lee, {CC}', 'Ann Lee'),
        (f'Bees by year (Lee et al., 2014). {CC}', 'Lee et al'),
    ),
}  # fmt: skip


@pytest.mark.parametrize("form", CREDITS)
def test_a_credit_names_its_creator(form):
    assert [creator(caption) for caption, _ in CREDITS[form]] == [name for _, name in CREDITS[form]]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The bridge built by John Roe. Ann Lee, CC BY 4.0", "Ann Lee"),
        ("A painting by Vincent van Gogh. Photo: Ann Lee, CC BY 4.0", "Ann Lee"),
        ("Copyright by Agency Ltd. Image: 'Screen 4' by Ann Lee. CC BY 4.0", "Ann Lee"),
        ("Ann Martin 2014, CC BY 4.0", "Ann Martin"),
        ("The bridge at dawn, CC BY 4.0", None),
        ("Photo: The bridge at dawn, CC BY 4.0", None),
        ("The Old Town Bridge. Photo: Wikimedia Commons, CC BY 4.0", None),
        ("First Computer Mouse. Courtesy of Wikipedia.org. License: CC BY-SA 3.0", None),
        ("An example of carpentry, lol (Wikimedia Commons, CC BY-SA 2.0)", None),
        ("tags: [markdown] authors: - name: Ann Lee orcid: 1 copyright: CC BY 3.0", None),
        ("The Old Mill, June 7, 2011. Photo: CC-BY-SA 3.0 via Wikimedia Commons", None),
        ("Ann Lee, City Archives. The gate is new. Source · CC BY 4.0", "Ann Lee"),
        ("Ann Lee for Agency; adapted by user: Bo Ek (Wikimedia Commons), CC BY 4.0", "Ann Lee"),
        ("Mill.jpg: Ann Lee (AL)derivative work: Bo Ek (Mill.jpg) [CC-BY-SA-3.0]", "Ann Lee"),
    ],
)
def test_what_is_no_creator_is_not_taken_for_one(words, name):
    assert name_in(words, words.rindex("CC")) == name


def test_a_link_to_a_work_is_its_title_and_one_to_a_person_their_name():
    words = "Brick wall ann lee CC BY 2.0"

    assert (
        name_in(words, 19, (Linked(0, 10, of_work=True), Linked(11, 18, of_person=True)))
        == "ann lee"
    )
    assert name_in(words, 19, (Linked(0, 18, of_work=True),)) is None


def test_a_name_that_the_picture_s_own_description_has_is_what_it_shows():
    html = (
        f'<figure><img src="/a.jpg" alt="Ann Lee"><figcaption>Ann Lee, {CC}</figcaption></figure>'
    )

    (record,) = read_page(FetchedPage("https://site.example/lee", html.encode())).records

    assert (record.creator, record.title) == (None, "Ann Lee")


def test_a_picture_s_own_attribute_and_the_page_s_data_name_its_creator():
    figure = '<figure><img src="/a.jpg"{}><figcaption>' + f"A bee. {CC}</figcaption></figure>"
    data = (
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": '
        '"ImageObject", "contentUrl": "/a.jpg", "creditText": "Photo: Bo Ek"}</script>'
    )

    pages = (figure.format(' data-credit="Ann Lee"'), data + figure.format(""))

    records = [
        read_page(FetchedPage("https://site.example/", html.encode())).records for html in pages
    ]
    assert [record.creator for (record,) in records] == ["Ann Lee", "Bo Ek"]
