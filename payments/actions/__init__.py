from payments.actions.chasing import chase
from payments.actions.confirming import allocate, confirm_receipt, reverse_receipt
from payments.actions.history import record_receipts
from payments.actions.plan import make_plan, record_instalments, start_clock
from payments.actions.reminding import remind_overdue
from payments.actions.reporting import reject_receipt, report_receipt

__all__ = [
    "allocate",
    "chase",
    "confirm_receipt",
    "make_plan",
    "record_instalments",
    "record_receipts",
    "reject_receipt",
    "remind_overdue",
    "report_receipt",
    "reverse_receipt",
    "start_clock",
]
