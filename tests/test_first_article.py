"""The article that the project started from, where it is at hand."""

from pathlib import Path

import pytest
from evals.first_article import check_rows, take

ARTICLE = Path(__file__).parents[2] / "shared" / "articles" / "minsk-goes-to-asia.txt"
#: Rows that held when this was last set; what an institute wants is all of them (docs/figures.md).
FLOORS = {"codebook": 27, "reader": 15}


@pytest.mark.skipif(not ARTICLE.is_file(), reason="the article is not part of the project and not at hand")
@pytest.mark.parametrize("coder", FLOORS)
def test_no_row_that_an_analyst_takes_is_lost_again(coder: str) -> None:
    rows = check_rows(take(ARTICLE, coder=coder))
    missing = [row for row, holds in rows.items() if not holds]
    assert len(rows) - len(missing) >= FLOORS[coder], f"rows that do not hold: {missing}"
