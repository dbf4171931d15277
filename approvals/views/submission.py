"""Submissions: their dialog says beforehand who will decide, and what is missing first."""

from crm.pages import VerbPage


class SubmissionPage(VerbPage):
    template_name = "approvals/submission.html"
    fragment_name = "approvals/_submission_dialog.html"

    def steps(self) -> list[dict]:
        """Entries of approvals/outlook.py; MoveNotAllowed when it cannot be submitted at all."""
        return []

    def foretold(self) -> dict:
        return {"steps": self.steps()}
