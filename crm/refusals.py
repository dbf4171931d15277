"""What a pure function raises when it will not take its input.

The message is a lazy translation and is put together only when somebody reads it, so that the
reader's language counts and no settings are needed to raise. `code` names the refusal for
programs: API problem types, row errors of an import, tests.
"""


class InputRefused(ValueError):
    """`str(error)` is the sentence for people, `error.code` and `error.params` are for programs."""

    def __init__(self, message, *, code, **params):
        super().__init__(message, code)
        self.message = message
        self.code = code
        self.params = params

    def __str__(self):
        return str(self.message) % self.params if self.params else str(self.message)
