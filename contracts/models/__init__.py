from contracts.models.contract import Contract
from contracts.models.line import ContractLine
from contracts.models.term import PaymentTerm

__all__ = ["Contract", "ContractLine", "PaymentTerm"]
