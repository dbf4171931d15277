from quotes.models.document import QuoteDocument
from quotes.models.line import QuoteLine
from quotes.models.quote import Quote

__all__ = ["Quote", "QuoteDocument", "QuoteLine"]
