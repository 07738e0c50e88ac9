"""The National Gallery of Art's three files, small, with what is wrong in them here and there."""

from pathlib import Path

from catalog.providers.nga import PROVIDER

# The columns stand in another order than in the evidence, and one is there that nobody knows.
IMAGES = """\
openaccess,uuid,iiifurl,iiifthumburl,viewtype,sequence,width,height,maxpixels,depictstmsobjectid,\
assistivetext,mood
1,b,https://i.org/b,https://i.org/b/t,primary,0,8192,1000,,1,"A ""quoted"" boat,
on two lines",calm
1,b,https://i.org/b,https://i.org/b/t,primary,0,8192,1000,,1,again,calm
1,c,https://i.org/c,https://i.org/c/t,alternate,1,300,400,,1,,
1,d,https://i.org/d,https://i.org/d/t,primary,0,300,400,,404,,
0,e,https://i.org/e,https://i.org/e/t,primary,0,300,400,640,2,,
1,f,https://i.org/f,https://i.org/f/t,primary,0,300,400,640,2,,
,g,https://i.org/g,https://i.org/g/t,primary,0,300,400,,2,,
1,,https://i.org/h,https://i.org/h/t,primary,0,300,400,,2,,
1,,https://i.org/i,https://i.org/i/t,primary,0,300,400,,2,,
1,j,,,primary,0,300,400,,2,,
1,k,https://i.org/k,https://i.org/k/t,primary,0,,400,,,,
"""
OBJECTS = """\
objectid,accessionnum,title,displaydate,medium,dimensions,attribution,provenancetext,creditline,\
classification,wikidataid
1,1942.1,"Boats, Evening",1670,oil,,Jan Example,"The artist;\r\n""his heirs"".",Gift,Painting,Q1
2,1942.2,Blue,1998,,,Ann Sample,,,Painting,
"""
TERMS = """\
termid,objectid,termtype,term,visualbrowsertheme,visualbrowserstyle
1,1,Keyword,Keywords,,
2,1,Keyword,<i>boat</i>,,
3,1,Keyword,<i>boat</i>,,
4,1,Systematic Catalogue Volume,Dutch Paintings,,
5,1,Place Executed,Delft,,
6,999,Keyword,nowhere,,
"""


def write_files(folder: Path) -> Path:
    """Write the three files and return their folder."""
    assert PROVIDER.bulk
    folder.mkdir()
    for name, text in zip(PROVIDER.bulk.files, (IMAGES, OBJECTS, TERMS), strict=True):
        (folder / name).write_bytes(text.encode())
    return folder
