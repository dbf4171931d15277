"""Input of imports: the file, and what its columns mean. Saves nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from crm.refusals import InputRefused
from integrations.models import FileImport
from integrations.profile import profile_of
from integrations.tabular import read_table
from integrations.workbooks import damaged

LARGEST = 10 * 1024 * 1024
ENCODINGS = [
    ("", _("Found out from the file")),
    ("utf-8", "UTF-8"),
    ("gb18030", "GB18030 / GBK"),
    ("big5", "Big5"),
    ("utf-16", "UTF-16"),
    ("windows-1252", _("Western (Windows-1252)")),
]


# Codes of FileRefused that only a text file has.
OF_TEXT = {"encoding", "cut", "nul", "quoting", "field_size"}


class KindForm(forms.Form):
    kind = forms.ChoiceField(label=_("What the rows are"), choices=FileImport.Kind.choices)


class UploadForm(KindForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or XLSX with headings in the first row, at most 10 MB."),
        widget=forms.FileInput(
            attrs={"accept": ".csv,.txt,.xlsx,text/csv,application/vnd.ms-excel"}
        ),
    )
    encoding = forms.ChoiceField(label=_("Encoding of a CSV"), choices=ENCODINGS, required=False)

    def clean(self):
        """Read the whole file once: what cannot be read is refused here, whatever its name says."""
        data = super().clean()
        file = data.get("file")
        if file is None:
            return data
        if file.size > LARGEST:
            self.add_error("file", _("The file is larger than 10 MB."))
            return data
        data["content"] = file.read()
        try:
            table = read_table(data["content"], data.get("encoding") or None)
            data["profile"] = profile_of(table)
        except InputRefused as refused:
            self.add_error("file", str(_as_named(refused, file.name)))
        return data


def _as_named(refused: InputRefused, name: str) -> InputRefused:
    """A broken workbook may look like text: then nobody wants to read about encodings."""
    meant = name.lower().endswith((".xlsx", ".xlsm"))
    return damaged() if meant and refused.code in OF_TEXT else refused
