"""Importing through the page in a test: upload, map, check, run, as a person and a worker do."""

from django.core.files.uploadedfile import SimpleUploadedFile

from integrations.models import FileImport
from integrations.tasks import work_on_import
from tests.house.jobs import run_task


def upload(company, data, kind="leads", name="leads.csv", **fields):
    """The answer to the upload by the company's administrator."""
    form = {"kind": kind, "file": SimpleUploadedFile(name, data), **fields}
    return company.client("admin").post(company.url("imports/new/"), form)


def latest(company):
    with company.scope():
        return FileImport.objects.order_by("-pk").first()


def form_of(company, file_import) -> dict:
    """What the mapping form holds when it is opened."""
    page = company.client("admin").get(company.url(f"imports/{file_import.pk}/mapping/"))
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in values.items()}


def work(company, file_import):
    """A worker's turn."""
    run_task(work_on_import, company.tenant, file_import_id=file_import.pk)


def checked(company, data, kind="leads", **changes):
    """An import whose columns are mapped as proposed, but for `changes`, and which was checked."""
    assert upload(company, data, kind).status_code == 303
    file_import = latest(company)
    form = form_of(company, file_import) | changes
    url = company.url(f"imports/{file_import.pk}/mapping/")
    answer = company.client("admin").post(url, form)
    assert answer.status_code == 303, answer.context["form"].errors
    work(company, file_import)
    return latest(company)


def press(company, file_import, verb, name="admin"):
    return company.client(name).post(company.url(f"imports/{file_import.pk}/{verb}/"))


def imported(company, data, kind="leads", **changes):
    """An import that ran to its end."""
    file_import = checked(company, data, kind, **changes)
    assert press(company, file_import, "start").status_code == 303
    work(company, file_import)
    return latest(company)
