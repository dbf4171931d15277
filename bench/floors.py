"""What the same rows cost without Fairway: plain SQL through psycopg2, in this process."""

import os
import time

import psycopg2

from bench.cpu import Meter
from bench.measure import rounds
from bench.screens import Screen, floor_values
from bench.world import World


def floor(screen: Screen, world: World, meter: Meter) -> float:
    """CPU milliseconds of the screen's floor, as crm_app under the row policies."""
    values = floor_values(world)
    address = os.environ["DATABASE_URL"].replace("postgres:", "postgresql:")
    connection = psycopg2.connect(address)

    def send(_number: int) -> float:
        began = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('app.tenant_id', %s, true)", [str(world.tenant.pk)])
            for statement in screen.floor:
                cursor.execute(statement, values)
                if cursor.description:
                    cursor.fetchall()
        connection.rollback()
        return (time.perf_counter() - began) * 1000

    try:
        return rounds(send, meter, screen.requests).spent.both
    finally:
        connection.close()
