from pathlib import Path

import pytest

from tools.links import anchors, broken_links, links


@pytest.mark.parametrize(
    ("heading", "slug"),
    [
        ("Origins and permissions", "origins-and-permissions"),
        ("`rate-limit`: what counts", "rate-limit-what-counts"),
        ("User data (attached data)", "user-data-attached-data"),
        ("See [the policy](policy.md)", "see-the-policy"),
        ("2.1 Options", "21-options"),
        ("*Both* `a_b` and __c__", "both-a_b-and-c"),
    ],
)
def test_the_fragment_of_a_heading(heading: str, slug: str) -> None:
    assert anchors(f"## {heading}\n") == {slug}


def test_repeated_headings_are_numbered_and_code_is_no_heading() -> None:
    text = '# One\n## Same\n## Same\n```\n# code\n```\n<a id="own"></a>\n'
    assert anchors(text) == {"one", "same", "same-1", "own"}


def test_links_in_code_and_to_elsewhere_are_left_out() -> None:
    inline = '[a](a.md) ![b](b.png "title") [c](https://example.org) `[d](d.md)` [g](<g.md>)'
    text = f"{inline} [f]\n```\n[e](e.md)\n```\n[f]: f.md\n"
    assert links(text) == ["a.md", "b.png", "g.md", "f.md"]


def test_what_is_a_link_or_a_heading_is_what_markdown_says() -> None:
    text = "Two words\n---\n- In a list\n\n  ~~~\n  [a](a.md)\n  # None\n  ~~~\n- ``[b](b.md) ` ``\n- [c](c_(d).md)\n"
    assert links(text) == ["c_(d).md"]
    assert anchors(text) == {"two-words"}
    assert links("| [a](a.md) |\n| --- |\n| [b](b.md) |\n") == ["a.md", "b.md"]


def test_what_is_broken_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text(
        "# Top\n[ok](docs/a.md#part-one) [ok](#top) [ok](docs) [bad](docs/b.md) [bad](docs/a.md#two) [bad](../x)\n"
    )
    (tmp_path / "docs" / "a.md").write_text("## Part one\n[ok](../README.md) [bad](#nowhere)\n")
    assert broken_links(tmp_path) == [
        "README.md: docs/b.md: no such file",
        "README.md: docs/a.md#two: no such heading",
        "README.md: ../x: outside of the project",
        "docs/a.md: #nowhere: no such heading",
    ]
