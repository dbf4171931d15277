from payments.models.instalment import Instalment
from payments.models.receipt import Allocation, Receipt

__all__ = ["Allocation", "Instalment", "Receipt"]
