from django import template

from products.costs import shows_cost

register = template.Library()
register.filter("sees_cost", shows_cost)
