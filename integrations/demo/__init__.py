"""The two demo companies: made by the rooms' actions, the past by their record_… actions.

`huaxing.toml` and `northwind.toml` hold the texts, the modules what is done with them.
"""
