import pytest

from catalog.pages.jsonld import MAX_DEPTH, read_items
from tests.growth import MOST, TIMES, growth


def items_of(*scripts):
    items, rejections = read_items(list(scripts))
    return (
        [(sorted(item.types), sorted(item.properties)) for item in items],
        [rejected.reason for rejected in rejections],
    )


def test_nested_items_and_graphs_are_found():
    script = """{"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "image": {"@type": ["ImageObject", "Photograph"], "width": 4}}]}"""

    assert items_of(script) == (
        [
            ([], ["@graph"]),
            (["Article"], ["image"]),
            (["ImageObject", "Photograph"], ["width"]),
        ],
        [],
    )


def test_vocabulary_prefixes_are_dropped():
    script = '{"@type": "schema:ImageObject", "http://schema.org/license": "x"}'

    assert items_of(script) == ([(["ImageObject"], ["license"])], [])


def test_a_reference_is_replaced_by_what_it_refers_to():
    script = """[{"@type": "Article", "image": {"@id": "#i"}},
                 {"@id": "#i", "@type": "ImageObject", "contentUrl": "a.jpg"}]"""

    items, _ = read_items([script])

    assert [found.link("contentUrl") for found in items[0].items("image")] == ["a.jpg"]


def test_common_damage_is_repaired():
    assert items_of(
        '<!-- {"@type": "A", "name": "two\nlines"} -->',
        '//<![CDATA[\n{"@type": "B", "x": [1, 2,], }\n//]]>',
        '{"@type": "C"};',
        "  ",
    ) == ([(["A"], ["name"]), (["B"], ["x"]), (["C"], [])], [])


def test_what_is_no_json_is_reported():
    assert items_of("{'@type': A}", "[") == ([], ["bad_json_ld", "bad_json_ld"])


@pytest.mark.parametrize(
    ("document", "size"),
    [
        (lambda n: '{"a":' * n + "1" + "}" * n, 500),
        (lambda n: "[" * n, 100_000),
        (lambda n: "[" * n + "]" * n, 900),
        (lambda n: '{"a": [' + '{"b": 1},' * n + "{}]}", 60_000),
        (lambda n: '"' + "x" * n + '"', 2**21),
    ],
    ids=range(5),
)
def test_deep_wide_and_large_documents_are_bounded(document, size):
    assert growth(items_of, size // TIMES, of=document) < MOST
    _, reasons = items_of(document(size))
    assert reasons == ["json_ld_too_large"]


def test_a_billion_laughs_of_references_does_not_grow():
    def laughs(size):
        each = [
            f'{{"@id": "#{n}", "x": [' + ",".join([f'{{"@id": "#{n + 1}"}}'] * 10) + "]}"
            for n in range(size)
        ]
        return "[" + ",".join([*each, f'{{"@id": "#{size}", "name": "lol"}}]'])

    items, rejections = read_items([laughs(100)])

    assert (len(items), rejections) == (1101, [])
    assert growth(items_of, 100, of=laughs) < MOST


def test_an_item_may_refer_to_itself():
    items, _ = read_items(['{"@id": "#a", "@type": "ImageObject", "license": {"@id": "#a"}}'])

    assert items[0].link("license") == "#a"


def test_a_context_may_hold_anything():
    context = '{"id": ["@id"], "a": {"@id": "x"}, "b": null, "c": 1, "licence": "@type"}'
    [item], problems = read_items([f'{{"@context": {context}, "licence": "Photograph"}}'])
    assert (item.types, problems) == (frozenset({"Photograph"}), [])


def test_items_are_read_up_to_the_greatest_depth_and_no_deeper():
    def nested(depth: int) -> str:
        return '{"a": ' * depth + "1" + "}" * depth

    items, reasons = items_of(nested(MAX_DEPTH))
    assert (len(items), reasons) == (32, [])
    items, reasons = items_of(nested(MAX_DEPTH + 1))
    assert reasons == ["json_ld_too_large"]
