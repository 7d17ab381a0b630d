from pathlib import Path

import pytest

from tools.messages import Failure
from tools.paths import ROOT
from tools.test_results import Counts, read_case_counts, read_counts
from tools.testing import ALL, IN_MEMORY, NAMED_ONLY, PARTS, folders, has_tests, spread


def test_counts_are_summed_and_worded() -> None:
    assert str(Counts(1, 0, 2) + Counts(3, 1, 0)) == "4 passed, 1 failed, 2 skipped"


def test_an_error_counts_as_a_failure(tmp_path: Path) -> None:
    report = tmp_path / "unit.xml"
    report.write_text('<testsuites><testsuite tests="10" failures="2" errors="1" skipped="3"/></testsuites>')
    assert read_counts(report) == Counts(passed=4, failed=3, skipped=3)


def test_a_report_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "unit.xml").write_text("<testsuites")
    with pytest.raises(Failure, match=r"unit\.xml: no readable test report"):
        read_counts(tmp_path / "unit.xml")


def test_a_folder_has_tests_when_a_test_file_is_below_it(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "helper.py").touch()
    assert not has_tests(tmp_path)
    assert not has_tests(tmp_path / "missing")
    (tmp_path / "sub" / "test_a.py").touch()
    assert has_tests(tmp_path)


def test_cases_are_counted_by_their_names(tmp_path: Path) -> None:
    report = tmp_path / "conformance.xml"
    report.write_text(
        '<testsuites><testsuite><testcase name="test_case[a/success]"/><testcase name="test_other"/>'
        '<testcase name="test_case[b/success]"><failure/></testcase>'
        '<testcase name="test_case[c/success]"><error/></testcase>'
        '<testcase name="test_case[d/success]"><skipped/></testcase></testsuite></testsuites>'
    )
    assert read_case_counts(report) == Counts(passed=1, failed=2)
    assert read_case_counts(tmp_path / "missing.xml") == Counts()


def test_only_long_parts_are_spread_and_never_over_more_processes_than_there_are() -> None:
    assert spread("e2e", 2) == ("--numprocesses=2", "--dist=worksteal")
    assert spread("e2e", 64)[0] == "--numprocesses=4"
    assert spread("e2e", 1) == spread("e2e", None) == spread("contract", 8) == ()


@pytest.mark.parametrize("among_all", [True, False])
@pytest.mark.parametrize("part", [*PARTS, *NAMED_ONLY])
def test_every_part_has_its_tests(part: str, among_all: bool) -> None:
    places = folders(part, among_all=among_all)
    assert all(has_tests(place) for place in places), places


def test_a_run_of_all_parts_has_each_of_them() -> None:
    run = {place for part in ALL for place in folders(part, among_all=True)}
    assert run == {place for part in PARTS for place in folders(part, among_all=True)}
    assert len(folders(IN_MEMORY, among_all=True)) == len(PARTS) - len(ALL) + 1


def test_firefox_runs_what_chromium_runs() -> None:
    named = folders("firefox", among_all=False)
    for place in folders("firefox", among_all=True):
        assert place in named or any(place.is_relative_to(folder) for folder in named)
    assert ROOT / "tests" / "e2e" / "attack" in named
