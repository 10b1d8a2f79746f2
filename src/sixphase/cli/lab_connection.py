"""The connection between a page of JupyterLab and its kernel, made to pass small messages on at once."""

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """As Jupyter's own, but small messages do not wait for each other (no Nagle's algorithm).

    A kernel answers an act at a desk with several small messages. Held back until the browser has acknowledged the
    one before, which it does after 40 ms at most, they would keep a coder waiting for 'Saved' at every key.
    """

    def connect(self) -> Any:
        """Begin to pass messages on."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
