"""A real privacyIDEA server for the tests: `privacyidea_server.py FOLDER`, run by the Python of a venv that holds it.

Everything it writes lies in FOLDER, which must be there. Once it can be asked, it prints one line of JSON,
`{"url", "admin", "password"}`; it ends when its standard input does, so that it never outlives the test that
started it, however that ends. Its hashing is made cheap: nothing here is worth guessing.
"""

import json
import logging
import os
import secrets
import sys
import threading
from pathlib import Path

folder = Path(sys.argv[1]).resolve()

CONFIG = f"""
import logging
SECRET_KEY = "{secrets.token_urlsafe(32)}"
PI_PEPPER = "{secrets.token_urlsafe(24)}"
SUPERUSER_REALM = []
SQLALCHEMY_DATABASE_URI = "sqlite:///{folder}/server.sqlite"
SQLALCHEMY_ENGINE_OPTIONS = {{"connect_args": {{"timeout": 30}}}}
PI_ENCFILE = "{folder}/enckey"
PI_AUDIT_KEY_PRIVATE = "{folder}/audit-private.pem"
PI_AUDIT_KEY_PUBLIC = "{folder}/audit-public.pem"
PI_UUID_FILE = "{folder}/uuid.txt"
PI_LOGFILE = "{folder}/privacyidea.log"
PI_LOGLEVEL = logging.WARNING
PI_NODE = "interop"
PI_AUDIT_NO_PRIVATE_KEY_CHECK = True
PI_RESPONSE_NO_PRIVATE_KEY_CHECK = True
PI_HASH_ALGO_PARAMS = {{"argon2__rounds": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}}
"""

(folder / "pi.cfg").write_text(CONFIG)
# A flat file of users, as /etc/passwd: nobody signs in with a password of theirs, so there is none.
(folder / "users").write_text("alice:*:1001:1001:Alice Example,,,alice@example.org,:/:/bin/false\n")
os.environ["PRIVACYIDEA_CONFIGFILE"] = str(folder / "pi.cfg")

from privacyidea.app import create_app  # noqa: E402  (reads its configuration when imported)
from privacyidea.cli.pimanage.admin import admin_cli  # noqa: E402
from privacyidea.cli.pimanage.pi_setup import setup_cli  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

logging.getLogger("werkzeug").setLevel(logging.ERROR)
app = create_app(config_name="production", silent=True)


def manage(*command: str) -> None:
    """What `pi-manage` does, without a process for each command."""
    group = {"setup": setup_cli, "admin": admin_cli}[command[0]]
    outcome = app.test_cli_runner().invoke(group, command[1:])
    if outcome.exit_code != 0:
        sys.exit(f"pi-manage {command[0]} {command[1]}: {outcome.output}{outcome.exception!r}")


password = secrets.token_urlsafe(18)
manage("setup", "create_enckey")
manage("setup", "create_audit_keys")
manage("setup", "create_tables")
manage("admin", "add", "-p", password, "admin")

# Port 0: the system picks a free one, and nobody can take it between the picking and the listening.
server = make_server("127.0.0.1", 0, app, threaded=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
ready = {"url": f"http://127.0.0.1:{server.server_port}", "admin": "admin", "password": password}
print(json.dumps({**ready, "users": str(folder / "users")}), flush=True)

sys.stdin.read()
server.shutdown()
