import re

import pytest

from scripts.generate_docs import BLOCKS, content, filled, pages


def test_what_stands_between_the_marks_is_replaced_and_nothing_else() -> None:
    page = "# Page\n<!-- generated: rejections -->\nold\n<!-- end -->\nrest\n"
    new = filled(page)
    assert new.startswith("# Page\n<!-- generated: rejections -->\n| reason | why |\n| --- | --- |")
    assert new.endswith("|\n<!-- end -->\nrest\n")
    assert "old" not in new
    assert filled(new) == new


def test_a_block_that_does_not_exist_is_named() -> None:
    with pytest.raises(SystemExit, match="no block is called 'nothing'"):
        content("nothing")


def test_every_block_stands_on_a_page_and_every_page_is_up_to_date() -> None:
    texts = [page.read_text() for page in pages() if page.exists()]
    used = re.findall(r"<!-- generated: ([\w-]+) -->", "".join(texts))
    assert sorted(used) == sorted(BLOCKS)
    assert [filled(text) for text in texts] == texts
