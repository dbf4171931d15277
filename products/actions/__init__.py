from products.actions.categories import save_category
from products.actions.products import FIELDS, change_product, create_product, record_products

__all__ = ["FIELDS", "change_product", "create_product", "record_products", "save_category"]
