from pathlib import Path

import pytest

from tools.icons import icon_names, sprite
from tools.messages import Failure

PHONE = """<!-- a licence -->
<svg
  class="lucide"
  viewBox="0 0 24 24"
  stroke="currentColor"
>
  <path d="M1 1" />
  <path d="M2 2" />
</svg>
"""


def test_names_are_one_on_each_line_with_comments() -> None:
    assert icon_names("# calls\nphone\n\nphone-off  # ended\n") == ("phone", "phone-off")


@pytest.mark.parametrize("line", ["../phone", "Phone", "phone off", "phone-", '"><script>'])
def test_what_is_not_a_name_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(Failure, match="line 2: "):
        icon_names(f"pause\n{line}\n")


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(Failure, match="'phone' is there twice"):
        icon_names("phone\nphone\n")


def test_a_symbol_keeps_the_shapes_and_leaves_the_stroke_to_the_style_sheet(tmp_path: Path) -> None:
    (tmp_path / "phone.svg").write_text(PHONE)
    svg = sprite(["phone"], tmp_path)
    assert '<symbol id="i-phone" viewBox="0 0 24 24"><path d="M1 1" /><path d="M2 2" /></symbol>' in svg
    assert "currentColor" not in svg
    assert "licence" not in svg


def test_an_unknown_icon_is_named_with_near_ones(tmp_path: Path) -> None:
    (tmp_path / "phone.svg").write_text(PHONE)
    with pytest.raises(Failure, match=r"no icon 'phon'\. Near to it: phone"):
        sprite(["phon"], tmp_path)
