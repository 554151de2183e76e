"""Tests marked `model` are skipped without the starter model, or fail if TAIYAKU_REQUIRE_MODEL is set."""

import os
from collections.abc import Generator

import pytest

from taiyaku.errors import TaiyakuError
from taiyaku.models import find
from taiyaku.models_spec import starter_name


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("model"):
        try:
            find(starter_name())
        except TaiyakuError as error:
            pytest.skip(error.message)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if (
        report.skipped
        and not hasattr(report, "wasxfail")
        and item.get_closest_marker("model")
        and os.environ.get("TAIYAKU_REQUIRE_MODEL")
    ):
        report.outcome = "failed"
        report.longrepr = f"skipped although TAIYAKU_REQUIRE_MODEL is set: {report.longrepr}"
    return report
