from payments.models.allocation import Allocation
from payments.models.chasing import Chase, Reminder
from payments.models.instalment import Instalment
from payments.models.receipt import Receipt

__all__ = ["Allocation", "Chase", "Instalment", "Receipt", "Reminder"]
