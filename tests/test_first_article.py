"""The article that the project started from, where it is at hand."""

from pathlib import Path

import pytest
from evals.first_article import check_rows, take

ARTICLE = Path(__file__).parents[2] / "shared" / "articles" / "minsk-goes-to-asia.txt"


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the article is not part of the project and not at hand")
def test_most_of_what_an_analyst_takes_is_taken() -> None:
    rows = check_rows(take(ARTICLE))
    missing = [row for row, holds in rows.items() if not holds]
    assert len(missing) <= 2, f"rows that no longer hold: {missing}"
