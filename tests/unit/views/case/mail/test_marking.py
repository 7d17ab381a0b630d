"""Marks in plain text: what each does to a selection, written as ``before[selected]after``."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from host_page.views.case.mail.marking import Mark, Selection, marks, toggled


def read(text: str) -> Selection:
    before, _, rest = text.partition("[")
    selected, _, after = rest.partition("]")
    return Selection(before, selected, after)


def written(selection: Selection) -> str:
    return f"{selection.before}[{selection.selected}]{selection.after}"


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("see [this] now", "see *[this]* now"),
        ("[ word ]", "[ *word* ]"),
        ("w[or]d", "*w[or]d*"),
        ("wor[]d", "*wor[]d*"),
        ("word[] x", "*word[]* x"),
        ("[]word", "*[]word*"),
        ("a []", "a *[]*"),
        ("[]", "*[]*"),
        ("one\n[two\n\nthree]", "one\n*[two*\n\n*three]*"),
        ("[one\ntwo\n]three", "*[one*\n*two*\n]three"),
        ("2 [* 3]", "2 *[* 3]*"),
        ("_[x]_", "_*[x]*_"),
        ("\U0001f600 [Grüße]", "\U0001f600 *[Grüße]*"),
        ("[ \n ]", "[ \n ]"),
    ],
)
def test_what_is_selected_becomes_bold(text: str, bold: str) -> None:
    assert written(toggled(read(text), Mark.BOLD)) == bold


@pytest.mark.parametrize(
    ("bold", "text"),
    [
        ("see *[this]* now", "see [this] now"),
        ("see [*this*] now", "see [this] now"),
        ("*one [two] three*", "one [two] three"),
        ("*one[] two*", "one[] two"),
        ("*one [] two*", "one [] two"),
        ("*[]*", "[]"),
        ("*[one*\n*two]*", "[one\ntwo]"),
        ("[*one*]*x", "[one]*x"),
    ],
)
def test_asked_for_again_the_mark_goes(bold: str, text: str) -> None:
    assert Mark.BOLD in marks(read(bold))
    assert written(toggled(read(bold), Mark.BOLD)) == text


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("*bo[ld* here]", "*bo[ld here]*"),
        ("[see *this* word]", "*[see this word]*"),
        ("*[one*\ntwo]", "*[one*\n*two]*"),
    ],
)
def test_what_is_bold_in_part_becomes_bold_as_a_whole(text: str, bold: str) -> None:
    assert Mark.BOLD not in marks(read(text))
    assert written(toggled(read(text), Mark.BOLD)) == bold


def test_a_sign_within_a_word_or_beside_a_blank_is_no_mark() -> None:
    for text in ("2*[3]*4", "a * [b] * c", "*one\n[two]*"):
        assert marks(read(text)) == ()
    assert marks(read("file_[name]_x")) == ()


def test_italic_has_a_sign_of_its_own() -> None:
    assert written(toggled(read("a_b [x]"), Mark.ITALIC)) == "a_b _[x]_"
    assert written(toggled(read("*_[x]_*"), Mark.ITALIC)) == "*[x]*"
    assert marks(read("*_[x]_*")) == (Mark.BOLD, Mark.ITALIC)


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("a[]b", "- a[]b"),
        ("[]", "- []"),
        ("x\n[]\ny", "x\n- []\ny"),
        ("[x\ny\n]z", "- [x\n- y\n]z"),
        ("a[b\n\nc]d", "- a[b\n\n- c]d"),
        ("- a[\nb]", "- a[\n- b]"),
        ("[\n\n]", "- [\n- \n]"),
    ],
)
def test_lines_become_a_list(text: str, listed: str) -> None:
    assert Mark.LIST not in marks(read(text))
    assert written(toggled(read(text), Mark.LIST)) == listed
    assert Mark.LIST in marks(read(listed))


@pytest.mark.parametrize(
    ("listed", "text"),
    [("- [a\n- b]", "[a\nb]"), ("[- a\n\n- b]", "[a\n\nb]"), ("-[] a", "[]a"), ("- a[]\n- b", "a[]\n- b")],
)
def test_a_list_becomes_lines(listed: str, text: str) -> None:
    assert written(toggled(read(listed), Mark.LIST)) == text


WORDS = st.text(st.sampled_from("ab1 .,;\n'ü\U0001f600"), max_size=12)
ANYTHING = st.text(st.sampled_from("ab *_-\n\U0001f600"), max_size=12)


@given(st.builds(Selection, WORDS, WORDS, WORDS), st.sampled_from(Mark))
def test_twice_is_as_if_nothing_had_been(selection: Selection, mark: Mark) -> None:
    once = toggled(selection, mark)
    if once != selection:
        assert mark in marks(once)
    assert toggled(once, mark) == selection


@given(st.builds(Selection, ANYTHING, ANYTHING, ANYTHING), st.sampled_from(Mark))
def test_nothing_but_marks_comes_or_goes(selection: Selection, mark: Mark) -> None:
    signs = {Mark.BOLD: "*", Mark.ITALIC: "_", Mark.LIST: "- "}[mark]
    leave_out = str.maketrans(dict.fromkeys(signs))
    assert toggled(selection, mark).text.translate(leave_out) == selection.text.translate(leave_out)
