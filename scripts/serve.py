"""Starts the dashboard on this computer: `python scripts/serve.py 8501`."""

import os
import socket
import sys
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1"
NEIGHBOURS = 100


def is_free(port: int) -> bool:
    """Whether a server may listen on this port now."""
    with socket.socket() as probe:
        # As the server itself does: a port that only waits for old connections to fade is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return False
    return True


def port_from(text: str) -> int:
    """The port that a text names. Ends the program with a remedy if it names none, or one in use."""
    if not (text.isascii() and text.isdigit() and 1024 <= int(text) <= 65535):
        sys.exit(f"PORT={text} is no port: choose a number from 1024 to 65535.")
    port = int(text)
    if is_free(port):
        return port
    others = range(port + 1, min(port + NEIGHBOURS, 65536))
    other = next((candidate for candidate in others if is_free(candidate)), None)
    remedy = f"Choose another one: make run PORT={other}" if other else "Choose another one with PORT="
    sys.exit(f"Port {port} is in use, perhaps by this dashboard in another window. {remedy}")


def main() -> None:
    """Serve until stopped, in this process, so that Ctrl-C reaches it alone.

    As `streamlit run app.py` does, but for one thing. Where a folder named pages/ stands beside the script, Streamlit takes
    the first request to a new server for one of its older kind of app, and greets a reader who comes by a link with "Page
    not found" before it shows the page. The first st.navigation settles that for good; here it is settled before.
    """
    port = port_from(sys.argv[1] if len(sys.argv) > 1 else "8501")
    print(f"The dashboard is at http://{ADDRESS}:{port}  (Ctrl-C stops it)", flush=True)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    PagesManager.uses_pages_directory = False
    cli.main(["run", "app.py", "--server.address", ADDRESS, "--server.port", str(port), *sys.argv[2:]])


if __name__ == "__main__":
    main()
