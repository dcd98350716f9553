"""What a template may not do, and what happens when it does."""

import pytest

from pipeline.document import parse
from pipeline.errors import ExitCode, PipelineError


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<main><p>a</main>", "not well formed"),
        ("<main><script>a</script></main>", "the element <script>"),
        ("<main><p style='x'>a</p></main>", "style on <p>"),
        ("<main><p class='fancy'>a</p></main>", "the class 'fancy'"),
        ("<main><p><a href='javascript:x'>a</a></p></main>", "a link that leads nowhere"),
    ],
)
def test_what_no_writer_knows_is_refused(html: str, message: str) -> None:
    with pytest.raises(PipelineError, match=message) as caught:
        parse(html, "paper.html.j2")

    assert caught.value.code is ExitCode.TEMPLATE_WRONG
    assert caught.value.message.startswith("paper.html.j2 ")
