"""The two demo companies: made by the rooms' actions, the past by their record_… actions.

The folders `huaxing` and `northwind` hold the texts, the modules what is done with them.
"""
