from integrations.models.external_id import ExternalId

__all__ = ["ExternalId"]
