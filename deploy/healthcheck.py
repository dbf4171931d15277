"""Whether the web process of this container answers: exit code 0 or 1."""

import http.client
import os
import sys

# It answers for the hosts that it serves only.
host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip()
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=4)
try:
    connection.request("GET", "/healthz", headers={"Host": host})
    sys.exit(connection.getresponse().status != 200)
except OSError:
    sys.exit(1)
