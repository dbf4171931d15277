"""The fast cache: Valkey, missed on error, its keys led by the tenant (SECURITY.md 1A number 8)."""

import logging

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from tenants.scope import current_tenant_id, in_scope

log = logging.getLogger(__name__)


def tenant_key(key: str, key_prefix: str, version: int) -> str:
    owner = f"t{current_tenant_id()}" if in_scope() else "global"
    return f"{key_prefix}:{owner}:{version}:{key}"


class FailSoftRedisCache(RedisCache):
    """With Valkey down or slow every read is a miss and every write is dropped."""

    def get(self, key, default=None, version=None):
        try:
            return super().get(key, default, version)
        except RedisError as failure:
            log.warning("fast cache: %s", failure)
            return default

    def set(self, key, value, timeout=300, version=None):
        try:
            super().set(key, value, timeout, version)
        except RedisError as failure:
            log.warning("fast cache: %s", failure)

    def delete(self, key, version=None):
        try:
            return super().delete(key, version)
        except RedisError as failure:
            log.warning("fast cache: %s", failure)
            return False
