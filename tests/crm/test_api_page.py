"""The API for reading."""

from crm.api import api


def test_every_operation_is_on_the_page_with_what_it_takes(cast):
    shown = cast.a.client("rep").get("/api/").content.decode()
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method in methods:
            assert f"<b>{method.upper()}</b> {path}</code>" in shown
    claim = shown[shown.index("POST</b> /api/v1/leads</code>") :]
    assert "<code>company</code>" in claim[: claim.index("</details>")]
